package io.jacquard.pjrt.client;

import io.jacquard.ir.DType;
import io.jacquard.pjrt.api.Header;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The numbers of dtypes in the C API.
final class ElementType {
    private static final Map<DType, Integer> NUMBERS = numbers();

    private ElementType() {}

    static int of(DType dtype) {
        return Objects.requireNonNull(NUMBERS.get(dtype));
    }

    private static Map<DType, Integer> numbers() {
        Map<DType, Integer> numbers = new EnumMap<>(DType.class);
        for (DType dtype : DType.values()) {
            numbers.put(dtype, Header.value("PJRT_Buffer_Type_" + name(dtype)));
        }
        return numbers;
    }

    private static String name(DType dtype) {
        return switch (dtype) {
            case F32, F64, BF16, F16, U8, U32 -> dtype.name();
            case I8 -> "S8";
            case I32 -> "S32";
            case I64 -> "S64";
            case BOOL -> "PRED";
        };
    }
}
