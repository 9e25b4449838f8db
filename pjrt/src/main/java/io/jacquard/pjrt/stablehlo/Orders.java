package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/// Sorting, stable, by an order in which NaN is larger than all numbers and both zeros are equal.
///
/// `top_k` is a sort of values and indices, of which the first so many are kept: `chlo.top_k` has
/// an order of its own among zeros and NaN.
record Orders(Primitives p) {
    List<Ssa> of(Ordering op, List<Ssa> operands) {
        return switch (op) {
            case Ordering.Sort s -> sort(s, operands);
            case Ordering.TopK t -> largest(t.k(), operands.getFirst());
        };
    }

    private List<Ssa> largest(int k, Ssa x) {
        int axis = x.rank() - 1;
        Ssa indices = p.iota(x.type().with(DType.I32), axis);
        Shaping.Slice head = Shaping.sliceOf(x.shape(), axis, 0, k);
        return sort(new Ordering.Sort(axis, 1, true), List.of(x, indices)).stream()
                .map(sorted -> p.slice(sorted, head))
                .toList();
    }

    private List<Ssa> sort(Ordering.Sort op, List<Ssa> operands) {
        List<TensorType> types = operands.stream().map(Ssa::type).toList();
        List<TensorType> pairs = new ArrayList<>();
        for (TensorType t : types) {
            pairs.addAll(List.of(TensorType.of(t.dtype()), TensorType.of(t.dtype())));
        }
        return p.code()
                .let(
                        "\"stablehlo.sort\"(%s) <{dimension = %d : i64, is_stable = true}>"
                                .formatted(Code.names(operands), op.dimension()),
                        List.of(new Region(pairs, xs -> List.of(before(op, xs)))),
                        types,
                        types);
    }

    private Ssa before(Ordering.Sort op, List<Ssa> pairs) {
        int first = op.descending() ? 1 : 0;
        int last = op.keys() - 1;
        Ssa before = isBelow(pairs.get(2 * last + first), pairs.get(2 * last + 1 - first));
        for (int key = last - 1; key >= 0; key--) {
            Ssa x = pairs.get(2 * key + first);
            Ssa y = pairs.get(2 * key + 1 - first);
            before = p.or(isBelow(x, y), p.and(p.not(isBelow(y, x)), before));
        }
        return before;
    }

    private Ssa isBelow(Ssa x, Ssa y) {
        Ssa below = p.compare(Direction.LT, x, y);
        return x.dtype().isFloat()
                ? p.or(below, p.and(p.compare(Direction.EQ, x, x), p.isNan(y)))
                : below;
    }
}
