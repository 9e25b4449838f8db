package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Our own f32 functions against StrictMath in double, over every exponent and both signs.
class FloatFunctionsTest {
    private static final int COUNT = 1 << 19;
    private static final int STRIDE = 8191;

    static Stream<Arguments> functions() {
        return Stream.of(
                function(UnaryOp.EXP, StrictMath::exp, 1.0),
                function(UnaryOp.EXPM1, StrictMath::expm1, 1.6),
                function(UnaryOp.LOG, StrictMath::log, 1.0),
                function(UnaryOp.LOG1P, StrictMath::log1p, 1.6),
                function(UnaryOp.TANH, StrictMath::tanh, 2.1),
                function(UnaryOp.LOGISTIC, ScalarCalls::logistic, 2.1),
                function(UnaryOp.ERF, ScalarCalls::erf, 1.5),
                function(UnaryOp.RSQRT, x -> 1 / StrictMath.sqrt(x), 1.5),
                function(UnaryOp.SQRT, StrictMath::sqrt, 0.5),
                function(UnaryOp.CBRT, StrictMath::cbrt, 0.5001),
                function(UnaryOp.SINE, StrictMath::sin, 0.5001),
                function(UnaryOp.COSINE, StrictMath::cos, 0.5001),
                function(UnaryOp.TAN, StrictMath::tan, 0.5001),
                function(UnaryOp.FLOOR, StrictMath::floor, 0),
                function(UnaryOp.CEIL, StrictMath::ceil, 0),
                function(UnaryOp.ROUND_EVEN, StrictMath::rint, 0),
                function(UnaryOp.ROUND_AWAY, ScalarCalls::roundAway, 0),
                function(UnaryOp.SIGN, Math::signum, 0));
    }

    private static Arguments function(UnaryOp op, DoubleUnaryOperator exact, double ulps) {
        return Arguments.of(op, exact, ulps);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void staysWithinUlps(UnaryOp op, DoubleUnaryOperator exact, double ulps) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment x = arena.allocate(4L * COUNT, 64);
            for (int i = 0; i < COUNT; i++) {
                x.setAtIndex(ValueLayout.JAVA_FLOAT, i, sample(i));
            }
            MemorySegment y = arena.allocate(4L * COUNT, 64);
            long[] addresses = {x.address(), y.address()};
            kernel(op).run(addresses, new long[2], new long[0], 1, COUNT);
            double worst = 0;
            float at = 0;
            for (int i = 0; i < COUNT; i++) {
                float in = x.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                double e = error(y.getAtIndex(ValueLayout.JAVA_FLOAT, i), exact.applyAsDouble(in));
                if (e > worst) {
                    worst = e;
                    at = in;
                }
            }
            assertThat(worst).as("%s at %s", op, at).isLessThanOrEqualTo(ulps);
        }
    }

    /// All bit patterns thinned out, and a fine grid where functions bend.
    private static float sample(int i) {
        return i % 2 == 0
                ? Float.intBitsToFloat(i / 2 * STRIDE * 2)
                : (i - COUNT / 2) * (100f / COUNT);
    }

    private static double error(float got, double exact) {
        float rounded = (float) exact;
        if (Float.isNaN(rounded) || Float.isNaN(got)) {
            return Float.isNaN(rounded) == Float.isNaN(got) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Float.isInfinite(rounded) || got == rounded) {
            return got == rounded && signsAgree(got, rounded) ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(got - exact) / Math.ulp(rounded);
    }

    private static boolean signsAgree(float a, float b) {
        return Math.copySign(1f, a) == Math.copySign(1f, b);
    }

    private static Kernel kernel(UnaryOp op) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(DType.F32, Access.ELEMENT);
        b.output(b.unary(op, x), DType.F32, Access.ELEMENT);
        return new KernelCache(1).kernel(b.build(), KernelCache.Body.SCALAR);
    }

    @Test
    void errorFunctionInDoubleAgreesWithPublishedValues() {
        // Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, table 7.1.
        assertThat(ScalarCalls.erf(0.5)).isCloseTo(0.5204998778, within10());
        assertThat(ScalarCalls.erf(1)).isCloseTo(0.8427007929, within10());
        assertThat(ScalarCalls.erf(-2)).isCloseTo(-0.9953222650, within10());
    }

    private static org.assertj.core.data.Offset<Double> within10() {
        return org.assertj.core.data.Offset.offset(1e-10);
    }
}
