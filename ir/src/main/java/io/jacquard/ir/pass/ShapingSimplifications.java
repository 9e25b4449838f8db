package io.jacquard.ir.pass;

import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.List;
import java.util.Optional;

/// Simplifications of operations that move elements.
///
/// @param into where to append
/// @param operands the operands
record ShapingSimplifications(Rewriting into, List<Value> operands) {
    Optional<Value> of(Shaping op) {
        return switch (op) {
            case Shaping.Reshape r -> same(op).or(() -> splat(op)).or(() -> reshape(r));
            case Shaping.Transpose t -> transpose(t).or(() -> splat(op));
            case Shaping.BroadcastInDim b -> same(op).or(() -> broadcast(b));
            case Shaping.Slice s -> slice(s).or(() -> splat(op));
            case Shaping.Pad p -> isNothing(p) ? Optional.of(x()) : Optional.empty();
            case Shaping.Concatenate _ ->
                    operands.size() == 1 ? Optional.of(x()) : Optional.empty();
            case Shaping.Reverse r -> reverse(r).or(() -> splat(op));
        };
    }

    private Value x() {
        return operands.getFirst();
    }

    private Shape shape() {
        return x().type().shape();
    }

    private Optional<Instruction> behind(Class<? extends Op> op) {
        return Seen.by(op, x());
    }

    // The operand itself, if the operation keeps its shape and so all of it.
    private Optional<Value> same(Op op) {
        return result(op).equals(x().type()) ? Optional.of(x()) : Optional.empty();
    }

    private TensorType result(Op op) {
        return op.infer(List.of(x().type())).getFirst();
    }

    private Optional<Value> splat(Op op) {
        return Seen.splat(x()).map(l -> into.splat(l, result(op).shape()));
    }

    private Optional<Value> reshape(Shaping.Reshape op) {
        return behind(Shaping.Reshape.class).map(i -> into.add(op, i.operand(0)));
    }

    private Optional<Value> transpose(Shaping.Transpose op) {
        IntList p = op.permutation();
        if (p.equals(IntList.range(0, p.size()))) {
            return Optional.of(x());
        }
        return behind(Shaping.Transpose.class)
                .map(i -> {
                    IntList inner = ((Shaping.Transpose) i.op()).permutation();
                    IntList both = IntList.generate(p.size(), a -> inner.at(p.at(a)));
                    return into.add(new Shaping.Transpose(both), i.operand(0));
                });
    }

    private Optional<Value> broadcast(Shaping.BroadcastInDim op) {
        if (op.shape().elements() == shape().elements() && Seen.splat(x()).isEmpty()) {
            return Optional.of(into.add(new Shaping.Reshape(op.shape()), x()));
        }
        return behind(Shaping.BroadcastInDim.class)
                .map(i -> ofBroadcast(op, i))
                .or(() -> behind(Shaping.Reshape.class).flatMap(i -> ofReshape(op, i)));
    }

    private Value ofBroadcast(Shaping.BroadcastInDim op, Instruction inner) {
        IntList dims = ((Shaping.BroadcastInDim) inner.op()).dimensions();
        IntList both = IntList.generate(dims.size(), i -> op.dimensions().at(dims.at(i)));
        return into.add(new Shaping.BroadcastInDim(op.shape(), both), inner.operand(0));
    }

    // A reshape that only adds axes of size 1 says what the dimensions of a broadcast can say.
    private Optional<Value> ofReshape(Shaping.BroadcastInDim op, Instruction reshape) {
        Shape from = reshape.operand(0).type().shape();
        int[] dims = new int[from.rank()];
        int matched = 0;
        for (int axis = 0; axis < shape().rank(); axis++) {
            if (matched < dims.length && shape().size(axis) == from.size(matched)) {
                dims[matched++] = op.dimensions().at(axis);
            } else if (shape().size(axis) != 1) {
                return Optional.empty();
            }
        }
        return matched < dims.length
                ? Optional.empty()
                : Optional.of(
                        into.add(
                                new Shaping.BroadcastInDim(op.shape(), IntList.of(dims)),
                                reshape.operand(0)));
    }

    private Optional<Value> slice(Shaping.Slice op) {
        int rank = shape().rank();
        boolean all =
                op.starts().equals(IntList.repeat(0, rank))
                        && op.limits().equals(IntList.of(shape().sizes()))
                        && op.strides().equals(IntList.repeat(1, rank));
        return all ? Optional.of(x()) : Optional.empty();
    }

    private static boolean isNothing(Shaping.Pad op) {
        return op.low().concat(op.high()).concat(op.interior()).stream().allMatch(v -> v == 0);
    }

    // A reverse of axes of size 1 stays: the gradient of a convolution is known by its reverse.
    private Optional<Value> reverse(Shaping.Reverse op) {
        if (op.dimensions().size() == 0) {
            return Optional.of(x());
        }
        return behind(Shaping.Reverse.class).filter(i -> i.op().equals(op)).map(i -> i.operand(0));
    }
}
