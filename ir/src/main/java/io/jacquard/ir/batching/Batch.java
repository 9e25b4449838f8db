package io.jacquard.ir.batching;

import io.jacquard.ir.Builder;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.List;

/// What a rule works with.
///
/// @param s appends instructions
/// @param size number of examples
record Batch(Sugar s, int size) {
    Builder builder() {
        return s.builder();
    }

    /// A value with one value an example: itself, or repeated if it is shared.
    Value stack(Batched x) {
        if (x.stacked()) {
            return x.value();
        }
        Shape shape = x.value().type().shape();
        IntList dimensions = IntList.range(1, shape.rank() + 1);
        return s.broadcast(x.value(), shape.insert(0, size), dimensions);
    }

    List<Value> stackAll(List<Batched> all) {
        return all.stream().map(this::stack).toList();
    }

    /// The type of what one example has.
    static TensorType example(Batched x) {
        TensorType t = x.value().type();
        return x.stacked() ? t.with(t.shape().without(0)) : t;
    }

    /// The results of an operation, all stacked.
    List<Batched> stacked(Op op, List<Value> operands) {
        return builder().append(op, operands).results().stream()
                .<Batched>map(Batched::stacked)
                .toList();
    }

    /// The result of an operation, stacked.
    List<Batched> stacked(Op op, Value... operands) {
        return stacked(op, List.of(operands));
    }

    /// Axes of an example as axes of stacked examples.
    static IntList behind(IntList axes) {
        return IntList.generate(axes.size(), i -> axes.at(i) + 1);
    }

    /// A list with a value for each axis of an example, and one before for the axis of examples.
    static IntList before(int first, IntList rest) {
        return IntList.of(first).concat(rest);
    }

    /// A value, one of its axes moved; the others keep their order.
    Value moved(Value x, int from, int to) {
        int rank = x.type().rank();
        IntList others =
                IntList.of(IntList.range(0, rank).stream().filter(a -> a != from).toArray());
        IntList all =
                others.slice(0, to).concat(IntList.of(from)).concat(others.slice(to, rank - 1));
        return s.transpose(x, all);
    }
}
