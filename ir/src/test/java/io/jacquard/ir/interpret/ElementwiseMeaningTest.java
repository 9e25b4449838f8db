package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;

class ElementwiseMeaningTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static int[] compare(Direction direction, Literal x, Literal y) {
        return Run.op(new Elementwise.Compare(direction), x, y).ints();
    }

    @Test
    void nanIsUnequalToEverything() {
        Literal x = Run.of(DType.F32, NAN, 1, 0.0);
        Literal y = Run.of(DType.F32, NAN, NAN, -0.0);
        assertThat(compare(Direction.EQ, x, y)).containsExactly(0, 0, 1);
        assertThat(compare(Direction.NE, x, y)).containsExactly(1, 1, 0);
        assertThat(compare(Direction.GE, x, y)).containsExactly(0, 0, 1);
        assertThat(compare(Direction.LT, x, y)).containsExactly(0, 0, 0);
    }

    @Test
    void comparesUnsignedAndSignedIntegers() {
        Literal small = Run.of(DType.U32, 1);
        Literal large = Run.of(DType.U32, 4e9);
        assertThat(compare(Direction.LT, small, large)).containsExactly(1);
        assertThat(compare(Direction.GT, Run.of(DType.I32, -1), Run.of(DType.I32, 1)))
                .containsExactly(0);
    }

    @Test
    void comparesLongsThatADoubleCannotTellApart() {
        Literal x = Literal.zeros(TensorType.of(DType.I64, 1));
        Literal y = Literal.zeros(TensorType.of(DType.I64, 1));
        x.setLong(0, (1L << 60) + 1);
        y.setLong(0, 1L << 60);
        assertThat(compare(Direction.GT, x, y)).containsExactly(1);
        assertThat(compare(Direction.LE, x, y)).containsExactly(0);
    }

    @Test
    void selectPicksByElement() {
        Literal picked =
                Run.op(
                        new Elementwise.Select(),
                        Run.of(DType.BOOL, 1, 0),
                        Run.of(DType.F32, 1, 2),
                        Run.of(DType.F32, NAN, 4));
        assertThat(picked.doubles()).containsExactly(1, 4);
    }

    @Test
    void floatsBecomeIntegersTruncatedAndSaturated() {
        Literal x = Run.of(DType.F32, 1.9, -1.9, 300, -300, NAN, INF);
        assertThat(convert(x, DType.I8).ints()).containsExactly(1, -1, 127, -128, 0, 127);
        assertThat(convert(x, DType.U8).ints()).containsExactly(1, 0, 255, 0, 0, 255);
        assertThat(convert(x, DType.BOOL).ints()).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(convert(x, DType.U32).getLong(5)).isEqualTo(4294967295L);
        assertThat(convert(x, DType.I64).getLong(5)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void integersBecomeIntegersByTheirLowBits() {
        Literal x = Run.of(DType.I32, 300, -1, 0);
        assertThat(convert(x, DType.U8).ints()).containsExactly(44, 255, 0);
        assertThat(convert(x, DType.I8).ints()).containsExactly(44, -1, 0);
        assertThat(convert(x, DType.U32).getLong(1)).isEqualTo(4294967295L);
        assertThat(convert(x, DType.BOOL).ints()).containsExactly(1, 1, 0);
    }

    @Test
    void longsBecomeFloatsInOneRounding() {
        Literal x = Literal.zeros(TensorType.of(DType.I64, 3));
        x.setLong(0, (1L << 60) + (1L << 36) + 1);
        x.setLong(1, -((1L << 60) + (1L << 36) + 1));
        x.setLong(2, Long.MAX_VALUE);
        for (int i = 0; i < 3; i++) {
            assertThat(convert(x, DType.F32).get(i)).isEqualTo((float) x.getLong(i));
            assertThat(convert(x, DType.F64).get(i)).isEqualTo((double) x.getLong(i));
        }
        x.setLong(0, (1L << 60) + (1L << 52) + 1);
        assertThat(convert(x, DType.BF16).get(0)).isEqualTo(0x1.02p60);
    }

    @Test
    void doublesBecomeBfloat16InOneRounding() {
        Literal x = Run.of(DType.F64, 1 + 0x1p-8 + 0x1p-40);
        assertThat(convert(x, DType.BF16).get(0)).isEqualTo(1 + 0x1p-7);
    }

    private static Literal convert(Literal x, DType dtype) {
        return Run.op(new Elementwise.Convert(dtype), x);
    }

    @Test
    void clampKeepsNanAndPrefersTheUpperBound() {
        Literal clamped =
                Run.op(
                        new Elementwise.Clamp(),
                        Run.of(DType.F64, 0, 0, 0, 5, NAN, 0, 0),
                        Run.of(DType.F64, -1, 2, 7, 1, 1, NAN, 1),
                        Run.of(DType.F64, 4, 4, 4, 3, 4, 4, NAN));
        assertThat(clamped.doubles()).containsExactly(0, 2, 4, 3, NAN, NAN, NAN);
    }

    @Test
    void clampComparesUnsignedNumbers() {
        Literal clamped =
                Run.op(
                        new Elementwise.Clamp(),
                        Run.of(DType.U32, 1, 1),
                        Run.of(DType.U32, 4e9, 0),
                        Run.of(DType.U32, 3e9, 3e9));
        assertThat(clamped.get(0)).isEqualTo(3e9);
        assertThat(clamped.get(1)).isEqualTo(1);
    }
}
