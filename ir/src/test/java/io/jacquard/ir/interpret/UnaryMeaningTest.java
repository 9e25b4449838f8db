package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Unary;
import org.junit.jupiter.api.Test;

class UnaryMeaningTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static double[] f64(Unary op, double... x) {
        return Run.op(op, Run.of(DType.F64, x)).doubles();
    }

    @Test
    void roundsHalvesToEven() {
        assertThat(f64(new Unary.RoundNearestEven(), 0.5, 1.5, 2.5, -0.5, -1.5))
                .containsExactly(0, 2, 2, -0.0, -2);
    }

    @Test
    void signKeepsZerosAndNan() {
        double[] y = f64(new Unary.Sign(), -3, -0.0, 0.0, 7, NAN, -INF);
        assertThat(y).containsExactly(-1, -0.0, 0.0, 1, NAN, -1);
    }

    @Test
    void wrapsTheSmallestInteger() {
        Literal x = Run.of(DType.I8, -128, -1, 127);
        assertThat(Run.op(new Unary.Abs(), x).ints()).containsExactly(-128, 1, 127);
        assertThat(Run.op(new Unary.Negate(), x).ints()).containsExactly(-128, 1, -127);
    }

    @Test
    void negatesUnsignedNumbersModuloTheirWidth() {
        assertThat(Run.op(new Unary.Negate(), Run.of(DType.U8, 0, 1, 255)).ints())
                .containsExactly(0, 255, 1);
    }

    @Test
    void notIsLogicalForBoolAndBitwiseForIntegers() {
        assertThat(Run.op(new Unary.Not(), Run.of(DType.BOOL, 0, 1)).ints()).containsExactly(1, 0);
        assertThat(Run.op(new Unary.Not(), Run.of(DType.I32, 0, 5)).ints()).containsExactly(-1, -6);
        assertThat(Run.op(new Unary.Not(), Run.of(DType.U8, 0, 5)).ints())
                .containsExactly(255, 250);
    }

    @Test
    void tellsFiniteNumbers() {
        assertThat(Run.op(new Unary.IsFinite(), Run.of(DType.F32, 1, INF, -INF, NAN)).ints())
                .containsExactly(1, 0, 0, 0);
    }

    @Test
    void inverseRootOfZeroIsInfiniteWithItsSign() {
        assertThat(f64(new Unary.Rsqrt(), 4, 0.0, -0.0, INF, -1))
                .containsExactly(0.5, INF, -INF, 0, NAN);
    }

    @Test
    void logarithmsHaveTheirPoles() {
        assertThat(f64(new Unary.Log(), 1, 0, -1, INF)).containsExactly(0, -INF, NAN, INF);
        assertThat(f64(new Unary.LogPlusOne(), 0, -1, 1e-20)).containsExactly(0, -INF, 1e-20);
    }

    @Test
    void exponentialMinusOneIsAccurateNearZero() {
        assertThat(f64(new Unary.ExponentialMinusOne(), 1e-20, -INF)).containsExactly(1e-20, -1);
    }

    @Test
    void logisticSaturatesWithoutOverflow() {
        assertThat(f64(new Unary.Logistic(), 0, 1000, -1000, INF, -INF))
                .containsExactly(0.5, 1, 0, 1, 0);
        assertThat(f64(new Unary.Logistic(), -700)[0]).isEqualTo(StrictMath.exp(-700));
    }

    @Test
    void roundsOnceToSixteenBits() {
        Literal y = Run.op(new Unary.Exponential(), Run.of(DType.BF16, 1));
        assertThat(y.get(0)).isEqualTo(2.71875);
    }

    // Reference values: Abramowitz and Stegun, table 7.1; the last by 40-digit arithmetic.
    @Test
    void errorFunctionAgreesWithItsTable() {
        double[] y = f64(new Unary.Erf(), 0.5, 1, 2, -1, 3.5, 10, INF, NAN, -0.0);
        double[] wanted = {
            0.5204998778130465,
            0.8427007929497149,
            0.9953222650189527,
            -0.8427007929497149,
            0.9999992569016276,
            1,
            1
        };
        for (int i = 0; i < wanted.length; i++) {
            assertThat(y[i]).isCloseTo(wanted[i], within(3e-16));
        }
        assertThat(y[7]).isNaN();
        assertThat(y[8]).isEqualTo(-0.0);
    }

    @Test
    void errorFunctionHasNoStepWhereItsMethodChanges() {
        double[] y = f64(new Unary.Erf(), Math.nextDown(3.0), 3.0);
        assertThat(y[0]).isCloseTo(y[1], within(3e-16));
    }

    // Reference values by 40-digit arithmetic.
    @Test
    void inverseErrorFunctionAgreesWithItsValuesAndEndsAtOne() {
        double[] y = f64(new Unary.ErfInv(), 0.5, -0.9, 0.999999, 1e-300, Math.nextDown(1.0));
        double[] wanted = {
            0.47693627620446987338,
            -1.1630871536766741628,
            3.4589107372754987775,
            8.8622692545275803586e-301,
            5.8635847487551679272
        };
        for (int i = 0; i < wanted.length; i++) {
            assertThat(y[i]).isCloseTo(wanted[i], within(5 * Math.ulp(wanted[i])));
        }
        assertThat(f64(new Unary.ErfInv(), 0.0, -0.0, 1, -1, 1.1, -INF, NAN))
                .containsExactly(0.0, -0.0, INF, -INF, NAN, NAN, NAN);
    }

    @Test
    void roundingFunctionsGoUpDownAndKeepNan() {
        assertThat(f64(new Unary.Ceil(), 1.2, -1.2, NAN)).containsExactly(2, -1, NAN);
        assertThat(f64(new Unary.Floor(), 1.2, -1.2, INF)).containsExactly(1, -2, INF);
    }

    @Test
    void circularAndHyperbolicFunctionsAreThoseOfRadians() {
        assertThat(f64(new Unary.Sine(), Math.PI / 2)[0]).isEqualTo(1);
        assertThat(f64(new Unary.Cosine(), 0, INF)).containsExactly(1, NAN);
        assertThat(f64(new Unary.Tanh(), 0, 100, -INF)).containsExactly(0, 1, -1);
        assertThat(f64(new Unary.Sqrt(), 9, -1)).containsExactly(3, NAN);
    }

    @Test
    void roundsHalvesAwayFromZero() {
        double below = Math.nextDown(0.5);
        assertThat(f64(new Unary.RoundNearestAfz(), 0.5, 2.5, -0.5, -1.4, below, 0x1p52 + 1, -INF))
                .containsExactly(1, 3, -1, -1, 0, 0x1p52 + 1, -INF);
        assertThat(f64(new Unary.RoundNearestAfz(), -0.0, -0.2, NAN))
                .containsExactly(-0.0, -0.0, NAN);
    }

    @Test
    void cubeRootsKeepTheSign() {
        assertThat(f64(new Unary.Cbrt(), 27, -8, -0.0, -INF, NAN))
                .containsExactly(3, -2, -0.0, -INF, NAN);
    }

    @Test
    void tangentIsThatOfRadians() {
        assertThat(f64(new Unary.Tan(), Math.PI / 4)[0]).isCloseTo(1, within(1e-15));
        assertThat(f64(new Unary.Tan(), -0.0, INF)).containsExactly(-0.0, NAN);
    }

    @Test
    void countsOneBits() {
        assertThat(Run.op(new Unary.Popcnt(), Run.of(DType.I8, 0, 7, -1, -128)).ints())
                .containsExactly(0, 3, 8, 1);
        assertThat(Run.op(new Unary.Popcnt(), Run.of(DType.I64, -1, 6)).ints())
                .containsExactly(64, 2);
        assertThat(Run.op(new Unary.Popcnt(), Run.of(DType.U32, 0xFFFFFFFFL)).ints())
                .containsExactly(32);
    }

    @Test
    void countsZeroBitsAboveTheHighestOne() {
        assertThat(Run.op(new Unary.CountLeadingZeros(), Run.of(DType.I8, 0, 1, -1, 64)).ints())
                .containsExactly(8, 7, 0, 1);
        assertThat(Run.op(new Unary.CountLeadingZeros(), Run.of(DType.I32, 0, 1, -1)).ints())
                .containsExactly(32, 31, 0);
        assertThat(Run.op(new Unary.CountLeadingZeros(), Run.of(DType.I64, 0, 1, -5)).ints())
                .containsExactly(64, 63, 0);
        assertThat(Run.op(new Unary.CountLeadingZeros(), Run.of(DType.U8, 255, 15)).ints())
                .containsExactly(0, 4);
    }
}
