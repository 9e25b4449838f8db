package io.jacquard.cpu.plan;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.Optional;

/// Where a value lies: a strided look at a slot.
///
/// @param slot the memory
/// @param offset elements from its start to the first element
/// @param type dtype and shape of the value
/// @param strides elements from one index to the next along each axis; 0 repeats, negative reverses
record Place(Slot slot, int offset, TensorType type, IntList strides) {
    /// A dense row-major place that fills a slot.
    static Place dense(Slot slot, TensorType type) {
        return new Place(slot, 0, type, IntList.of(type.shape().strides()));
    }

    Shape shape() {
        return type.shape();
    }

    DType dtype() {
        return type.dtype();
    }

    /// True if the elements lie one after the other in row-major order.
    boolean isDense() {
        int step = 1;
        for (int i = type.rank() - 1; i >= 0; i--) {
            int size = shape().size(i);
            if (size != 1 && strides.at(i) != step) {
                return false;
            }
            step *= size;
        }
        return true;
    }

    /// True if it is dense and fills its slot.
    boolean isWhole() {
        return offset == 0 && isDense() && type.bytes() == slot.bytes();
    }

    /// True if it shows one element everywhere.
    boolean isScalar() {
        return strides.stream().allMatch(s -> s == 0);
    }

    /// Bytes of memory that hold its elements; what is repeated counts once.
    long touchedBytes() {
        long elements = 1;
        for (int i = 0; i < type.rank(); i++) {
            elements *= strides.at(i) == 0 ? Math.min(1, shape().size(i)) : shape().size(i);
        }
        return elements * dtype().bytes();
    }

    /// Offset of the first element in bytes.
    long byteOffset() {
        return (long) offset * dtype().bytes();
    }

    Place broadcast(Shape shape, IntList dimensions) {
        int[] s = new int[shape.rank()];
        for (int i = 0; i < type.rank(); i++) {
            int to = dimensions.at(i);
            s[to] = shape().size(i) == shape.size(to) ? strides.at(i) : 0;
        }
        return new Place(slot, offset, type.with(shape), IntList.of(s));
    }

    Place transpose(IntList permutation) {
        Shape to = Shape.of(permutation.stream().map(shape()::size).toArray());
        return new Place(
                slot,
                offset,
                type.with(to),
                IntList.of(permutation.stream().map(strides::at).toArray()));
    }

    Place slice(IntList starts, IntList steps, Shape to) {
        int first = offset;
        for (int i = 0; i < type.rank(); i++) {
            first += starts.at(i) * strides.at(i);
        }
        return new Place(
                slot,
                first,
                type.with(to),
                IntList.generate(type.rank(), i -> strides.at(i) * steps.at(i)));
    }

    Place reverse(IntList dimensions) {
        int first = offset;
        int[] s = strides.toArray();
        for (int a : dimensions.toArray()) {
            first += (shape().size(a) - 1) * s[a];
            s[a] = -s[a];
        }
        return new Place(slot, first, type, IntList.of(s));
    }

    /// The same elements in another shape, where that needs no copy.
    Optional<Place> reshape(Shape to) {
        if (isDense()) {
            return Optional.of(new Place(slot, offset, type.with(to), IntList.of(to.strides())));
        }
        if (isScalar()) {
            return Optional.of(
                    new Place(slot, offset, type.with(to), IntList.repeat(0, to.rank())));
        }
        return viewed(to)
                .map(s -> new Place(slot, offset, type.with(to), s))
                .filter(p -> p.hasUnitStride() || sameBesideOnes(to));
    }

    // Kernels read rows of neighbors fast, else a copy pays off.
    private boolean hasUnitStride() {
        int a = type.rank() - 1;
        while (a > 0 && shape().size(a) == 1) {
            a--;
        }
        return strides.at(a) == 1;
    }

    private boolean sameBesideOnes(Shape to) {
        return besideOnes(to).equals(besideOnes(shape()));
    }

    private static IntList besideOnes(Shape s) {
        return IntList.of(IntList.of(s.sizes()).stream().filter(n -> n != 1).toArray());
    }

    // Runs of axes of both shapes that have the same number of elements: those of this one have to
    // be one run in memory, which is then cut anew.
    private Optional<IntList> viewed(Shape to) {
        int[] s = new int[to.rank()];
        int from = 0;
        int at = 0;
        while (at < s.length) {
            int start = from;
            int first = at;
            long here = to.size(at++);
            long there = 1;
            while (there != here) {
                if (there < here && from < type.rank()) {
                    there *= shape().size(from++);
                } else if (at < s.length) {
                    here *= to.size(at++);
                } else {
                    return Optional.empty();
                }
            }
            IntList axes =
                    IntList.of(
                            IntList.range(start, from).stream()
                                    .filter(a -> shape().size(a) != 1)
                                    .toArray());
            if (!Loops.joins(shape(), strides, axes)) {
                return Optional.empty();
            }
            int step = axes.size() == 0 ? 0 : strides.at(axes.at(axes.size() - 1));
            for (int a = at - 1; a >= first; a--) {
                s[a] = to.size(a) == 1 ? 0 : step;
                step *= to.size(a);
            }
        }
        return Optional.of(IntList.of(s));
    }
}
