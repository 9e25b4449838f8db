package io.jacquard.ir.interpret;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;

/// Conversion of arrays between dtypes.
final class Conversion {
    private Conversion() {}

    static Cells convert(Cells x, DType dtype) {
        TensorType type = x.type().with(dtype);
        return switch (x) {
            case Reals r when dtype.isFloat() -> Reals.rounded(type, r.values.clone());
            case Reals r -> Integers.wrapped(type, truncated(r.values, dtype));
            case Integers n when dtype.isFloat() -> Reals.rounded(type, toOdd(n.values, dtype));
            case Integers n when dtype == DType.BOOL -> Integers.wrapped(type, truth(n.values));
            case Integers n -> Integers.wrapped(type, n.values.clone());
        };
    }

    private static long[] truncated(double[] values, DType dtype) {
        long low = lowest(dtype);
        long high = highest(dtype);
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] =
                    dtype == DType.BOOL
                            ? (values[i] != 0 ? 1 : 0)
                            : Math.clamp((long) values[i], low, high);
        }
        return out;
    }

    private static long[] truth(long[] values) {
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] != 0 ? 1 : 0;
        }
        return out;
    }

    // A long of more than 53 bits is rounded to odd for a narrower dtype, so that the second
    // rounding is exact (Boldo, Melquiond, "When double rounding is odd", 2005).
    private static double[] toOdd(long[] values, DType dtype) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = dtype == DType.F64 ? values[i] : toOdd(values[i]);
        }
        return out;
    }

    private static double toOdd(long value) {
        double near = value;
        boolean representable = near < 0x1p63;
        boolean exact = representable && (long) near == value;
        if (exact || (Double.doubleToRawLongBits(near) & 1) == 1) {
            return near;
        }
        boolean below = representable && (long) near < value;
        return below ? Math.nextUp(near) : Math.nextDown(near);
    }

    private static long lowest(DType dtype) {
        return switch (dtype) {
            case I8 -> Byte.MIN_VALUE;
            case I32 -> Integer.MIN_VALUE;
            case I64 -> Long.MIN_VALUE;
            case U8, U32, BOOL, F32, F64, BF16, F16 -> 0;
        };
    }

    private static long highest(DType dtype) {
        return switch (dtype) {
            case I8 -> Byte.MAX_VALUE;
            case I32 -> Integer.MAX_VALUE;
            case I64 -> Long.MAX_VALUE;
            case U8 -> 0xFF;
            case U32 -> 0xFFFFFFFFL;
            case BOOL, F32, F64, BF16, F16 -> 1;
        };
    }
}
