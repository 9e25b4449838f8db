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
        return sameBesideOnes(to)
                ? Optional.of(new Place(slot, offset, type.with(to), spread(to)))
                : Optional.empty();
    }

    private boolean sameBesideOnes(Shape to) {
        return IntList.of(IntList.of(to.sizes()).stream().filter(s -> s != 1).toArray())
                .equals(
                        IntList.of(
                                IntList.of(shape().sizes()).stream()
                                        .filter(s -> s != 1)
                                        .toArray()));
    }

    private IntList spread(Shape to) {
        int[] s = new int[to.rank()];
        int from = 0;
        for (int i = 0; i < s.length; i++) {
            if (to.size(i) != 1) {
                while (shape().size(from) == 1) {
                    from++;
                }
                s[i] = strides.at(from++);
            }
        }
        return IntList.of(s);
    }
}
