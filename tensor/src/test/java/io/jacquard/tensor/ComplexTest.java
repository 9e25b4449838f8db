package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.Literal;
import io.jacquard.testkit.Tolerance;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ComplexTest {
    private static List<Tensor> parts(Complex z) {
        return List.of(z.real(), z.imaginary());
    }

    private static List<Literal> run(UnaryOperator<Complex> f, Literal real, Literal imaginary) {
        return Run.all(
                in -> parts(f.apply(new Complex(in.getFirst(), in.getLast()))), real, imaginary);
    }

    private static void close(List<Literal> made, double[] real, double[] imaginary) {
        int[] sizes = made.getFirst().type().shape().sizes();
        assertThat(made.get(0)).isCloseTo(Run.shaped(real, sizes), Tolerance.ELEMENTWISE);
        assertThat(made.get(1)).isCloseTo(Run.shaped(imaginary, sizes), Tolerance.ELEMENTWISE);
    }

    // numpy.fft.rfft([1, 2, 0, 5]) and numpy.fft.rfft2 of it as two rows
    @Test
    void realSignalsHaveHalfASpectrum() {
        var x = Run.floats(1, 2, 0, 5);

        close(
                Run.all(in -> parts(in.getFirst().rfft()), x),
                new double[] {8, 1, -6},
                new double[] {0, 3, 0});
        close(
                Run.all(in -> parts(in.getFirst().rfft2()), x.reshape(2, 2)),
                new double[] {8, -6, -2, 4},
                new double[4]);
        assertThat(Run.of(t -> t.rfft().irfft(4), x)).isCloseTo(x, Tolerance.ELEMENTWISE);
        assertThat(Run.of(t -> t.rfftn(3).irfft(2, 3, 5), Run.counting(2, 3, 5)))
                .isCloseTo(
                        Run.counting(2, 3, 5),
                        new Tolerance("FFT", 1e-5, 1e-5, Tolerance.Scale.LARGEST));
    }

    // numpy.fft.fft([1+1j, 2, 0, 1j])
    @Test
    void complexSignalsAreTransformedAndBack() {
        var re = Run.floats(1, 2, 0, 0);
        var im = Run.floats(1, 0, 0, 1);

        close(run(Complex::fft, re, im), new double[] {3, 0, -1, 2}, new double[] {2, -1, 0, 3});
        close(
                run(z -> z.fft().ifft(), re, im),
                new double[] {1, 2, 0, 0},
                new double[] {1, 0, 0, 1});
        close(
                run(z -> z.fft2().ifft2(), re.reshape(2, 2), im.reshape(2, 2)),
                new double[] {1, 2, 0, 0},
                new double[] {1, 0, 0, 1});
    }

    @Test
    void numbersAreAddedMultipliedAndMeasured() {
        var re = Run.floats(3, 0);
        var im = Run.floats(4, -2);

        close(run(z -> z.mul(z), re, im), new double[] {-7, -4}, new double[] {24, 0});
        close(run(z -> z.mul(z.conjugate()), re, im), new double[] {25, 4}, new double[] {0, 0});
        close(run(z -> z.add(z).sub(z), re, im), new double[] {3, 0}, new double[] {4, -2});
        var polar =
                Run.all(
                        in -> {
                            var z = new Complex(in.getFirst(), in.getLast());
                            return List.of(z.abs(), z.angle());
                        },
                        re,
                        im);
        assertThat(polar.get(0)).isCloseTo(Run.floats(5, 2), Tolerance.ELEMENTWISE);
        assertThat(polar.get(1))
                .isCloseTo(Run.floats(Math.atan2(4, 3), -Math.PI / 2), Tolerance.ELEMENTWISE);
    }

    @Test
    void theProductOfSpectraIsACircularConvolution() {
        var made =
                Run.of(
                        (x, k) -> x.rfft().mul(k.rfft()).irfft(4),
                        Run.floats(1, 2, 3, 4),
                        Run.floats(0, 1, 0, 0));

        assertThat(made).isCloseTo(Run.floats(4, 1, 2, 3), Tolerance.ELEMENTWISE);
    }

    @Test
    void gradientsAgreeWithDifferences() {
        Slopes.agree(x -> x.rfft().abs(), Slopes.random(2, 5));
        Slopes.agreeAll(
                in ->
                        parts(
                                new Complex(in.getFirst(), in.getLast())
                                        .fft2()
                                        .mul(new Complex(in.getFirst(), in.getLast()).ifft())),
                Slopes.random(2, 3),
                Slopes.distinct(2, 3));
        Slopes.agreeAll(
                in -> List.of(new Complex(in.getFirst(), in.getLast()).irfft(5).square()),
                Slopes.random(2, 3),
                Slopes.distinct(2, 3));
    }
}
