package io.jacquard.tensor;

import io.jacquard.ir.Builder;
import io.jacquard.ir.IntList;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.batching.BatchAxis;
import io.jacquard.ir.batching.Batched;
import io.jacquard.ir.batching.Batching;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A function of one example made into a function of all examples of a batch, as `jax.vmap`: write
/// it for one, without an axis for the batch; it runs for all at once.
///
/// What it computes for each example is what the function computes for that example. Tensors from
/// outside that the function uses are the same for all examples. It may be nested, differentiated,
/// and it may hold gradients: those of one example each.
///
/// | | shape |
/// |---|---|
/// | argument of the function | `[...]` |
/// | argument of this | the same with one more axis, by default the first; or as it is where told |
/// | result of the function | `[...]` |
/// | result of this | the same with one more axis, by default the first |
///
/// Inside, {@link Trace#randomKey} gives each example its own key, {@link Tensor#tap} shows all
/// examples stacked along the first axis, and {@link Trace#update} is refused.
///
/// {@snippet :
/// // the gradient of each example's loss, f32[batch, features]
/// Jit.of(device, (x, w) -> Vmap.of(Grad.of(row -> row.mul(w).sum().tanh())).apply(x));
/// }
public final class Vmap implements Function<List<Tensor>, List<Tensor>> {
    private final Function<List<Tensor>, List<Tensor>> body;
    // Empty: the first axis of each.
    private final List<BatchAxis> in;
    private final List<BatchAxis> out;

    private Vmap(
            Function<List<Tensor>, List<Tensor>> body, List<BatchAxis> in, List<BatchAxis> out) {
        this.body = body;
        this.in = in;
        this.out = out;
    }

    /// A function of one tensor, over the first axis of it and of the result.
    public static UnaryOperator<Tensor> of(UnaryOperator<Tensor> function) {
        Vmap all = ofList(x -> List.of(function.apply(x.getFirst())));
        return x -> all.apply(List.of(x)).getFirst();
    }

    /// A function of two tensors, over the first axis of both and of the result.
    public static BinaryOperator<Tensor> of(BinaryOperator<Tensor> function) {
        Vmap all = ofList(x -> List.of(function.apply(x.getFirst(), x.getLast())));
        return (x, y) -> all.apply(List.of(x, y)).getFirst();
    }

    /// A function of any number of tensors to any number, over the first axis of all of them unless
    /// told otherwise.
    public static Vmap ofList(Function<List<Tensor>, List<Tensor>> function) {
        return new Vmap(function, List.of(), List.of());
    }

    /// This function with other places of the examples in the arguments.
    ///
    /// @param axes one an argument: {@link BatchAxis#at}, or {@link BatchAxis#none} for an argument
    ///   that is the same for all examples
    public Vmap in(BatchAxis... axes) {
        return new Vmap(body, List.of(axes), out);
    }

    /// This function with other places of the examples in the results.
    ///
    /// @param axes one a result: {@link BatchAxis#at}, or {@link BatchAxis#none} for a result that
    ///   is the same for all examples
    public Vmap out(BatchAxis... axes) {
        return new Vmap(body, in, List.of(axes));
    }

    /// What the function does to all examples.
    ///
    /// @param arguments tensors of the current trace
    /// @throws ShapeException if the number of arguments or results is not that of the axes, an
    ///   argument or a result has no such axis, no argument has examples, two have different
    ///   numbers, or a result that should be the same for all examples is not
    @Override
    public List<Tensor> apply(List<Tensor> arguments) {
        Trace trace = Trace.current();
        arguments.forEach(x -> x.in(trace));
        List<BatchAxis> axes = axes(in, arguments, "arguments");
        List<Tensor> stacked = new ArrayList<>();
        for (Tensor x : arguments) {
            stacked.add(toFront(x, axes.get(stacked.size())));
        }
        return placed(trace, replayed(trace, stacked, axes), size(stacked, axes));
    }

    private List<Batched> replayed(Trace trace, List<Tensor> stacked, List<BatchAxis> axes) {
        int size = size(stacked, axes);
        ExampleKeys keys = new ExampleKeys();
        Builder.Recording one = trace.record(ofOneExample(stacked, axes), keys, body);
        Map<Value, Batched> given = new HashMap<>(keys.ofAllExamples(trace.builder(), size));
        for (int i = 0; i < stacked.size(); i++) {
            Batched all = new Batched(stacked.get(i).value(), isAlong(axes.get(i)));
            given.put(one.inputs().get(i), all);
        }
        return Batching.replay(trace.builder(), size, one.instructions(), given, one.results());
    }

    private static List<TensorType> ofOneExample(List<Tensor> stacked, List<BatchAxis> axes) {
        List<TensorType> types = new ArrayList<>();
        for (Tensor x : stacked) {
            boolean along = isAlong(axes.get(types.size()));
            types.add(along ? x.type().with(x.shape().without(0)) : x.type());
        }
        return types;
    }

    private static boolean isAlong(BatchAxis axis) {
        return axis instanceof BatchAxis.Along;
    }

    private static List<BatchAxis> axes(List<BatchAxis> told, List<Tensor> tensors, String what) {
        if (told.isEmpty()) {
            return Collections.nCopies(tensors.size(), BatchAxis.at(0));
        }
        if (told.size() != tensors.size()) {
            throw error(
                    "it has %d %s and %d axes for them"
                            .formatted(tensors.size(), what, told.size()),
                    "one axis each; BatchAxis.none() for what is the same for all",
                    tensors);
        }
        return told;
    }

    private static ShapeException error(String problem, String expected, List<Tensor> operands) {
        return ShapeException.of("vmap", problem, operands, expected, Trace.current().site());
    }

    private static Tensor toFront(Tensor x, BatchAxis axis) {
        if (!(axis instanceof BatchAxis.Along(int at))) {
            return x;
        }
        if (at < -x.rank() || at >= x.rank()) {
            throw error(
                    "no axis %d for the examples of %s".formatted(at, x),
                    x.rank() == 0
                            ? "no axis, it is a scalar; use BatchAxis.none()"
                            : "an axis from %d to %d; -1 is the last"
                                    .formatted(-x.rank(), x.rank() - 1),
                    List.of(x));
        }
        return moved(x, x.shape().axis(at), 0);
    }

    private static Tensor moved(Tensor x, int from, int to) {
        if (from == to) {
            return x;
        }
        IntList others =
                IntList.of(IntList.range(0, x.rank()).stream().filter(i -> i != from).toArray());
        IntList order =
                others.slice(0, to)
                        .concat(IntList.of(from))
                        .concat(others.slice(to, others.size()));
        return x.transpose(order.toArray());
    }

    private static int size(List<Tensor> stacked, List<BatchAxis> axes) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < stacked.size(); i++) {
            if (isAlong(axes.get(i))) {
                sizes.add(stacked.get(i).size(0));
            }
        }
        if (sizes.isEmpty()) {
            throw error(
                    "no argument has examples",
                    "an axis for one of them; use BatchAxis.at(axis)",
                    stacked);
        }
        for (int size : sizes) {
            if (size != sizes.getFirst()) {
                throw error(
                        "the numbers of examples differ: %d and %d"
                                .formatted(sizes.getFirst(), size),
                        "as many in each; BatchAxis.none() for what is the same for all",
                        stacked);
            }
        }
        return sizes.getFirst();
    }

    private List<Tensor> placed(Trace trace, List<Batched> made, int size) {
        List<Tensor> all = made.stream().map(x -> new Tensor(trace, x.value())).toList();
        List<BatchAxis> axes = axes(out, all, "results");
        List<Tensor> results = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Tensor x = all.get(i);
            boolean stacked = made.get(i).stacked();
            switch (axes.get(i)) {
                case BatchAxis.Along a -> results.add(along(x, stacked, a.axis(), size));
                case BatchAxis.Shared _ when !stacked -> results.add(x);
                case BatchAxis.Shared _ ->
                        throw error(
                                "result %d differs between examples".formatted(i),
                                "one value for all examples; use BatchAxis.at(axis) for it",
                                all);
            }
        }
        return results;
    }

    private static Tensor along(Tensor x, boolean stacked, int axis, int size) {
        IntList sizes = IntList.of(size).concat(IntList.of(x.shape().sizes()));
        Tensor all = stacked ? x : x.broadcastTo(Tensor.shaped("vmap", sizes.toArray(), x));
        if (axis < -all.rank() || axis >= all.rank()) {
            throw error(
                    "no axis %d for the examples of a result".formatted(axis),
                    "an axis from %d to %d; -1 is the last".formatted(-all.rank(), all.rank() - 1),
                    List.of(all));
        }
        return moved(all, 0, all.shape().axis(axis));
    }
}
