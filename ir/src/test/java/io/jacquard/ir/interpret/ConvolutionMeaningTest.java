package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import org.junit.jupiter.api.Test;

class ConvolutionMeaningTest {
    private static Literal line(float... values) {
        return Literal.of(values, 1, values.length, 1);
    }

    private static Literal kernel(float... values) {
        return Literal.of(values, values.length, 1, 1);
    }

    private static Window window(int stride, int low, int high, int lhsDilation, int rhsDilation) {
        return new Window(
                IntList.of(stride),
                IntList.of(low),
                IntList.of(high),
                IntList.of(lhsDilation),
                IntList.of(rhsDilation));
    }

    private static double[] convolve(Window window, Literal data, Literal kernel) {
        return Run.op(Convolution.channelsLast(window), data, kernel).doubles();
    }

    @Test
    void slidesWithoutFlippingTheKernel() {
        assertThat(convolve(Window.valid(1), line(1, 2, 3, 4), kernel(1, 10)))
                .containsExactly(21, 32, 43);
    }

    @Test
    void paddingAddsZerosAndStridesSkip() {
        assertThat(convolve(window(2, 1, 1, 1, 1), line(1, 2, 3, 4), kernel(1, 10, 100)))
                .containsExactly(210, 432);
    }

    @Test
    void negativePaddingCuts() {
        assertThat(convolve(window(1, -1, -1, 1, 1), line(1, 2, 3, 4), kernel(1, 10)))
                .containsExactly(32);
    }

    @Test
    void dilationSpreadsDataOrKernel() {
        assertThat(convolve(window(1, 0, 0, 2, 1), line(1, 2, 3), kernel(1, 10)))
                .containsExactly(1, 20, 2, 30);
        assertThat(convolve(window(1, 0, 0, 1, 2), line(1, 2, 3, 4), kernel(1, 10)))
                .containsExactly(31, 42);
    }

    @Test
    void aWindowThatDoesNotFitGivesNoPosition() {
        Literal y = Run.op(Convolution.channelsLast(Window.valid(1)), line(1), kernel(1, 2));
        assertThat(y.type().shape()).isEqualTo(Shape.of(1, 0, 1));
    }

    @Test
    void twoAxesAndChannelsAreSummed() {
        Literal data = Literal.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2);
        Literal kernel = Literal.of(new float[] {1, 1, 1, 1, 1, 1, 1, 10}, 2, 2, 2, 1);
        Literal y = Run.op(Convolution.channelsLast(Window.valid(2)), data, kernel);
        assertThat(y.doubles()).containsExactly(36 + 9 * 8);
    }

    @Test
    void featureGroupsKeepToTheirFeatures() {
        Literal data = Literal.of(new float[] {1, 2, 3, 4}, 1, 2, 2);
        Literal kernel = Literal.of(new float[] {1, 10}, 1, 1, 2);
        Convolution op =
                new Convolution(
                        Window.valid(1),
                        Axes.channelsLast(1),
                        Axes.kernel(1),
                        Axes.channelsLast(1),
                        2,
                        1);
        assertThat(Run.op(op, data, kernel).doubles()).containsExactly(1, 20, 3, 40);
    }

    @Test
    void batchGroupsKeepToTheirImages() {
        Literal data = Literal.of(new float[] {1, 2, 3, 4}, 4, 1, 1);
        Literal kernel = Literal.of(new float[] {1, 10}, 1, 1, 2);
        Convolution op =
                new Convolution(
                        Window.valid(1),
                        Axes.channelsLast(1),
                        Axes.kernel(1),
                        Axes.channelsLast(1),
                        1,
                        2);
        Literal y = Run.op(op, data, kernel);
        assertThat(y.type().shape()).isEqualTo(Shape.of(2, 1, 2));
        assertThat(y.doubles()).containsExactly(1, 30, 2, 40);
    }

    @Test
    void axesMayStandInAnyOrder() {
        Literal data = Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 2, 3);
        Literal kernel = Literal.of(new float[] {1, 10, 100, 1000}, 1, 2, 2);
        Axes first = new Axes(0, 1, IntList.of(2));
        Convolution op = new Convolution(Window.valid(1), first, first, first, 1, 1);
        assertThat(Run.op(op, data, kernel).doubles()).containsExactly(5421, 6532);
    }

    @Test
    void channelsFirstOutputIsThePermutedChannelsLastOutput() {
        Literal data = Literal.of(new float[] {1, 2, 3}, 1, 3, 1);
        Literal kernel = Literal.of(new float[] {1, 10}, 1, 1, 2);
        Convolution op =
                new Convolution(
                        Window.valid(1),
                        Axes.channelsLast(1),
                        Axes.kernel(1),
                        new Axes(2, 0, IntList.of(1)),
                        1,
                        1);
        Literal y = Run.op(op, data, kernel);
        assertThat(y.type().shape()).isEqualTo(Shape.of(2, 3, 1));
        assertThat(y.doubles()).containsExactly(1, 2, 3, 10, 20, 30);
    }
}
