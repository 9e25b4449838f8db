package io.jacquard.ir.pass;

import io.jacquard.ir.Indexing;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import java.util.List;
import java.util.Optional;

/// Simplifications of operations that read or write at computed positions.
final class IndexingSimplifications {
    private IndexingSimplifications() {}

    static Optional<Value> of(Rewriting into, Indexing op, List<Value> operands) {
        return switch (op) {
            case Indexing.DynamicSlice s -> slice(into, s, operands);
            case Indexing.DynamicUpdateSlice _ -> whole(operands);
            case Indexing.Gather _, Indexing.Scatter _ -> Optional.empty();
        };
    }

    // A slice at constant starts is a plain slice.
    private static Optional<Value> slice(
            Rewriting into, Indexing.DynamicSlice op, List<Value> operands) {
        Value x = operands.getFirst();
        Shape shape = x.type().shape();
        int[] starts = new int[shape.rank()];
        for (int i = 0; i < starts.length; i++) {
            int last = shape.size(i) - op.sliceSizes().at(i);
            Optional<Literal> start = Seen.splat(operands.get(i + 1));
            if (start.isEmpty() && last > 0) {
                return Optional.empty();
            }
            starts[i] = start.map(l -> Math.clamp(l.getLong(0), 0, last)).orElse(0);
        }
        IntList from = IntList.of(starts);
        IntList to = IntList.generate(starts.length, i -> starts[i] + op.sliceSizes().at(i));
        IntList steps = IntList.repeat(1, starts.length);
        return Optional.of(into.add(new Shaping.Slice(from, to, steps), x));
    }

    private static Optional<Value> whole(List<Value> operands) {
        Value update = operands.get(1);
        return update.type().equals(operands.getFirst().type())
                ? Optional.of(update)
                : Optional.empty();
    }
}
