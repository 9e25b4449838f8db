package io.jacquard.ir.batching;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import java.util.List;

/// Rules of the operations that move elements.
final class ShapingRules {
    private ShapingRules() {}

    static Rule of(Shaping op) {
        return switch (op) {
            case Shaping.Reshape r ->
                    Rule.structural((b, x) ->
                            b.stacked(
                                    new Shaping.Reshape(r.shape().insert(0, b.size())),
                                    b.stackAll(x)));
            case Shaping.Transpose t ->
                    Rule.over(new Shaping.Transpose(Rules.withExamples(t.permutation())));
            case Shaping.BroadcastInDim r ->
                    Rule.structural((b, x) -> b.stacked(repeated(r, b.size()), b.stackAll(x)));
            case Shaping.Slice s ->
                    Rule.structural((b, x) -> b.stacked(cut(s, b.size()), b.stackAll(x)));
            case Shaping.Pad p -> Rule.structural((b, x) -> padded(b, p, x));
            case Shaping.Concatenate c -> Rule.over(new Shaping.Concatenate(c.dimension() + 1));
            case Shaping.Reverse r -> Rule.over(new Shaping.Reverse(Batch.behind(r.dimensions())));
        };
    }

    private static Shaping repeated(Shaping.BroadcastInDim op, int size) {
        return new Shaping.BroadcastInDim(
                op.shape().insert(0, size), Rules.withExamples(op.dimensions()));
    }

    private static Shaping cut(Shaping.Slice op, int size) {
        return new Shaping.Slice(
                Batch.before(0, op.starts()),
                Batch.before(size, op.limits()),
                Batch.before(1, op.strides()));
    }

    // Where each example has a padding value of its own, padded truth values say which elements
    // are padding.
    private static List<Batched> padded(Batch b, Shaping.Pad op, List<Batched> operands) {
        Shaping.Pad over =
                new Shaping.Pad(
                        Batch.before(0, op.low()),
                        Batch.before(0, op.high()),
                        Batch.before(0, op.interior()));
        Value x = b.stack(operands.getFirst());
        Batched padding = operands.getLast();
        if (!padding.stacked()) {
            return b.stacked(over, x, padding.value());
        }
        Value zero = b.s().filled(x.type().with(Shape.SCALAR), 0);
        Value no = b.s().filled(zero.type().with(DType.BOOL), 0);
        Value made = b.builder().add(over, x, zero);
        Value inside = b.builder().add(over, b.s().filled(x.type().with(DType.BOOL), 1), no);
        Value repeated = b.s().broadcast(padding.value(), made.type().shape(), IntList.of(0));
        return List.of(Batched.stacked(b.s().select(inside, made, repeated)));
    }
}
