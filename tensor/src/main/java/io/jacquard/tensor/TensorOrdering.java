package io.jacquard.tensor;

import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Ordering;
import java.util.ArrayList;
import java.util.List;

/// How {@link Tensor} puts elements in order. NaN is larger than all numbers; what is equal keeps
/// its order.
sealed interface TensorOrdering permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The elements along an axis in order, the smallest first
    default Tensor sort(int axis) {
        return sort(Ordering.Sort.ascending(self().axis("sort", axis))).getFirst();
    }

    /// The elements along an axis in order, the largest first
    default Tensor sortDescending(int axis) {
        int a = self().axis("sortDescending", axis);
        return sort(new Ordering.Sort(a, 1, true)).getFirst();
    }

    /// Where along an axis the elements in order come from, the smallest first: i32
    default Tensor argsort(int axis) {
        int a = self().axis("argsort", axis);
        return sort(Ordering.Sort.ascending(a), places(a)).getLast();
    }

    /// Where along an axis the elements in order come from, the largest first: i32
    default Tensor argsortDescending(int axis) {
        int a = self().axis("argsortDescending", axis);
        return sort(new Ordering.Sort(a, 1, true), places(a)).getLast();
    }

    private Tensor places(int axis) {
        return self().made(new Creation.Iota(self().type().with(DType.I32), axis));
    }

    /// The general sorting of {@link Ordering.Sort}: this and others, of its shape, in one order.
    ///
    /// @return this in order, then the others
    default List<Tensor> sort(Ordering.Sort op, Tensor... others) {
        List<Tensor> all = new ArrayList<>(List.of(self()));
        for (Tensor other : others) {
            all.add(self().sameTrace(other));
        }
        return Tensor.apply(op, all.toArray(Tensor[]::new));
    }

    /// The largest elements along the last axis, the largest first, and where they are; of equal
    /// ones the first come first.
    ///
    /// @param k how many, from 0 to the size of the axis
    /// @throws io.jacquard.ir.ShapeException if there are not so many
    default Ranked topK(int k) {
        List<Tensor> made = Tensor.apply(new Ordering.TopK(k), self());
        return new Ranked(made.getFirst(), made.getLast());
    }

    /// The largest elements along an axis, the largest first, and where they are; of equal ones the
    /// first come first.
    ///
    /// @param k how many, from 0 to the size of the axis
    /// @throws io.jacquard.ir.ShapeException if there are not so many
    default Ranked topK(int k, int axis) {
        int a = self().axis("topK", axis);
        int last = self().rank() - 1;
        if (a == last) {
            return topK(k);
        }
        IntList behind =
                IntList.range(0, a).concat(IntList.range(a + 1, last + 1)).concat(IntList.of(a));
        Ranked made = self().transpose(behind.toArray()).topK(k);
        int[] back = behind.inverse().toArray();
        return new Ranked(made.values().transpose(back), made.indices().transpose(back));
    }
}
