package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Binary;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import org.junit.jupiter.api.Test;

class BinaryMeaningTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static double[] f32(Binary op, double[] x, double... y) {
        return Run.op(op, Run.of(DType.F32, x), Run.of(DType.F32, y)).doubles();
    }

    private static int[] ints(DType dtype, Binary op, double[] x, double... y) {
        return Run.op(op, Run.of(dtype, x), Run.of(dtype, y)).ints();
    }

    private static double[] a(double... values) {
        return values;
    }

    @Test
    void integersWrap() {
        assertThat(ints(DType.I8, new Binary.Add(), a(127, -128), 1, -1))
                .containsExactly(-128, 127);
        assertThat(ints(DType.U8, new Binary.Subtract(), a(0), 1)).containsExactly(255);
        assertThat(ints(DType.I32, new Binary.Multiply(), a(1 << 20), 1 << 20)).containsExactly(0);
        assertThat(ints(DType.I32, new Binary.Add(), a(Integer.MAX_VALUE), 1))
                .containsExactly(Integer.MIN_VALUE);
    }

    @Test
    void integerDivisionTruncatesAndIsDefinedByZero() {
        assertThat(ints(DType.I32, new Binary.Divide(), a(-7, 7, 7), 2, -2, 0))
                .containsExactly(-3, -3, -1);
        assertThat(ints(DType.U8, new Binary.Divide(), a(7, 200), 0, 3)).containsExactly(255, 66);
        assertThat(ints(DType.I8, new Binary.Divide(), a(-128), -1)).containsExactly(-128);
        assertThat(ints(DType.I32, new Binary.Divide(), a(Integer.MIN_VALUE), -1))
                .containsExactly(Integer.MIN_VALUE);
    }

    @Test
    void unsignedDivisionSeesLargeNumbers() {
        Literal x = Run.of(DType.U32, 4294967295.0);
        Literal y = Run.of(DType.U32, 2);
        assertThat(Run.op(new Binary.Divide(), x, y).getLong(0)).isEqualTo(2147483647L);
    }

    @Test
    void remainderHasTheSignOfTheDividend() {
        assertThat(ints(DType.I32, new Binary.Remainder(), a(-7, 7, 7), 2, -2, 0))
                .containsExactly(-1, 1, 7);
        assertThat(f32(new Binary.Remainder(), a(-7.5, 7.5, 1, 1), 2, -2, INF, 0))
                .containsExactly(-1.5, 1.5, 1, NAN);
    }

    @Test
    void maximumAndMinimumPropagateNanAndOrderZeros() {
        assertThat(f32(new Binary.Maximum(), a(NAN, 1, -0.0), 1, NAN, 0.0))
                .containsExactly(NAN, NAN, 0.0);
        assertThat(f32(new Binary.Minimum(), a(NAN, 1, 0.0), 1, NAN, -0.0))
                .containsExactly(NAN, NAN, -0.0);
    }

    @Test
    void powerFollowsTheFloatingPointStandard() {
        assertThat(f32(new Binary.Power(), a(1, -1, 0, -8, 2, NAN), NAN, INF, 0, 1 / 3.0, -2, 0))
                .containsExactly(1, 1, 1, NAN, 0.25, 1);
    }

    @Test
    void integerPowerWithNegativeExponentIsZeroUnlessTheBaseIsOne() {
        assertThat(ints(DType.I32, new Binary.Power(), a(3, 2, 1, -1, -1, 0), 4, -1, -5, -3, -2, 0))
                .containsExactly(81, 0, 1, -1, 1, 1);
        assertThat(ints(DType.I32, new Binary.Power(), a(3), 40)).containsExactly(689956897);
    }

    @Test
    void shiftsByTheWidthOrMoreGiveZeroOrTheSign() {
        assertThat(ints(DType.I32, new Binary.ShiftLeft(), a(1, 1, 1, 1), 31, 32, 100, -1))
                .containsExactly(Integer.MIN_VALUE, 0, 0, 0);
        assertThat(ints(DType.I8, new Binary.ShiftRightArithmetic(), a(-128, -128, 64), 2, 8, 9))
                .containsExactly(-32, -1, 0);
        assertThat(ints(DType.I8, new Binary.ShiftRightLogical(), a(-128, -1, -1), 7, 4, 8))
                .containsExactly(1, 15, 0);
        assertThat(ints(DType.U8, new Binary.ShiftRightArithmetic(), a(128), 1))
                .containsExactly(192);
    }

    @Test
    void bitsOfBoolsAndIntegersCombine() {
        assertThat(ints(DType.BOOL, new Binary.Xor(), a(0, 1, 1), 1, 1, 0))
                .containsExactly(1, 0, 1);
        assertThat(ints(DType.I32, new Binary.And(), a(-1, 6), 5, 3)).containsExactly(5, 2);
        assertThat(ints(DType.U8, new Binary.Or(), a(0xF0), 0x0F)).containsExactly(255);
    }

    @Test
    void infinitiesFollowTheFloatingPointStandard() {
        assertThat(f32(new Binary.Subtract(), a(INF), INF)).containsExactly(NAN);
        assertThat(f32(new Binary.Multiply(), a(INF), 0)).containsExactly(NAN);
        assertThat(f32(new Binary.Divide(), a(1, 0), -0.0, 0)).containsExactly(-INF, NAN);
        assertThat(f32(new Binary.Add(), a(3e38), 3e38)).containsExactly(INF);
    }

    @Test
    void halvesOverflowAndRoundToEven() {
        Literal x = Run.of(DType.F16, 65504, 2048);
        Literal y = Run.of(DType.F16, 65504, 1);
        assertThat(Run.op(new Binary.Add(), x, y).doubles()).containsExactly(INF, 2048);
    }

    // IEEE 754 section 9.2.1.
    @Test
    void anglesKnowTheSignsOfZerosAndInfinities() {
        double inf = Double.POSITIVE_INFINITY;
        Literal y = Run.of(DType.F64, 0.0, -0.0, 0.0, -0.0, 1, inf, -inf, inf, Double.NaN);
        Literal x = Run.of(DType.F64, -1, -1, 0.0, -0.0, 0, inf, -inf, 3, 1);
        double half = Math.PI / 2;
        assertThat(Run.op(new Binary.Atan2(), y, x).doubles())
                .containsExactly(
                        Math.PI,
                        -Math.PI,
                        0,
                        -Math.PI,
                        half,
                        half / 2,
                        -1.5 * half,
                        half,
                        Double.NaN);
    }
}
