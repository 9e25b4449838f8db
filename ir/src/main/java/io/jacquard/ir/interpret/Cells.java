package io.jacquard.ir.interpret;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.List;

/// An array while it is computed. Its elements never change after it was made.
sealed interface Cells permits Reals, Integers {
    /// Dtype and shape.
    TensorType type();

    /// The same elements in another shape of as many.
    Cells reshaped(Shape shape);

    /// The array whose element i is the element `sources[i]` of this one.
    Cells gathered(Shape shape, int[] sources);

    /// The array of that many zeros with element i stored at `targets[i]`, and elsewhere the fill.
    ///
    /// @param targets positions in the result; an element with a negative one is dropped
    /// @param fill a scalar of the same dtype
    Cells scattered(Shape shape, int[] targets, Cells fill);

    /// A copy as a literal.
    Literal literal();

    /// The axes in another order.
    default Cells transposed(IntList permutation) {
        if (permutation.equals(IntList.range(0, permutation.size()))) {
            return this;
        }
        int[] sizes = type().shape().sizes();
        int[] strides = type().shape().strides();
        int[] outSizes = permutation.stream().map(a -> sizes[a]).toArray();
        int[] steps = permutation.stream().map(a -> strides[a]).toArray();
        return gathered(Shape.of(outSizes), Offsets.affine(outSizes, steps, 0));
    }

    /// A copy of a literal.
    static Cells of(Literal literal) {
        return literal.type().dtype().isFloat() ? Reals.of(literal) : Integers.of(literal);
    }

    /// All elements of arrays of one dtype, one array after the other, with one axis.
    static Cells chained(List<Cells> parts) {
        int count = parts.stream().mapToInt(p -> p.type().shape().elements()).sum();
        TensorType type = parts.getFirst().type().with(Shape.of(count));
        return type.dtype().isFloat() ? Reals.chained(type, parts) : Integers.chained(type, parts);
    }
}
