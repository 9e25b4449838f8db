package io.jacquard.ir.batching;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Functions of one example made into functions of all examples of a batch.
///
/// What a batched function computes is what the function computes for each example, stacked. A
/// {@link io.jacquard.ir.Marker.Tap} shows all examples at once. Where examples choose between the
/// branches of a case, all branches run; a while goes on until every example is done.
public final class Batching {
    private Batching() {}

    /// How an operation is batched.
    public enum Way {
        /// As one operation, or a few, over one more axis.
        STRUCTURAL,
        /// As the primitives it is made of.
        DECOMPOSITION,
        /// As a loop over the examples.
        LOOP
    }

    /// How an operation is batched.
    public static Way way(Op op) {
        return Rules.of(op).way();
    }

    /// A function over all examples, which lie along the first axis of every argument.
    ///
    /// @param function what to do to one example
    /// @param size number of examples, from 0
    /// @return a function whose parameters and results have a first axis of that size more
    public static Function of(Function function, int size) {
        return of(
                function, size, Collections.nCopies(function.parameters().size(), BatchAxis.at(0)));
    }

    /// A function over all examples.
    ///
    /// @param function what to do to one example
    /// @param size number of examples, from 0
    /// @param in where the examples lie, one a parameter
    /// @return a function whose parameters have one axis more where told, of that size; its results
    ///   have it in front, those that are the same for all examples too
    /// @throws BatchingException if there are more or fewer axes than parameters, or one of them is
    ///   outside its parameter
    public static Function of(Function function, int size, List<BatchAxis> in) {
        if (in.size() != function.parameters().size()) {
            throw new BatchingException(
                    "[vmap] %d axes for %s\n  expected one a parameter"
                            .formatted(in.size(), function));
        }
        Builder builder = new Builder(function.name() + "_of_" + size);
        Batch batch = new Batch(new Sugar(builder), size);
        List<Batched> arguments = new ArrayList<>();
        for (Value.Parameter p : function.parameters()) {
            arguments.add(argument(batch, p, in.get(arguments.size())));
        }
        return builder.build(batch.stackAll(Replay.of(batch, function, arguments)));
    }

    private static Batched argument(Batch batch, Value.Parameter p, BatchAxis in) {
        return switch (in) {
            case BatchAxis.Shared _ ->
                    Batched.shared(batch.builder().parameter(p.name(), p.type()));
            case BatchAxis.Along a -> {
                TensorType t = p.type();
                int axis = within(a.axis(), p);
                Shape all = t.shape().insert(axis, batch.size());
                Value given = batch.builder().parameter(p.name(), t.with(all));
                yield Batched.stacked(batch.moved(given, axis, 0));
            }
        };
    }

    private static int within(int axis, Value.Parameter p) {
        int rank = p.type().rank();
        int counted = axis < 0 ? axis + rank + 1 : axis;
        if (counted < 0 || counted > rank) {
            throw new BatchingException(
                    "[vmap] no axis %d for the examples of %s\n  expected an axis from %d to %d"
                            .formatted(axis, p, -rank - 1, rank));
        }
        return counted;
    }

    /// Appends what instructions do to all examples.
    ///
    /// @param into where to append
    /// @param size number of examples, from 0
    /// @param instructions what to do to one example, in order
    /// @param given what stands for values that the instructions use; any other value of the
    ///   builder is shared
    /// @param results values of the instructions
    /// @return what stands for the results
    public static List<Batched> replay(
            Builder into,
            int size,
            List<Instruction> instructions,
            Map<Value, Batched> given,
            List<Value> results) {
        Replay made = new Replay(new Batch(new Sugar(into), size), given);
        made.run(instructions);
        return made.all(results);
    }
}
