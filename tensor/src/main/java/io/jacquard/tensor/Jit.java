package io.jacquard.tensor;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A Java function of tensors made into one of arrays: traced and compiled at the first call and
/// once more for each new combination of input types. Safe for use from any thread.
///
/// At most {@value #CAPACITY} compiled forms are kept, the least recently used goes first. Each
/// compile is logged (logger `io.jacquard.tensor`, level DEBUG) with its cause and time.
///
/// {@snippet :
/// try (var device = Device.open();
///         var jit = Jit.of(device, x -> x.mul(x).sum());
///         var x = Array.of(device, new float[] {1, 2, 3}, 3);
///         var y = jit.call(x)) {
///     IO.println(y.item()); // 14.0
/// }
/// }
///
/// Where does a NaN come from? {@link #checked} finds the operation and the line.
public final class Jit implements AutoCloseable {
    private static final int CAPACITY = 64;
    private static final System.Logger LOG = System.getLogger("io.jacquard.tensor");

    private record Setting(Mode mode, Seed seed, CompileOptions options, boolean checked) {}

    /// What is compiled for some input types. It is closed when it is retired and nobody runs it.
    private static final class Compiled {
        private final Traced traced;
        private final Executable executable;
        private int runs;
        private boolean retired;

        Compiled(Traced traced, Executable executable) {
            this.traced = traced;
            this.executable = executable;
        }

        void retire() {
            retired = true;
            closeIfDone();
        }

        void closeIfDone() {
            if (retired && runs == 0) {
                executable.close();
            }
        }
    }

    private final Device device;
    private final Function<List<Tensor>, List<Tensor>> body;
    private final Setting setting;
    private final Map<List<TensorType>, Compiled> cache = new LinkedHashMap<>(16, 0.75f, true);
    private int calls;
    private boolean closed;

    private Jit(Device device, Function<List<Tensor>, List<Tensor>> body, Setting setting) {
        this.device = device;
        this.body = body;
        this.setting = setting;
    }

    /// A function of one tensor.
    public static Jit of(Device device, UnaryOperator<Tensor> function) {
        return ofList(device, in -> List.of(function.apply(counted(in, 1).getFirst())));
    }

    /// A function of two tensors.
    public static Jit of(Device device, BinaryOperator<Tensor> function) {
        return ofList(
                device, in -> List.of(function.apply(counted(in, 2).getFirst(), in.getLast())));
    }

    /// A function of any number of tensors to any number.
    public static Jit ofList(Device device, Function<List<Tensor>, List<Tensor>> function) {
        return new Jit(
                device,
                function,
                new Setting(Mode.INFERENCE, Seed.of(0), CompileOptions.standard(), false));
    }

    private static List<Tensor> counted(List<Tensor> inputs, int wanted) {
        if (inputs.size() != wanted) {
            throw new IllegalArgumentException(
                    "the function takes %d arrays, %d were given; use Jit.ofList for other numbers"
                            .formatted(wanted, inputs.size()));
        }
        return inputs;
    }

    /// This function in another mode and with a seed for what is random in it; the step of the
    /// random streams is the number of the call.
    public Jit with(Mode newMode, Seed newSeed) {
        return with(new Setting(newMode, newSeed, setting.options, setting.checked));
    }

    /// This function compiled with other options.
    public Jit with(CompileOptions newOptions) {
        return with(new Setting(setting.mode, setting.seed, newOptions, setting.checked));
    }

    /// This function, whose {@link Tensor#tap}s hand their label and value to a receiver at each
    /// run.
    ///
    /// @param receiver called on the thread that runs the function
    public Jit tapping(BiConsumer<String, Literal> receiver) {
        return with(setting.options.withTaps(receiver));
    }

    /// This function in checked mode: it runs operation by operation on the interpreter, slowly,
    /// and throws {@link io.jacquard.ir.interpret.NonFiniteException} if a result is not finite.
    /// The message names the operation where that began, the types and the user's line. What never
    /// reaches a result passes, as the branch that a `where` does not pick; so does what an
    /// infinity written as a constant causes, as in a mask. NaN in a result never does.
    ///
    /// {@snippet :
    /// Jit.of(device, x -> x.log().sum()).checked().call(x); // [log] the result is NaN at [0] ...
    /// }
    public Jit checked() {
        return with(new Setting(setting.mode, setting.seed, setting.options, true));
    }

    private Jit with(Setting other) {
        return new Jit(device, body, other);
    }

    /// Calls a function that has one result.
    ///
    /// @return a new array, owned by the caller
    public Array call(Array... arguments) {
        List<Array> all = callAll(List.of(arguments));
        if (all.size() != 1) {
            all.forEach(Array::close);
            throw new IllegalStateException(
                    "the function has " + all.size() + " results; use callAll");
        }
        return all.getFirst();
    }

    /// Calls the function.
    ///
    /// @return new arrays, owned by the caller
    /// @throws IllegalStateException if this is closed
    public List<Array> callAll(List<Array> arguments) {
        List<TensorType> types = arguments.stream().map(Array::type).toList();
        Compiled c;
        Seed step;
        synchronized (cache) {
            c = compiled(types);
            c.runs++;
            step = setting.seed.fold(calls++);
        }
        try {
            return run(c, step, arguments);
        } finally {
            synchronized (cache) {
                c.runs--;
                c.closeIfDone();
            }
        }
    }

    private List<Array> run(Compiled c, Seed step, List<Array> arguments) {
        List<Buffer> inputs = new ArrayList<>(arguments.stream().map(Array::buffer).toList());
        List<Array> keys = new ArrayList<>();
        List<Array> results = new ArrayList<>();
        boolean done = false;
        try {
            for (Traced.RandomSite site : c.traced.randomSites()) {
                Array key = Array.of(device, step.in(site.site()).literal());
                keys.add(key);
                inputs.add(site.parameter(), key.buffer());
            }
            for (TensorType t : c.traced.function().resultTypes()) {
                results.add(new Array(device.allocate(t)));
            }
            c.executable.run(inputs, results.stream().map(Array::buffer).toList());
            done = true;
            return results;
        } finally {
            keys.forEach(Array::close);
            if (!done) {
                results.forEach(Array::close);
            }
        }
    }

    /// What compiling for those input types made of the function.
    public CompileReport report(TensorType... types) {
        synchronized (cache) {
            return compiled(List.of(types)).executable.report();
        }
    }

    private Compiled compiled(List<TensorType> types) {
        if (closed) {
            throw new IllegalStateException("this Jit is closed");
        }
        Compiled c = cache.get(types);
        if (c != null) {
            return c;
        }
        String cause = cache.isEmpty() ? "first call" : "new input types";
        Traced traced = trace(types);
        c = new Compiled(traced, executable(traced));
        LOG.log(
                Level.DEBUG,
                "compiled for {0} in {1} ms: {2}",
                types,
                c.executable.report().duration().toMillis(),
                cause);
        cache.put(types, c);
        evict();
        return c;
    }

    private void evict() {
        if (cache.size() > CAPACITY) {
            var eldest = cache.entrySet().iterator();
            Compiled out = eldest.next().getValue();
            eldest.remove();
            out.retire();
        }
    }

    private Executable executable(Traced traced) {
        return setting.checked
                ? new Checked(traced.function(), setting.options)
                : device.compile(traced.function(), setting.options);
    }

    private Traced trace(List<TensorType> types) {
        return Trace.of(
                "jit",
                setting.mode,
                t -> {
                    List<Tensor> inputs = new ArrayList<>();
                    for (TensorType type : types) {
                        inputs.add(t.input("x" + inputs.size(), type));
                    }
                    return body.apply(inputs);
                });
    }

    /// Frees what was compiled; what still runs in another thread is freed when it ends. A call
    /// from here on is an error.
    @Override
    public void close() {
        synchronized (cache) {
            closed = true;
            cache.values().forEach(Compiled::retire);
            cache.clear();
        }
    }
}
