package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.BitcastConvert;
import io.jacquard.ir.Elementwise.ReducePrecision;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;

class BitsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static Literal bitcast(Literal x, DType dtype) {
        return Run.op(new BitcastConvert(dtype), x);
    }

    private static double[] reduced(DType dtype, int exponent, int mantissa, double... x) {
        return Run.op(new ReducePrecision(exponent, mantissa), Run.of(dtype, x)).doubles();
    }

    @Test
    void floatsShowTheirBits() {
        assertThat(bitcast(Run.of(DType.F32, 1, -0.0, -2, INF), DType.I32).ints())
                .containsExactly(0x3F800000, 0x80000000, 0xC0000000, 0x7F800000);
        assertThat(bitcast(Run.of(DType.F64, -1), DType.I64).getLong(0))
                .isEqualTo(0xBFF0000000000000L);
    }

    @Test
    void bitsBecomeFloats() {
        Literal bits = Run.of(DType.U32, 0x40490FDBL, 1, 0xFF800000L);
        assertThat(bitcast(bits, DType.F32).floats())
                .containsExactly((float) Math.PI, Float.MIN_VALUE, Float.NEGATIVE_INFINITY);
    }

    @Test
    void sixteenBitFormatsReadEachOther() {
        assertThat(bitcast(Run.of(DType.BF16, 1), DType.F16).get(0)).isEqualTo(1.875);
        assertThat(bitcast(Run.of(DType.F16, 1.875), DType.BF16).get(0)).isEqualTo(1);
    }

    @Test
    void anUnsignedNumberBecomesASignedOne() {
        assertThat(bitcast(Run.of(DType.U8, 255, 127), DType.I8).ints()).containsExactly(-1, 127);
    }

    @Test
    void aNarrowerDtypeAddsAnAxisWithTheLowestBitsFirst() {
        Literal bytes = bitcast(Run.of(DType.I32, 0x01020304, -2), DType.U8);
        assertThat(bytes.type()).isEqualTo(TensorType.of(DType.U8, 2, 4));
        assertThat(bytes.ints()).containsExactly(4, 3, 2, 1, 254, 255, 255, 255);
        Literal halves = bitcast(Run.of(DType.F64, 1), DType.F32);
        assertThat(halves.doubles()).containsExactly(0, 1.875);
    }

    @Test
    void aWiderDtypeTakesTheLastAxis() {
        Literal bytes = Run.of(DType.I8, 4, 3, 2, 1, -2, -1, -1, -1).reshape(2, 4);
        Literal ints = bitcast(bytes, DType.I32);
        assertThat(ints.type()).isEqualTo(TensorType.of(DType.I32, 2));
        assertThat(ints.ints()).containsExactly(0x01020304, -2);
        Literal pair = Run.of(DType.BF16, 0, 1);
        assertThat(bitcast(pair, DType.F32).get(0)).isEqualTo(1);
    }

    @Test
    void aNanHasTheBitsOfTheQuietOne() {
        Literal x = Literal.zeros(TensorType.of(DType.F32, 2));
        x.segment().set(java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED, 0, 0xFFC00001);
        x.segment().set(java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED, 4, 0x7F800001);
        assertThat(bitcast(x, DType.I32).ints()).containsExactly(0x7FC00000, 0x7FC00000);
    }

    @Test
    void roundsToTheFormatTiesToEven() {
        double half = 1 + 0x1p-8;
        assertThat(reduced(DType.F32, 8, 7, half, half + 0x1p-20, -half, 1 + 3 * 0x1p-8))
                .containsExactly(1, 1 + 0x1p-7, -1, 1 + 0x1p-6);
        assertThat(reduced(DType.F64, 11, 0, 1.5, 2.9, 3.1)).containsExactly(2, 2, 4);
    }

    @Test
    void aCarryMayReachInfinity() {
        assertThat(reduced(DType.F32, 8, 7, Float.MAX_VALUE, -Float.MAX_VALUE))
                .containsExactly(INF, -INF);
    }

    @Test
    void beyondTheRangeIsInfiniteAndBelowItZero() {
        assertThat(reduced(DType.F32, 5, 10, 65504, 65520, -1e6, 0x1p-14, 0x1p-15, -0x1p-24))
                .containsExactly(65504, INF, -INF, 0x1p-14, 0, -0.0);
        assertThat(reduced(DType.F64, 8, 23, 1e39, 1e-39, -1e-39)).containsExactly(INF, 0, -0.0);
        assertThat(reduced(DType.F32, 1, 2, 1.75, 2, -0.5, -3)).containsExactly(0, INF, -0.0, -INF);
    }

    @Test
    void nanStaysUnlessThereIsNoMantissa() {
        assertThat(reduced(DType.F32, 5, 10, Double.NaN)).containsExactly(Double.NaN);
        assertThat(reduced(DType.F32, 5, 0, Double.NaN)).containsExactly(INF);
        assertThat(reduced(DType.F32, 2, 0, INF, -INF)).containsExactly(INF, -INF);
    }

    @Test
    void bitsThatTheDtypeHasNotChangeNothing() {
        assertThat(reduced(DType.BF16, 11, 52, 1.0078125, -3e38, 0x1p-133))
                .containsExactly(1.0078125, Run.of(DType.BF16, -3e38).get(0), 0x1p-133);
        assertThat(reduced(DType.F32, 8, 23, Float.MIN_VALUE)).containsExactly(Float.MIN_VALUE);
    }

    @Test
    void subnormalNumbersOfTheDtypeLoseTheSameBits() {
        assertThat(reduced(DType.F16, 5, 9, 3 * 0x1p-24, 0x1p-24, 2 * 0x1p-24))
                .containsExactly(4 * 0x1p-24, 0, 2 * 0x1p-24);
    }
}
