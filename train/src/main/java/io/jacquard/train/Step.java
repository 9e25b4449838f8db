package io.jacquard.train;

import io.jacquard.data.Batch;
import io.jacquard.data.Column;
import io.jacquard.data.Role;
import io.jacquard.data.Schema;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Parameter;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import io.jacquard.tensor.Traced;
import io.jacquard.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

/// One compiled step for one size of batch: of training, or of evaluation, which changes the sums
/// only. The state is updated in place; the batch is copied into buffers that stay.
final class Step implements AutoCloseable {
    private static final String LOSS = "loss";
    private static final String OPTIMIZER = "optimizer";
    private static final String METRICS = "metrics";

    private final Task task;
    private final Device device;
    private final Traced traced;
    private final Executable executable;
    private final List<Buffer> arguments;
    private final List<Buffer> results;
    private final int held;
    private final List<Array> columns = new ArrayList<>();
    private final List<Scalar> scalars = new ArrayList<>();
    private final List<Array> keys = new ArrayList<>();
    private final Literal number = Literal.zeros(TensorType.of(DType.F32));

    /// A number of the optimizer's and where it goes.
    private record Scalar(LongToDoubleFunction value, Array array) {}

    private Step(Task task, Mode mode, Schema schema, int size, State state) {
        this.task = task;
        this.device = task.model().device();
        boolean training = mode == Mode.TRAINING;
        this.traced =
                Trace.of(
                        mode.name().toLowerCase(Locale.ROOT),
                        mode,
                        t ->
                                training
                                        ? train(t, schema, size, state)
                                        : evaluate(t, schema, size, state));
        List<Array> held = state.arrays(mode);
        List<CompileOptions.Alias> aliases = new ArrayList<>();
        int first = training ? 0 : task.model().parameters().size();
        for (int r = 0; r < traced.function().results().size(); r++) {
            aliases.add(new CompileOptions.Alias(first + r, r));
        }
        this.executable =
                device.compile(
                        traced.function(),
                        CompileOptions.standard()
                                .withAliases(aliases)
                                .withPrecision(task.model().policy().products()));
        for (Column c : schema.columns()) {
            columns.add(new Array(device.allocate(c.batched(size))));
        }
        if (training) {
            new TreeMap<>(task.optimizer().scalars())
                    .forEach((_, value) ->
                            scalars.add(
                                    new Scalar(value, new Array(device.allocate(number.type())))));
        }
        traced.randomSites().forEach(_ -> keys.add(Array.of(device, Seed.of(0).literal())));
        this.held = held.size();
        this.arguments = buffers(held, columns, scalars.stream().map(Scalar::array).toList(), keys);
        this.results = buffers(held.subList(first, held.size()));
    }

    /// A step that changes parameters, optimizer state and sums.
    static Step training(Task task, Schema schema, int size, State state) {
        return new Step(task, Mode.TRAINING, schema, size, state);
    }

    /// A step that changes the sums.
    static Step evaluation(Task task, Schema schema, int size, State state) {
        return new Step(task, Mode.INFERENCE, schema, size, state);
    }

    private static List<String> names(Optimizer optimizer) {
        return optimizer.scalars().keySet().stream().sorted().toList();
    }

    @SafeVarargs
    private static List<Buffer> buffers(List<Array>... lists) {
        List<Buffer> all = new ArrayList<>();
        for (List<Array> list : lists) {
            list.forEach(a -> all.add(a.buffer()));
        }
        return List.copyOf(all);
    }

    private List<Tensor> train(Trace t, Schema schema, int size, State state) {
        List<Tensor> values = task.model().bind(t);
        List<Tensor> slots = inputs(t, state.slots());
        List<Tensor> sums = inputs(t, state.sums());
        Tensors features = columns(t, schema, Role.FEATURE, size);
        Tensors targets = columns(t, schema, Role.LABEL, size);
        Map<String, Tensor> numbers = new LinkedHashMap<>();
        for (String name : names(task.optimizer())) {
            numbers.put(name, t.input("scalar." + name, TensorType.of(DType.F32)));
        }
        Tensors outputs = task.model().network().apply(features);
        Tensor losses = losses(t, outputs, targets).requireShape(size);
        Tensor loss = t.in(LOSS, () -> mean(losses));
        List<Tensor> next = new ArrayList<>(updated(new Now(t, values, slots, numbers), loss));
        next.addAll(t.in(METRICS, () -> task.added(sums, losses.stopGradient(), outputs, targets)));
        return next;
    }

    // What is no layer has a name too, for errors and profiles.
    private Tensor losses(Trace t, Tensors outputs, Tensors targets) {
        return t.in(LOSS, () -> task.objective().apply(outputs, targets));
    }

    private Tensor mean(Tensor losses) {
        Tensor mean = losses.mean();
        return task.model().penalty().map(mean::add).orElse(mean);
    }

    /// What a step starts from: parameters, what the optimizer keeps and its numbers.
    private record Now(
            Trace trace, List<Tensor> values, List<Tensor> slots, Map<String, Tensor> numbers) {}

    private List<Tensor> updated(Now now, Tensor loss) {
        List<Tensor> trained = trained(now.values);
        if (!task.model().policy().scalesLoss()) {
            return updated(now, Grad.of(loss, trained));
        }
        LossScale scale = LossScale.last(now.slots);
        List<Tensor> gradients = scale.unscaled(Grad.of(loss.mul(scale.factor()), trained));
        Tensor finite = LossScale.finite(gradients);
        List<Tensor> before = new ArrayList<>(now.values);
        before.addAll(now.slots);
        List<Tensor> next = updated(now, gradients);
        List<Tensor> chosen = new ArrayList<>(LossScale.chosen(finite, next, before));
        chosen.addAll(scale.next(finite));
        return chosen;
    }

    private List<Tensor> trained(List<Tensor> values) {
        List<Parameter> parameters = task.model().parameters();
        return IntStream.range(0, values.size())
                .filter(i -> parameters.get(i).trainable())
                .mapToObj(values::get)
                .toList();
    }

    private List<Tensor> updated(Now now, List<Tensor> gradients) {
        Optimizer optimizer = task.optimizer();
        List<Parameter> trained = task.trainable();
        List<Tensor> values = trained(now.values);
        List<Optimizer.Current> before = new ArrayList<>();
        int at = 0;
        for (int k = 0; k < trained.size(); k++) {
            int end = at + optimizer.rule(trained.get(k)).slots().size();
            List<Tensor> own = now.slots.subList(at, end);
            before.add(new Optimizer.Current(values.get(k), gradients.get(k), own));
            at = end;
        }
        return all(
                now, now.trace.in(OPTIMIZER, () -> optimizer.step(trained, before, now.numbers)));
    }

    /// The next values of all parameters, trained or not, and the next state of the optimizer.
    private List<Tensor> all(Now now, List<Optimizer.Next> next) {
        List<Parameter> parameters = task.model().parameters();
        List<Tensor> all = new ArrayList<>();
        int k = 0;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            all.add(
                    p.trainable()
                            ? next.get(k++).value()
                            : now.trace.updates().getOrDefault(p, now.values.get(i)));
        }
        next.forEach(n -> all.addAll(n.slots()));
        return all;
    }

    private List<Tensor> evaluate(Trace t, Schema schema, int size, State state) {
        task.model().bind(t);
        List<Tensor> sums = inputs(t, state.sums());
        Tensors features = columns(t, schema, Role.FEATURE, size);
        Tensors targets = columns(t, schema, Role.LABEL, size);
        Tensors outputs = task.model().network().apply(features);
        Tensor losses = losses(t, outputs, targets).requireShape(size);
        return t.in(METRICS, () -> task.added(sums, losses, outputs, targets));
    }

    private static List<Tensor> inputs(Trace t, Map<String, Array> arrays) {
        List<Tensor> inputs = new ArrayList<>();
        arrays.forEach((name, a) -> inputs.add(t.input(name, a.type())));
        return inputs;
    }

    private static Tensors columns(Trace t, Schema schema, Role role, int size) {
        Tensors all = Tensors.none();
        for (Column c : schema.columns()) {
            if (c.role() == role) {
                all = all.and(c.name(), t.input(c.name(), c.batched(size)));
            }
        }
        return all;
    }

    /// Runs the step.
    ///
    /// @param batch the batch, of this step's size
    /// @param step steps done before
    /// @param seed makes what is random in the step
    void run(Batch batch, long step, Seed seed) {
        fill(batch, step, seed);
        executable.run(arguments, results);
    }

    private void fill(Batch batch, long step, Seed seed) {
        for (int c = 0; c < columns.size(); c++) {
            columns.get(c).buffer().write(batch.arrays().get(c).segment());
        }
        for (Scalar s : scalars) {
            number.set(0, s.value.applyAsDouble(step));
            s.array.buffer().write(number.segment());
        }
        if (!keys.isEmpty()) {
            Seed now = seed.fold((int) step);
            for (int k = 0; k < keys.size(); k++) {
                Seed own = now.in(traced.randomSites().get(k).site());
                keys.get(k).buffer().write(own.literal().segment());
            }
        }
    }

    /// What a run of this step would take as arguments: for replaying it on the interpreter.
    List<Literal> argumentsFor(Batch batch, long step, Seed seed) {
        fill(batch, step, seed);
        return arguments.stream().map(Buffer::literal).toList();
    }

    /// Bytes of the device's memory that batches, numbers and keys take.
    long inputBytes() {
        return arguments.stream().skip(held).mapToLong(Buffer::heldBytes).sum();
    }

    /// The traced function.
    Function function() {
        return traced.function();
    }

    /// What compiling made of it.
    CompileReport report() {
        return executable.report();
    }

    @Override
    public void close() {
        executable.close();
        columns.forEach(Array::close);
        scalars.forEach(s -> s.array.close());
        keys.forEach(Array::close);
    }
}
