package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.DType;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Fft.Kind;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FftMeaningTest {
    private static Fft fft(Kind kind, int... length) {
        return new Fft(kind, IntList.of(length));
    }

    private static Literal random(long seed, int... sizes) {
        Random random = new Random(seed);
        Literal made = Literal.zeros(TensorType.of(DType.F64, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, random.nextGaussian());
        }
        return made;
    }

    private static void assertNear(Literal made, double... expected) {
        assertThat(made.elements()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(made.get(i)).as("element %d", i).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void theTransformOfFourNumbersIsTheOneOfTheTextbook() {
        Literal x = Literal.of(new double[] {1, 2, 3, 4}, 4);
        Literal zero = Literal.of(new double[4], 4);
        List<Literal> y = Run.all(fft(Kind.FFT, 4), x, zero);
        assertNear(y.getFirst(), 10, -2, -2, -2);
        assertNear(y.getLast(), 0, 2, 0, -2);
        List<Literal> half = Run.all(fft(Kind.RFFT, 4), x);
        assertNear(half.getFirst(), 10, -2, -2);
        assertNear(half.getLast(), 0, 2, 0);
        List<Literal> inverse = Run.all(fft(Kind.IFFT, 4), zero, x);
        assertNear(inverse.getFirst(), 0, 0.5, 0, -0.5);
        assertNear(inverse.getLast(), 2.5, -0.5, -0.5, -0.5);
    }

    @Test
    void inversesGiveTheSignalBack() {
        for (int n : new int[] {1, 2, 5, 6}) {
            Literal re = random(n, 2, 3, n);
            Literal im = random(n + 10, 2, 3, n);
            List<Literal> there = Run.all(fft(Kind.FFT, 3, n), re, im);
            List<Literal> back = Run.all(fft(Kind.IFFT, 3, n), there.getFirst(), there.getLast());
            assertNear(back.getFirst(), re.doubles());
            assertNear(back.getLast(), im.doubles());
            List<Literal> half = Run.all(fft(Kind.RFFT, 3, n), re);
            Literal real = Run.op(fft(Kind.IRFFT, 3, n), half.getFirst(), half.getLast());
            assertNear(real, re.doubles());
        }
    }

    @Test
    void aTransformOfThreeAxesIsOneOfEachAxis() {
        Literal re = random(1, 2, 3, 4);
        Literal zero = Literal.zeros(re.type());
        List<Literal> whole = Run.all(fft(Kind.FFT, 2, 3, 4), re, zero);
        List<Literal> half = Run.all(fft(Kind.RFFT, 2, 3, 4), re);
        for (int row = 0; row < 6; row++) {
            for (int k = 0; k < 3; k++) {
                for (int part = 0; part < 2; part++) {
                    assertThat(half.get(part).get(row * 3 + k))
                            .isCloseTo(whole.get(part).get(row * 4 + k), within(1e-12));
                }
            }
        }
        double sum = 0;
        for (double v : re.doubles()) {
            sum += v;
        }
        assertThat(whole.getFirst().get(0)).isCloseTo(sum, within(1e-12));
    }

    @Test
    void imaginaryPartsThatARealSignalLacksAreNotRead() {
        Literal re = Literal.of(new double[] {1, 2, 3}, 3);
        Literal im = Literal.of(new double[] {7, 1, 9}, 3);
        Literal clean = Literal.of(new double[] {0, 1, 0}, 3);
        assertThat(Run.op(fft(Kind.IRFFT, 4), re, im))
                .isEqualTo(Run.op(fft(Kind.IRFFT, 4), re, clean));
    }

    @Test
    void wrongOperandsAreRefused() {
        Literal x = Literal.of(new double[4], 4);
        assertRefused(fft(Kind.FFT, 4), "it got 1 operand", x);
        assertRefused(fft(Kind.RFFT, 4), "it got 2 operands", x, x);
        assertRefused(fft(Kind.FFT, 5), "operands of f64[5]", x, x);
        assertRefused(fft(Kind.IRFFT, 4), "operands of f64[3]", x, x);
        assertRefused(fft(Kind.FFT), "1 to 3 sizes", x, x);
        assertRefused(fft(Kind.FFT, 1, 4), "1 to 3 sizes", x, x);
        assertRefused(fft(Kind.FFT, 0), "1 to 3 sizes", x, x);
        Literal whole = Literal.of(new int[4], 4);
        assertRefused(fft(Kind.FFT, 4), "f32 or f64", whole, whole);
        Literal single = Literal.of(new float[4], 4);
        assertRefused(fft(Kind.FFT, 4), "operand types differ", x, single);
    }

    private static void assertRefused(Op op, String problem, Literal... operands) {
        assertThatThrownBy(() -> Run.all(op, operands))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(problem)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(4));
    }
}
