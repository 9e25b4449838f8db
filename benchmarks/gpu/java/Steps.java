import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.Optimizer;
import io.jacquard.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// One compiled training step that is run again and again on the same data: gradients, optimizer
/// and all. Parameters, optimizer state and the number of steps are donated and never leave the
/// device; the loss is another result, which the host reads when it likes.
final class Steps implements Loop, AutoCloseable {
    private static final TensorType NUMBER = TensorType.of(DType.F32);

    private final Model model;
    private final Function<Parameter, Optimizer> optimizers;
    private final Function<List<Tensor>, Tensor> loss;
    private final List<Array> held = new ArrayList<>();
    private final List<Array> data;
    private final Array lastLoss;
    private final Executable executable;
    private final List<Buffer> arguments;
    private final List<Buffer> results;

    /// Traces and compiles.
    ///
    /// @param loss makes the loss of the data, a scalar
    /// @param optimizers the rule of a parameter: {@link Adam} or {@link Sgd} with a constant rate
    /// @param data what every step is given
    Steps(
            Model model,
            Function<List<Tensor>, Tensor> loss,
            Function<Parameter, Optimizer> optimizers,
            List<Literal> data) {
        Device device = model.device();
        this.model = model;
        this.optimizers = optimizers;
        this.loss = loss;
        this.data = data.stream().map(d -> Array.of(device, d)).toList();
        held.add(new Array(device.allocate(NUMBER)));
        for (Parameter p : trained()) {
            optimizers
                    .apply(p)
                    .slots()
                    .forEach(_ -> held.add(new Array(device.allocate(p.type()))));
        }
        this.lastLoss = new Array(device.allocate(NUMBER));
        List<Buffer> state = new ArrayList<>();
        model.parameters().forEach(p -> state.add(model.array(p).buffer()));
        held.forEach(a -> state.add(a.buffer()));
        this.results = new ArrayList<>(state);
        results.add(lastLoss.buffer());
        this.arguments = new ArrayList<>(state);
        this.data.forEach(a -> arguments.add(a.buffer()));
        List<CompileOptions.Alias> aliases = new ArrayList<>();
        for (int i = 0; i < state.size(); i++) {
            aliases.add(new CompileOptions.Alias(i, i));
        }
        var traced = Trace.of("train", Mode.TRAINING, this::trace);
        this.executable =
                device.compile(traced.function(), CompileOptions.standard().withAliases(aliases));
    }

    private List<Parameter> trained() {
        return model.parameters().stream().filter(Parameter::trainable).toList();
    }

    private List<Tensor> trace(Trace t) {
        List<Tensor> values = model.bind(t);
        List<Tensor> state = held.stream().map(a -> t.input("state", a.type())).toList();
        List<Tensor> given = data.stream().map(a -> t.input("data", a.type())).toList();
        Tensor now = loss.apply(given);
        List<Tensor> next = updated(t, values, state, now);
        next.add(now);
        return next;
    }

    private List<Tensor> updated(
            Trace t, List<Tensor> values, List<Tensor> state, Tensor minimized) {
        List<Tensor> before = trained().stream().map(Parameter::value).toList();
        Iterator<Tensor> gradients = Grad.of(minimized, before).iterator();
        Tensor count = state.getFirst().add(1);
        List<Tensor> nextValues = new ArrayList<>();
        List<Tensor> nextState = new ArrayList<>(List.of(count));
        for (int i = 0; i < values.size(); i++) {
            Parameter p = model.parameters().get(i);
            if (!p.trainable()) {
                nextValues.add(t.updates().getOrDefault(p, values.get(i)));
                continue;
            }
            Optimizer rule = optimizers.apply(p);
            int first = nextState.size();
            List<Tensor> slots = state.subList(first, first + rule.slots().size());
            var current = new Optimizer.Current(values.get(i), gradients.next(), slots);
            Optimizer.Next next = rule.update(current, scalars(rule, count));
            nextValues.add(next.value());
            nextState.addAll(next.slots());
        }
        nextValues.addAll(nextState);
        return nextValues;
    }

    // What Optimizer.scalars computes on the host, on the device, so that nothing is copied there.
    private static Map<String, Tensor> scalars(Optimizer optimizer, Tensor count) {
        return switch (optimizer) {
            case Sgd sgd -> Map.of("rate", count.like(sgd.rate().at(0)));
            case Adam adam ->
                    Map.of(
                            "rate", count.like(adam.rate().at(0)),
                            "step_size",
                                    count.like(adam.rate().at(0))
                                            .div(correction(adam.beta1(), count)),
                            "root_scale", correction(adam.beta2(), count).rsqrt());
            default -> throw new IllegalArgumentException("no scalars for " + optimizer);
        };
    }

    // 1 - beta^count
    private static Tensor correction(double beta, Tensor count) {
        return count.like(beta).pow(count).neg().add(1);
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            executable.run(arguments, results);
        }
    }

    /// The loss before the last step's update; waits for that step.
    @Override
    public double read() {
        return lastLoss.item();
    }

    /// What compiling made of the step.
    CompileReport report() {
        return executable.report();
    }

    @Override
    public void close() {
        executable.close();
        held.forEach(Array::close);
        data.forEach(Array::close);
        lastLoss.close();
    }
}
