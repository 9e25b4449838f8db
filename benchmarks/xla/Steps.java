import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Steps of a program on a device in the protocol of peers/serve.py, beside jax_steps.py here: the
/// same programs, with the same arguments donated and the last result read as often.
///
/// Usage: `Steps mlp|arguments|small [--device xla:cpu] [--read-every 10]`
///
/// | program | what |
/// |---|---|
/// | `mlp` | a training step of 784-256-128-10 with Adam, batch 32, f32: a pool of 64 batches lies on the device |
/// | `arguments` | as many arguments and results as that step, a number each: what a call costs |
/// | `small` | the same with one argument |
public final class Steps {
    private static final double WARM_UP_SECONDS = 2;
    private static final double BLOCK_SECONDS = 0.5;
    private static final int POOL = 64;
    private static final int BATCH = 32;
    private static final TensorType NUMBER = TensorType.of(DType.F32);

    /// A compiled program and what it is called with.
    private record Program(
            Executable executable, List<List<Buffer>> arguments, List<Buffer> results) {
        /// Runs the step of that number.
        void run(int number) {
            executable.run(arguments.get(number % arguments.size()), results);
        }

        /// Waits for the last result of the step that was started last.
        double read() {
            return results.getLast().literal().get(0);
        }
    }

    private final Program program;
    private final int readEvery;
    private int steps;

    private Steps(Program program, int readEvery) {
        this.program = program;
        this.readEvery = readEvery;
    }

    public static void main(String... words) throws IOException {
        String name = words[0];
        String device = option(words, "--device", "xla:cpu");
        int readEvery = Integer.parseInt(option(words, "--read-every", "10"));
        try (Device opened = Device.open(device)) {
            IO.println(
                    "{\"name\": \"jacquard\", \"device\": \"%s\", \"java\": \"%s\"}"
                            .formatted(opened.description(), Runtime.version()));
            new Steps(program(opened, name), readEvery).serve();
        }
    }

    private static String option(String[] words, String name, String otherwise) {
        int at = List.of(words).indexOf(name);
        return at < 0 ? otherwise : words[at + 1];
    }

    private static Program program(Device device, String name) {
        return switch (name) {
            case "mlp" -> mlp(device);
            case "arguments" -> numbers(device, 19, 2);
            case "small" -> numbers(device, 1, 0);
            default -> throw new IllegalArgumentException("no program '" + name + "'");
        };
    }

    private void serve() throws IOException {
        block(WARM_UP_SECONDS);
        IO.println("ready");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.strip().equals("run")) {
                IO.println(block(BLOCK_SECONDS));
            }
        }
    }

    private String block(double seconds) {
        List<Double> milliseconds = new ArrayList<>();
        long end = System.nanoTime() + (long) (1e9 * seconds);
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            for (int i = 0; i < readEvery; i++) {
                program.run(steps++);
            }
            if (!Double.isFinite(program.read())) {
                throw new IllegalStateException("the last result is not finite");
            }
            milliseconds.add((System.nanoTime() - begin) / 1e6 / readEvery);
        }
        Collections.sort(milliseconds);
        return String.format(
                Locale.ROOT,
                "{\"median_ms\": %.6f, \"best_ms\": %.6f, \"steps\": %d}",
                milliseconds.get(milliseconds.size() / 2),
                milliseconds.getFirst(),
                readEvery * milliseconds.size());
    }

    // Numbers that grow by 1, donated, and others that are not; the result that is read is not donated.
    private static Program numbers(Device device, int donated, int others) {
        var traced =
                Trace.of(
                        "numbers",
                        Mode.INFERENCE,
                        t -> {
                            List<Tensor> next = new ArrayList<>();
                            for (int i = 0; i < donated; i++) {
                                next.add(t.input("x" + i, NUMBER).add(1));
                            }
                            Tensor seen = next.getLast().mul(2);
                            for (int i = donated; i < donated + others; i++) {
                                seen = seen.add(t.input("x" + i, NUMBER));
                            }
                            next.add(seen);
                            return next;
                        });
        List<Buffer> state = zeros(device, Collections.nCopies(donated, NUMBER));
        List<Buffer> arguments = new ArrayList<>(state);
        arguments.addAll(zeros(device, Collections.nCopies(others, NUMBER)));
        List<Buffer> results = new ArrayList<>(state);
        results.add(device.allocate(NUMBER));
        return new Program(
                device.compile(traced.function(), donating(donated)), List.of(arguments), results);
    }

    private static CompileOptions donating(int count) {
        return CompileOptions.standard()
                .withAliases(
                        IntStream.range(0, count)
                                .mapToObj(i -> new CompileOptions.Alias(i, i))
                                .toList());
    }

    private static List<Buffer> zeros(Device device, List<TensorType> types) {
        return types.stream().map(device::allocate).toList();
    }

    private static Layer network(Scope scope) {
        return Sequential.of(
                new Linear(scope.in("hidden1"), 784, 256),
                Activation.relu(),
                new Linear(scope.in("hidden2"), 256, 128),
                Activation.relu(),
                new Linear(scope.in("output"), 128, 10));
    }

    // Parameters, first and second moments and the number of the step are donated, as in JAX's step.
    private static Program mlp(Device device) {
        Model model = Model.create(device, Seed.of(0), Steps::network);
        List<TensorType> types = model.parameters().stream().map(p -> p.type()).toList();
        List<Buffer> state = new ArrayList<>();
        model.parameters().forEach(p -> state.add(model.array(p).buffer()));
        state.addAll(zeros(device, types));
        state.addAll(zeros(device, types));
        state.add(device.allocate(NUMBER));
        var traced = Trace.of("step", Mode.TRAINING, t -> step(t, model));
        List<List<Buffer>> arguments = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            List<Buffer> all = new ArrayList<>(state);
            all.add(features(device, Seed.of(i)).buffer());
            all.add(labels(device, Seed.of(i)).buffer());
            arguments.add(all);
        }
        List<Buffer> results = new ArrayList<>(state);
        results.add(device.allocate(NUMBER));
        return new Program(
                device.compile(traced.function(), donating(state.size())), arguments, results);
    }

    private static Array features(Device device, Seed seed) {
        float[] values = new float[BATCH * 784];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) seed.normal(i);
        }
        return Array.of(device, values, BATCH, 784);
    }

    private static Array labels(Device device, Seed seed) {
        int[] values = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            values[i] = Math.floorMod(seed.in("labels").bits(i), 10);
        }
        return Array.of(device, Literal.of(values, BATCH));
    }

    private static List<Tensor> step(Trace trace, Model model) {
        List<Tensor> values = model.bind(trace);
        List<Tensor> first = inputs(trace, "first", values);
        List<Tensor> second = inputs(trace, "second", values);
        Tensor t = trace.input("t", NUMBER).add(1);
        Tensor x = trace.input("x", TensorType.of(DType.F32, BATCH, 784));
        Tensor y = trace.input("y", TensorType.of(DType.I32, BATCH));
        Tensor loss = Losses.crossEntropy(((Layer) model.network()).forward(x), y).mean();
        List<Tensor> gradients = Grad.of(loss, values);
        Tensor rate = Tensor.full(NUMBER, 1e-3).div(power(0.9, t).neg().add(1));
        Tensor scale = Tensor.full(NUMBER, 1).div(power(0.999, t).neg().add(1));
        List<Tensor> nextValues = new ArrayList<>();
        List<Tensor> nextFirst = new ArrayList<>();
        List<Tensor> nextSecond = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Tensor g = gradients.get(i);
            Tensor m = first.get(i).mul(0.9).add(g.mul(0.1));
            Tensor v = second.get(i).mul(0.999).add(g.square().mul(0.001));
            nextValues.add(values.get(i).sub(rate.mul(m).div(v.mul(scale).sqrt().add(1e-8))));
            nextFirst.add(m);
            nextSecond.add(v);
        }
        List<Tensor> results = new ArrayList<>(nextValues);
        results.addAll(nextFirst);
        results.addAll(nextSecond);
        results.add(t);
        results.add(loss);
        return results;
    }

    private static List<Tensor> inputs(Trace trace, String name, List<Tensor> like) {
        return IntStream.range(0, like.size())
                .mapToObj(i -> trace.input(name + i, like.get(i).type()))
                .toList();
    }

    private static Tensor power(double base, Tensor exponent) {
        return exponent.mul(Math.log(base)).exp();
    }
}
