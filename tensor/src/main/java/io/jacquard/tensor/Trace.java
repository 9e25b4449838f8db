package io.jacquard.tensor;

import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Site;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// One recording of a function: what the tensors in it share.
///
/// The current trace is a scoped value, so layers need no context argument. Use {@link #of} to
/// record a function by hand; {@link Jit} does it for you.
public final class Trace {
    private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

    private final Builder builder;
    private final Mode mode;
    private final String begun = Lines.user();
    private final Deque<String> path;
    private final Optional<Trace> outer;
    private final boolean repeats;
    private final Map<Value, Tensor> captured = new LinkedHashMap<>();
    private final Map<Object, Tensor> bindings = new HashMap<>();
    private final Map<Object, Tensor> updates = new LinkedHashMap<>();
    private final List<Traced.RandomSite> sites = new ArrayList<>();
    private final List<ExampleKeys> batches = new ArrayList<>();

    private Trace(String name, Mode mode) {
        this.mode = mode;
        this.path = new ArrayDeque<>();
        this.outer = Optional.empty();
        this.repeats = false;
        this.builder = new Builder(name, this::site);
    }

    private Trace(String name, Trace outer, boolean repeats) {
        this.mode = outer.mode;
        this.path = outer.path;
        this.outer = Optional.of(outer);
        this.repeats = repeats || outer.repeats;
        this.builder = new Builder(name, this::site);
    }

    /// Records a function.
    ///
    /// @param name name of the function
    /// @param mode what it is for
    /// @param body makes the inputs with {@link #input} and returns the results
    public static Traced of(String name, Mode mode, Function<Trace, List<Tensor>> body) {
        Trace trace = new Trace(name, mode);
        List<Tensor> results = ScopedValue.where(CURRENT, trace).call(() -> body.apply(trace));
        List<Value> values = results.stream().map(t -> t.in(trace)).toList();
        return new Traced(trace.builder.build(values), trace.sites);
    }

    /// Records a function inside this one. What it uses of this one becomes a parameter after its
    /// own.
    ///
    /// @param repeats whether it may run several times
    Closure inside(
            String name,
            List<TensorType> types,
            boolean repeats,
            UnaryOperator<List<Tensor>> body) {
        Trace trace = new Trace(name, this, repeats);
        List<Tensor> inputs = types.stream().map(t -> trace.input(name, t)).toList();
        List<Tensor> results = ScopedValue.where(CURRENT, trace).call(() -> body.apply(inputs));
        List<Value> values = results.stream().map(t -> t.in(trace)).toList();
        return new Closure(trace.builder.build(values), trace.capturedValues());
    }

    private List<Value> capturedValues() {
        return List.copyOf(captured.keySet());
    }

    /// The value that stands for a tensor of a function around this one.
    ///
    /// @throws TraceException if the tensor is of no such function
    Value adopted(Tensor tensor) {
        if (tensor.trace() == this) {
            return own(tensor.value());
        }
        Trace around =
                outer.orElseThrow(() ->
                        new TraceException(
                                "a tensor of the function traced at %s is used in the one traced at %s\n  at %s"
                                        .formatted(tensor.trace().begun, begun, Lines.user())));
        Value there = around.adopted(tensor);
        return captured.computeIfAbsent(there, v -> input("captured", v.type())).value();
    }

    private Value own(Value value) {
        if (!builder.knows(value)) {
            throw new TraceException(
                    "a tensor of one example of a vmap is used outside of it; return it\n  at "
                            + Lines.user());
        }
        return value;
    }

    /// The trace that is being recorded on this thread.
    ///
    /// @throws TraceException if there is none
    public static Trace current() {
        if (!CURRENT.isBound()) {
            throw new TraceException(
                    "no function is being traced here; call it through Jit, Model or Trainer\n  at "
                            + Lines.user());
        }
        return CURRENT.get();
    }

    static boolean isTracing() {
        return CURRENT.isBound();
    }

    /// What the function is for.
    public Mode mode() {
        return mode;
    }

    /// Adds an input.
    public Tensor input(String name, TensorType type) {
        return new Tensor(this, builder.parameter(name, type));
    }

    /// Makes a tensor stand for a key, such as a parameter of a layer.
    public void bind(Object key, Tensor tensor) {
        bindings.put(key, tensor);
    }

    /// The tensor that stands for a key.
    ///
    /// @throws TraceException if nothing was bound to it
    public Tensor bound(Object key) {
        Tensor t = bindings.get(key);
        if (t == null && outer.isPresent()) {
            return outer.get().bound(key);
        }
        if (t == null) {
            throw new TraceException(
                    "%s has no value here; use its layer through the model it belongs to\n  at %s"
                            .formatted(key, Lines.user()));
        }
        return t;
    }

    /// Says what the value of a key is after the step, such as a running mean; also what {@link
    /// #bound} gives from here on.
    ///
    /// @throws TraceException inside {@link Vmap}, where it would differ from example to example
    public void update(Object key, Tensor next) {
        if (outer.isPresent()) {
            throw new TraceException(
                    "%s cannot be updated inside a loop, a choice or a checkpoint; hand it on as a result\n  at %s"
                            .formatted(key, Lines.user()));
        }
        if (!batches.isEmpty()) {
            throw new TraceException(
                    "%s is updated for one example of a vmap; return the new value instead\n  at %s"
                            .formatted(key, site()));
        }
        bound(key).requireType(next.type());
        updates.put(key, next);
        bindings.put(key, next);
    }

    /// All updates so far, in order.
    public Map<Object, Tensor> updates() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(updates));
    }

    /// A fresh random key, `u32[2]`. Its bits depend on the seed and step of the run and on the
    /// site: the path of the layer and how many keys were asked for there. Inside {@link Vmap} each
    /// example has its own.
    public Tensor randomKey() {
        if (repeats) {
            throw new TraceException(
                    "a random key inside a loop would be the same at each step; draw the numbers outside, one element a step\n  at "
                            + Lines.user());
        }
        Tensor key = outer.map(Trace::randomKey).orElseGet(this::keyOfSite);
        for (ExampleKeys batch : batches) {
            key = new Tensor(this, batch.ofOneExample(builder, key.in(this)));
        }
        return key;
    }

    private Tensor keyOfSite() {
        String at = path();
        long before = sites.stream().filter(s -> s.site().startsWith(at + "#")).count();
        String site = at + "#" + before;
        sites.add(new Traced.RandomSite(builder.parameters().size(), site));
        return input("random." + site, TensorType.of(DType.U32, 2));
    }

    /// Records what code does to one example of a batch, apart from the function. What it binds
    /// holds inside only.
    ///
    /// @param inputs types of what the code is given
    /// @param keys receives the random keys that it asks for
    Builder.Recording record(
            List<TensorType> inputs, ExampleKeys keys, Function<List<Tensor>, List<Tensor>> code) {
        Map<Object, Tensor> outer = Map.copyOf(bindings);
        batches.addLast(keys);
        try {
            return builder.record(
                    inputs,
                    values -> {
                        List<Tensor> in = values.stream().map(v -> new Tensor(this, v)).toList();
                        return code.apply(in).stream().map(t -> t.in(this)).toList();
                    });
        } finally {
            batches.removeLast();
            bindings.clear();
            bindings.putAll(outer);
        }
    }

    /// Runs code as part of a layer: errors name its path.
    public <T> T in(String layer, Supplier<T> code) {
        path.addLast(layer);
        try {
            return code.get();
        } finally {
            path.removeLast();
        }
    }

    /// Runs code as part of the layer of that full path, whatever layer calls it: errors, random
    /// sites and instructions name the path.
    public <T> T at(String path, Supplier<T> code) {
        List<String> callers = List.copyOf(this.path);
        this.path.clear();
        try {
            return in(path, code);
        } finally {
            this.path.clear();
            this.path.addAll(callers);
        }
    }

    /// The path of the layer that is running, its names joined by dots; empty outside layers.
    public String path() {
        return String.join(".", path);
    }

    /// Where the trace began, for messages.
    String begun() {
        return begun;
    }

    Builder builder() {
        return builder;
    }

    /// The line of the user and the layer that are running, for messages.
    public Site site() {
        return new Site(Lines.user(), path());
    }
}
