package io.jacquard.ir.autodiff;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.function.IntUnaryOperator;

/// Computes with the vectors of indices of a gather or scatter.
///
/// @param s appends instructions
/// @param indices the vectors
/// @param dimensions which axes mean what
record StartIndices(Sugar s, Value indices, GatherDimensions dimensions) {
    /// A number for each index of a vector, from the axis of the array that it counts along.
    IntList perIndex(IntUnaryOperator ofAxis) {
        return IntList.of(dimensions.startIndexMap().stream().map(ofAxis).toArray());
    }

    /// The indices, each moved into a range that its place in the vector has.
    Value between(int[] low, int[] high) {
        Value raised = s.builder().add(new Binary.Maximum(), indices, repeated(low));
        return s.builder().add(new Binary.Minimum(), raised, repeated(high));
    }

    /// The indices in i32, each plus a number that its place in the vector has.
    Value plus(int[] numbers) {
        Value wide = s.convert(indices, DType.I32);
        return s.add(wide, new StartIndices(s, wide, dimensions).repeated(numbers));
    }

    // A narrow dtype saturates: what it cannot hold is beyond all of its indices.
    private Value repeated(int[] vector) {
        Shape shape = indices.type().shape();
        boolean bare = dimensions.indexVectorDim() == shape.rank();
        Shape own = bare ? Shape.SCALAR : Shape.of(vector.length);
        Literal numbers = Literal.zeros(new TensorType(indices.type().dtype(), own));
        for (int i = 0; i < vector.length; i++) {
            numbers.set(i, vector[i]);
        }
        Value constant = s.builder().add(new Creation.Constant(numbers));
        IntList dims = bare ? IntList.of() : IntList.of(dimensions.indexVectorDim());
        return s.broadcast(constant, shape, dims);
    }
}
