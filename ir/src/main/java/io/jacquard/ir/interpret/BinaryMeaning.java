package io.jacquard.ir.interpret;

import io.jacquard.ir.Binary;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/// What operations of two operands on single elements mean.
final class BinaryMeaning {
    private BinaryMeaning() {}

    static Cells of(Binary op, Cells x, Cells y) {
        return switch (x) {
            case Reals r -> r.zipped((Reals) y, real(op));
            case Integers n -> n.zipped((Integers) y, integer(op, 8 * n.type().dtype().bytes()));
        };
    }

    private static DoubleBinaryOperator real(Binary op) {
        return switch (op) {
            case Binary.Add _ -> (x, y) -> x + y;
            case Binary.Subtract _ -> (x, y) -> x - y;
            case Binary.Multiply _ -> (x, y) -> x * y;
            case Binary.Divide _ -> (x, y) -> x / y;
            case Binary.Remainder _ -> (x, y) -> x % y;
            case Binary.Maximum _ -> Math::max;
            case Binary.Minimum _ -> Math::min;
            case Binary.Power _ -> BinaryMeaning::power;
            case Binary.Atan2 _ -> StrictMath::atan2;
            case Binary.Bits _, Binary.Shift _ ->
                    throw new IllegalArgumentException(
                            "[%s] is not defined for floats".formatted(op.name()));
        };
    }

    // IEEE 754 section 9.2.1: these are 1, where Java's pow gives NaN.
    private static double power(double x, double y) {
        boolean one = x == 1 || (x == -1 && Double.isInfinite(y));
        return one ? 1 : StrictMath.pow(x, y);
    }

    private static LongBinaryOperator integer(Binary op, int width) {
        return switch (op) {
            case Binary.Add _ -> Long::sum;
            case Binary.Subtract _ -> (x, y) -> x - y;
            case Binary.Multiply _ -> (x, y) -> x * y;
            case Binary.Divide _ -> (x, y) -> y == 0 ? -1 : x / y;
            case Binary.Remainder _ -> (x, y) -> y == 0 ? x : x % y;
            case Binary.Maximum _ -> Math::max;
            case Binary.Minimum _ -> Math::min;
            case Binary.Power _ -> BinaryMeaning::power;
            case Binary.Atan2 _ ->
                    throw new IllegalArgumentException("[atan2] is not defined for integers");
            case Binary.And _ -> (x, y) -> x & y;
            case Binary.Or _ -> (x, y) -> x | y;
            case Binary.Xor _ -> (x, y) -> x ^ y;
            case Binary.ShiftLeft _ -> (x, y) -> outside(y, width) ? 0 : x << y;
            case Binary.ShiftRightArithmetic _ -> (x, y) -> signedShift(x, y, width);
            case Binary.ShiftRightLogical _ ->
                    (x, y) -> outside(y, width) ? 0 : bits(x, width) >>> y;
        };
    }

    private static boolean outside(long shift, int width) {
        return shift < 0 || shift >= width;
    }

    // An unsigned number's sign is its highest bit, too.
    private static long signedShift(long x, long shift, int width) {
        int unused = 64 - width;
        long signed = x << unused >> unused;
        return signed >> (outside(shift, width) ? width - 1 : shift);
    }

    private static long bits(long x, int width) {
        return width == 64 ? x : x & ((1L << width) - 1);
    }

    private static long power(long x, long y) {
        if (y < 0) {
            return x == 1 || (x == -1 && (y & 1) == 0) ? 1 : x == -1 ? -1 : 0;
        }
        long product = 1;
        long square = x;
        for (long rest = y; rest != 0; rest >>>= 1) {
            if ((rest & 1) == 1) {
                product *= square;
            }
            square *= square;
        }
        return product;
    }
}
