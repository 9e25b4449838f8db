package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.interpret.RealFunctions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The f32 functions against their definition in f64, over every exponent and both signs.
class FloatFunctionsTest {
    private static final int COUNT = 1 << 19;
    private static final int STRIDE = 8191;

    /// The largest error in units of the last place of f32.
    private static double bound(Unary.Real op) {
        return switch (op) {
            case Unary.Ceil _, Unary.Floor _ -> 0;
            case Unary.RoundNearestAfz _, Unary.RoundNearestEven _ -> 0;
            case Unary.Sqrt _ -> 0.5;
            case Unary.Cbrt _, Unary.Cosine _, Unary.Sine _, Unary.Tan _ -> 0.5001;
            case Unary.Exponential _, Unary.Log _ -> 1;
            case Unary.Erf _, Unary.Rsqrt _ -> 1.5;
            case Unary.ExponentialMinusOne _, Unary.LogPlusOne _ -> 1.6;
            case Unary.Logistic _, Unary.Tanh _ -> 2.1;
            case Unary.ErfInv _ -> 3.6;
            default -> 4;
        };
    }

    static Stream<Unary.Real> functions() {
        return Unary.Real.all().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void staysWithinUlps(Unary.Real op) {
        DoubleUnaryOperator exact = RealFunctions.of(op);
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
            assertThat(worst).as("%s at %s", op, at).isLessThanOrEqualTo(bound(op));
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

    private static Kernel kernel(Unary.Real op) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(DType.F32, Access.ELEMENT);
        b.output(b.real(op, x), DType.F32, Access.ELEMENT);
        return new KernelCache(1).kernel(b.build(), KernelCache.Body.SCALAR);
    }
}
