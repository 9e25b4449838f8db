package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.List;
import java.util.stream.Collectors;

/// Types as StableHLO writes them.
final class Types {
    private Types() {}

    /// The type of an element, for example `f32` or `i1`.
    static String element(DType dtype) {
        return switch (dtype) {
            case F32, F64, BF16, F16, I8, I32, I64 -> dtype.text();
            case U8 -> "ui8";
            case U32 -> "ui32";
            case BOOL -> "i1";
        };
    }

    /// The type of an array, for example `tensor<2x3xf32>`.
    static String of(TensorType type) {
        return of(type.shape(), element(type.dtype()));
    }

    /// The type of an array of elements of a type.
    static String of(Shape shape, String element) {
        StringBuilder text = new StringBuilder("tensor<");
        for (int size : shape.sizes()) {
            text.append(size).append('x');
        }
        return text.append(element).append('>').toString();
    }

    /// Types with commas between.
    static String list(List<TensorType> types) {
        return types.stream().map(Types::of).collect(Collectors.joining(", "));
    }
}
