import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.AdamW;
import io.jacquard.train.optimizer.Optimizer;
import io.jacquard.train.optimizer.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// A model, its data and its compiled training step, for one of the measured workloads. The peers
/// in `peers/` do the same work.
///
/// @param name `gpt2` or `resnet50`
/// @param model what is trained
/// @param data by name, as the step is given it
/// @param steps the step, compiled
/// @param items tokens or pictures of a step
/// @param operations floating-point operations that a step needs, by the usual count
record Workload(
        String name,
        Model model,
        Map<String, Literal> data,
        Steps steps,
        long items,
        double operations)
        implements AutoCloseable {
    private static final Seed SEED = Seed.of(1);

    /// The workload of that name.
    ///
    /// @param size `full` or `toy`
    /// @param batch sequences or pictures of a step
    /// @param compute dtype of products and of what flows between layers
    static Workload of(String name, Device device, String size, int batch, DType compute) {
        boolean toy = size.equals("toy");
        return switch (name) {
            case "gpt2" -> gpt2(device, toy ? Gpt2.Size.toy() : Gpt2.Size.padded(), batch, compute);
            case "resnet50" ->
                    resnet50(
                            device,
                            toy ? ResNet50.Size.toy() : ResNet50.Size.published(),
                            batch,
                            compute);
            default -> throw new IllegalArgumentException("no workload '" + name + "'");
        };
    }

    private static Workload gpt2(Device device, Gpt2.Size size, int batch, DType compute) {
        var network = new AtomicReference<Gpt2>();
        Model model =
                Model.create(
                        device,
                        SEED,
                        scope -> {
                            network.set(new Gpt2(scope, size, compute));
                            return Layer.of(x -> x);
                        });
        Map<String, Literal> data = new LinkedHashMap<>();
        int[] shape = {batch, size.context()};
        data.put("ids", integers("ids", size.vocabulary(), shape));
        data.put("targets", integers("targets", size.vocabulary(), shape));
        Steps steps =
                new Steps(
                        model,
                        in -> network.get().loss(in.getFirst(), in.getLast()),
                        Workload::decayedOnlyIfMatrix,
                        List.copyOf(data.values()));
        long tokens = (long) batch * size.context();
        double operations = tokens * size.operationsPerToken(parameters(model));
        return new Workload("gpt2", model, data, steps, tokens, operations);
    }

    private static Optimizer decayedOnlyIfMatrix(Parameter p) {
        Adam adam = p.type().rank() < 2 ? Adam.of(3e-4) : AdamW.of(3e-4).withWeightDecay(0.1);
        return adam.withBetas(0.9, 0.95);
    }

    private static Workload resnet50(Device device, ResNet50.Size size, int batch, DType compute) {
        var network = new AtomicReference<ResNet50>();
        Model model =
                Model.create(
                        device,
                        SEED,
                        scope -> {
                            network.set(new ResNet50(scope, size, compute));
                            return Layer.of(x -> x);
                        });
        Map<String, Literal> data = new LinkedHashMap<>();
        TensorType pictures = TensorType.of(compute, batch, size.side(), size.side(), 3);
        data.put("pictures", uniform("pictures", pictures));
        data.put("classes", integers("classes", size.classes(), batch));
        Sgd rule = Sgd.of(0.01).withMomentum(0.9).withWeightDecay(1e-4);
        Steps steps =
                new Steps(
                        model,
                        in -> network.get().loss(in.getFirst(), in.getLast()),
                        _ -> rule,
                        List.copyOf(data.values()));
        double operations = 6.0 * network.get().products();
        return new Workload("resnet50", model, data, steps, batch, operations);
    }

    /// Number of values that are trained.
    long parameters() {
        return parameters(model);
    }

    private static long parameters(Model model) {
        return model.parameters().stream()
                .filter(Parameter::trainable)
                .mapToLong(p -> p.type().shape().elements())
                .sum();
    }

    private static Literal integers(String name, int limit, int... sizes) {
        Seed seed = SEED.in(name);
        int count = IntStream.of(sizes).reduce(1, (a, b) -> a * b);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = Integer.remainderUnsigned(seed.bits(i), limit);
        }
        return Literal.of(values, sizes);
    }

    private static Literal uniform(String name, TensorType type) {
        Seed seed = SEED.in(name);
        Literal made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, seed.uniform(i) - 0.5);
        }
        return made;
    }

    @Override
    public void close() {
        steps.close();
        model.close();
    }
}
