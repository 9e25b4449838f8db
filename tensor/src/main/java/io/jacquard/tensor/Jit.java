package io.jacquard.tensor;

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
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A Java function of tensors made into one of arrays: traced and compiled at the first call and
/// once more for each new combination of input types. Safe for use from any thread.
///
/// At most {@value #CAPACITY} compiled forms are kept, the least recently used goes first. Each
/// compile is logged (logger `io.jacquard.tensor`, level DEBUG) with its cause and time.
public final class Jit implements AutoCloseable {
    private static final int CAPACITY = 64;
    private static final System.Logger LOG = System.getLogger("io.jacquard.tensor");

    private record Compiled(Traced traced, Executable executable) {}

    private final Device device;
    private final Function<List<Tensor>, List<Tensor>> body;
    private final Mode mode;
    private final Seed seed;
    private final CompileOptions options;
    private final Map<List<TensorType>, Compiled> cache = new LinkedHashMap<>(16, 0.75f, true);
    private int calls;

    private Jit(
            Device device,
            Function<List<Tensor>, List<Tensor>> body,
            Mode mode,
            Seed seed,
            CompileOptions options) {
        this.device = device;
        this.body = body;
        this.mode = mode;
        this.seed = seed;
        this.options = options;
    }

    /// A function of one tensor.
    public static Jit of(Device device, UnaryOperator<Tensor> function) {
        return ofList(device, in -> List.of(function.apply(in.getFirst())));
    }

    /// A function of two tensors.
    public static Jit of(Device device, BinaryOperator<Tensor> function) {
        return ofList(device, in -> List.of(function.apply(in.getFirst(), in.getLast())));
    }

    /// A function of any number of tensors to any number.
    public static Jit ofList(Device device, Function<List<Tensor>, List<Tensor>> function) {
        return new Jit(device, function, Mode.INFERENCE, Seed.of(0), CompileOptions.standard());
    }

    /// This function in another mode and with a seed for what is random in it; the step of the
    /// random streams is the number of the call.
    public Jit with(Mode newMode, Seed newSeed) {
        return new Jit(device, body, newMode, newSeed, options);
    }

    /// This function compiled with other options.
    public Jit with(CompileOptions newOptions) {
        return new Jit(device, body, mode, seed, newOptions);
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
    public List<Array> callAll(List<Array> arguments) {
        List<TensorType> types = arguments.stream().map(Array::type).toList();
        Compiled c;
        Seed step;
        synchronized (cache) {
            c = compiled(types);
            step = seed.fold(calls++);
        }
        List<Buffer> inputs = new ArrayList<>(arguments.stream().map(Array::buffer).toList());
        List<Array> keys = new ArrayList<>();
        for (Traced.RandomSite site : c.traced.randomSites()) {
            Array key = Array.of(device, step.in(site.site()).literal());
            keys.add(key);
            inputs.add(site.parameter(), key.buffer());
        }
        List<Array> results = new ArrayList<>();
        for (TensorType t : c.traced.function().resultTypes()) {
            results.add(new Array(device.allocate(t)));
        }
        c.executable.run(inputs, results.stream().map(Array::buffer).toList());
        keys.forEach(Array::close);
        return results;
    }

    /// What compiling for those input types made of the function.
    public CompileReport report(TensorType... types) {
        synchronized (cache) {
            return compiled(List.of(types)).executable.report();
        }
    }

    private Compiled compiled(List<TensorType> types) {
        Compiled c = cache.get(types);
        if (c != null) {
            return c;
        }
        String cause = cache.isEmpty() ? "first call" : "new input types";
        Traced traced = trace(types);
        c = new Compiled(traced, device.compile(traced.function(), options));
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
            eldest.next().getValue().executable.close();
            eldest.remove();
        }
    }

    private Traced trace(List<TensorType> types) {
        return Trace.of(
                "jit",
                mode,
                t -> {
                    List<Tensor> inputs = new ArrayList<>();
                    for (TensorType type : types) {
                        inputs.add(t.input("x" + inputs.size(), type));
                    }
                    return body.apply(inputs);
                });
    }

    /// Frees what was compiled.
    @Override
    public void close() {
        synchronized (cache) {
            cache.values().forEach(c -> c.executable.close());
            cache.clear();
        }
    }
}
