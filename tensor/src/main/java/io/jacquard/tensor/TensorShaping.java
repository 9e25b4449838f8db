package io.jacquard.tensor;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How {@link Tensor} takes another shape: the same elements elsewhere.
sealed interface TensorShaping permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The same elements in another shape; one size may be -1: what is left
    ///
    /// @throws io.jacquard.ir.ShapeException if the number of elements differs
    default Tensor reshape(int... sizes) {
        Shape shape = Tensor.shaped("reshape", completed(sizes), self());
        return shape.equals(self().shape()) ? self() : self().op(new Shaping.Reshape(shape));
    }

    private int[] completed(int... sizes) {
        int[] s = sizes.clone();
        int open = IntList.of(s).indexOf(-1);
        long known =
                Arrays.stream(s).filter(n -> n != -1).asLongStream().reduce(1, (x, y) -> x * y);
        int elements = self().shape().elements();
        if (open >= 0) {
            s[open] = known == 0 ? -1 : (int) (elements / known);
            known *= s[open];
        }
        if (known != elements || Arrays.stream(s).anyMatch(n -> n < 0)) {
            throw self().error(
                            "reshape",
                            "%d elements do not fit %s".formatted(elements, Arrays.toString(sizes)),
                            "sizes whose product is %d; one may be -1: what is left"
                                    .formatted(elements),
                            self());
        }
        return s;
    }

    /// All axes but the first joined: `[batch, features]`
    default Tensor flatten() {
        int batch = self().size(0);
        return reshape(batch, self().shape().without(0).elements());
    }

    /// The axes in another order; without arguments reversed
    default Tensor transpose(int... permutation) {
        int r = self().rank();
        IntList p =
                permutation.length == 0
                        ? IntList.generate(r, i -> r - 1 - i)
                        : self().axes("transpose", permutation);
        return self().op(new Shaping.Transpose(p));
    }

    /// Repeated to a shape as NumPy broadcasts
    default Tensor broadcastTo(Shape shape) {
        if (shape.equals(self().shape())) {
            return self();
        }
        int lead = shape.rank() - self().rank();
        if (lead < 0 || !fits(shape)) {
            throw self().error(
                            "broadcastTo",
                            "%s does not broadcast to %s".formatted(self().shape(), shape),
                            "each axis, counted from the last, of that size or 1; expand or reshape it",
                            self());
        }
        return self().op(new Shaping.BroadcastInDim(shape, IntList.range(lead, shape.rank())));
    }

    private boolean fits(Shape wide) {
        return IntStream.rangeClosed(1, self().rank())
                .allMatch(i -> self().size(-i) == 1 || self().size(-i) == wide.size(-i));
    }

    /// A new axis of size 1 before the given one
    default Tensor expand(int axis) {
        int rank = self().rank();
        int a = axis < 0 ? axis + rank + 1 : axis;
        if (a < 0 || a > rank) {
            throw self().error(
                            "expand",
                            "no place %d for an axis in %s".formatted(axis, self().shape()),
                            "one from %d to %d; -1 is behind the last axis"
                                    .formatted(-rank - 1, rank),
                            self());
        }
        return reshape(self().shape().insert(a, 1).sizes());
    }

    /// Without axes of size 1
    ///
    /// @throws io.jacquard.ir.ShapeException if one of the axes has another size
    default Tensor squeeze(int... axes) {
        int[] found = self().axes("squeeze", axes).toArray();
        if (Arrays.stream(found).anyMatch(a -> self().size(a) != 1)) {
            throw self().error(
                            "squeeze",
                            "axes %s of %s".formatted(Arrays.toString(axes), self().shape()),
                            "axes of size 1; slice or reduce others",
                            self());
        }
        return reshape(self().shape().without(found).sizes());
    }

    /// Part of one axis
    ///
    /// @param start first index
    /// @param limit end, exclusive
    default Tensor slice(int axis, int start, int limit) {
        int a = self().axis("slice", axis);
        return self().op(Shaping.sliceOf(self().shape(), a, start, limit));
    }

    /// Every so many elements of part of one axis
    ///
    /// @param start first index
    /// @param limit end, exclusive
    /// @param stride from 1
    default Tensor slice(int axis, int start, int limit, int stride) {
        int a = self().axis("slice", axis);
        Shaping.Slice whole = Shaping.sliceOf(self().shape(), a, start, limit);
        IntList strides = IntList.generate(self().rank(), i -> i == a ? stride : 1);
        return self().op(new Shaping.Slice(whole.starts(), whole.limits(), strides));
    }

    /// This and others joined along an axis
    default Tensor concat(int axis, Tensor... others) {
        Tensor[] all = new Tensor[others.length + 1];
        all[0] = self();
        for (int i = 0; i < others.length; i++) {
            all[i + 1] = self().sameTrace(others[i]);
        }
        return self().made(new Shaping.Concatenate(self().axis("concat", axis)), all);
    }

    /// The order along axes reversed
    default Tensor reverse(int... axes) {
        return self().op(new Shaping.Reverse(self().axes("reverse", axes)));
    }

    /// Padded with a number at both ends of each axis; negative padding takes elements away
    default Tensor pad(int[] low, int[] high, double number) {
        return pad(low, high, new int[self().rank()], number);
    }

    /// Padded with a number at both ends of each axis, and between its elements
    ///
    /// @param low places before the first element, one value an axis; less than 0 takes away
    /// @param high places after the last element, one value an axis; less than 0 takes away
    /// @param interior places between two elements, one value an axis, from 0
    default Tensor pad(int[] low, int[] high, int[] interior, double number) {
        return self().made(
                        new Shaping.Pad(IntList.of(low), IntList.of(high), IntList.of(interior)),
                        self(),
                        self().number("pad", number));
    }

    /// For class indices, 1 at the class and 0 elsewhere along a new last axis
    default Tensor oneHot(int classes, DType dtype) {
        // 300 classes are more than u8 counts
        DType wide = self().dtype().bytes() < 4 ? DType.I32 : self().dtype();
        Shape row = Tensor.shaped("oneHot", new int[] {classes}, self());
        Tensor all = Tensor.iota(new TensorType(DType.I32, row), 0).to(wide);
        return self().to(wide).expand(-1).eq(all).to(dtype);
    }
}
