import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import io.jacquard.models.resnet.ResNet;
import io.jacquard.models.resnet.ResNetConfig;
import io.jacquard.models.resnet.Stem;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.Optimizer;
import io.jacquard.train.optimizer.Sgd;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/// How long a training step of a published network takes to compile, from the layers to an
/// executable: `CompileStep WORKLOAD OPTIMIZER TIMES [PAUSE]` traces, differentiates and compiles
/// it that many times in one process and prints a JSON line each time, in milliseconds: the whole
/// (`compile`), the processor time of the thread that compiles (`processor`), the parts, and the
/// first run of the step. The first is that of a process that has compiled nothing. Run it by
/// compile_step.sh. The pause, in milliseconds, stands for a program that reads its data first.
///
/// Workloads, at batch 32: `mlp` (784-256-128-10), `resnet18` and `resnet18-cifar` (pictures of
/// 32x32x3, ten classes, the stem for large pictures and that for small ones); optimizers: `adam`,
/// `sgd` (with momentum).
public final class CompileStep {
    private static final int BATCH = 32;
    private static final int CLASSES = 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Model model;
    private final Optimizer optimizer;
    private final Map<String, Long> parts = new LinkedHashMap<>();
    private final List<Parameter> trained;
    private long mark;

    private CompileStep(Model model, Optimizer optimizer) {
        this.model = model;
        this.optimizer = optimizer;
        this.trained = model.parameters().stream().filter(Parameter::trainable).toList();
    }

    public static void main(String... words) throws InterruptedException {
        int times = Integer.parseInt(words[2]);
        try (Device device = Device.open("cpu");
                Model model = Model.create(device, Seed.of(0), s -> network(words[0], s))) {
            Thread.sleep(words.length > 3 ? Long.parseLong(words[3]) : 0);
            for (int time = 1; time <= times; time++) {
                new CompileStep(model, optimizer(words[1])).measure(words, time);
            }
        }
    }

    private void measure(String[] words, int time) {
        long start = System.nanoTime();
        long processor = THREADS.getCurrentThreadCpuTime();
        mark = start;
        Function f = traced(words[0].equals("mlp"));
        part("trace");
        List<CompileOptions.Alias> aliases = new ArrayList<>();
        for (int i = 0; i < f.results().size() - 1; i++) {
            aliases.add(new CompileOptions.Alias(i, i));
        }
        CompileOptions options = CompileOptions.standard().withAliases(aliases);
        try (Executable e = model.device().compile(f, options)) {
            StringJoiner line = new StringJoiner(", ", "{", "}");
            line.add("\"workload\": \"%s\"".formatted(words[0]));
            line.add("\"optimizer\": \"%s\"".formatted(words[1]));
            line.add("\"time\": %d".formatted(time));
            line.add("\"operations\": %d".formatted(f.instructions().size()));
            line.add(milliseconds("compile", System.nanoTime() - start));
            line.add(milliseconds("processor", THREADS.getCurrentThreadCpuTime() - processor));
            parts.forEach((name, nanos) -> line.add(milliseconds(name, nanos)));
            e.report().parts().forEach((name, d) -> line.add(milliseconds(name, d.toNanos())));
            line.add(milliseconds("first_step", run(e, f)));
            IO.println(line);
        }
    }

    private static String milliseconds(String name, long nanos) {
        return String.format(Locale.ROOT, "\"%s_ms\": %.1f", name, nanos / 1e6);
    }

    private void part(String name) {
        long now = System.nanoTime();
        parts.merge(name, now - mark, Long::sum);
        mark = now;
    }

    private Function traced(boolean flat) {
        TensorType example =
                flat
                        ? TensorType.of(DType.F32, BATCH, 784)
                        : TensorType.of(DType.F32, BATCH, 32, 32, 3);
        return Trace.of("training", Mode.TRAINING, t -> step(t, example)).function();
    }

    private List<Tensor> step(Trace t, TensorType pictures) {
        List<Tensor> values = model.bind(t);
        List<Tensor> slots = new ArrayList<>();
        for (Parameter p : trained) {
            optimizer.slots().forEach(slot -> slots.add(t.input(slot, p.type())));
        }
        Tensor x = t.input("x", pictures);
        Tensor y = t.input("y", TensorType.of(DType.I32, BATCH));
        Map<String, Tensor> numbers = new TreeMap<>();
        for (String name : new TreeMap<>(optimizer.scalars()).keySet()) {
            numbers.put(name, t.input(name, TensorType.of(DType.F32)));
        }
        Tensor logits = model.network().apply(Tensors.of("x", x)).list().getFirst();
        Tensor loss = Losses.crossEntropy(logits, y).mean();
        part("trace");
        List<Tensor> wrt = trained.stream().map(Parameter::value).toList();
        List<Tensor> gradients = optimizer.gradients(Grad.of(loss, wrt));
        part("differentiate");
        List<Tensor> next = new ArrayList<>();
        List<Tensor> nextSlots = new ArrayList<>();
        int k = 0;
        for (int i = 0; i < values.size(); i++) {
            Parameter p = model.parameters().get(i);
            if (!p.trainable()) {
                next.add(t.updates().getOrDefault(p, values.get(i)));
                continue;
            }
            int n = optimizer.slots().size();
            List<Tensor> own = slots.subList(k * n, k * n + n);
            Optimizer.Next updated =
                    optimizer.update(
                            new Optimizer.Current(values.get(i), gradients.get(k++), own), numbers);
            next.add(updated.value());
            nextSlots.addAll(updated.slots());
        }
        next.addAll(nextSlots);
        next.add(loss);
        return next;
    }

    // Zeros are good enough: this tells whether compiling left something to do.
    private long run(Executable e, Function f) {
        List<Buffer> arguments = new ArrayList<>();
        f.parameters().forEach(p -> arguments.add(model.device().allocate(p.type())));
        int state = f.results().size() - 1;
        List<Buffer> results = new ArrayList<>(arguments.subList(0, state));
        results.add(model.device().allocate(f.resultTypes().get(state)));
        long start = System.nanoTime();
        e.run(arguments, results);
        long taken = System.nanoTime() - start;
        arguments.forEach(Buffer::close);
        results.getLast().close();
        return taken;
    }

    private static Layer network(String workload, Scope scope) {
        return switch (workload) {
            case "mlp" ->
                    Sequential.of(
                            new Linear(scope.in("hidden1"), 784, 256),
                            Activation.relu(),
                            new Linear(scope.in("hidden2"), 256, 128),
                            Activation.relu(),
                            new Linear(scope.in("output"), 128, CLASSES));
            case "resnet18" -> ResNet.of18(scope, CLASSES);
            case "resnet18-cifar" ->
                    new ResNet(scope, ResNetConfig.of18(CLASSES).withStem(Stem.cifar()));
            default -> throw new IllegalArgumentException("no workload " + workload);
        };
    }

    private static Optimizer optimizer(String name) {
        return switch (name) {
            case "adam" -> Adam.of(1e-3);
            case "sgd" -> Sgd.of(0.1).withMomentum(0.9);
            default -> throw new IllegalArgumentException("no optimizer " + name);
        };
    }
}
