package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Windowed;
import io.jacquard.testkit.Tolerance;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class TensorReductionTest {
    private static final Literal X = Run.counting(2, 3, 4);

    @Test
    void withoutAnAxisAllElementsAreReduced() {
        assertThat(Run.of(t -> t.sum(), X)).isExactly(Literal.scalar(DType.F32, 276));
        assertThat(Run.of(t -> t.mean(), X)).isExactly(Literal.scalar(DType.F32, 11.5));
        assertThat(Run.of(t -> t.max(), X)).isExactly(Literal.scalar(DType.F32, 23));
        assertThat(Run.of(t -> t.min(), X)).isExactly(Literal.scalar(DType.F32, 0));
    }

    @Test
    void axesMayBeCountedFromTheEndAndDisappear() {
        assertThat(Run.of(t -> t.sum(-1), X))
                .isExactly(Run.shaped(new double[] {6, 22, 38, 54, 70, 86}, 2, 3));
        assertThat(Run.of(t -> t.mean(0, 2), X)).isExactly(Run.floats(7.5, 11.5, 15.5));
        assertThat(Run.of(t -> t.max(-3, 1), X)).isExactly(Run.floats(20, 21, 22, 23));
        assertThat(Run.of(t -> t.min(1), X))
                .isExactly(Run.shaped(new double[] {0, 1, 2, 3, 12, 13, 14, 15}, 2, 4));
    }

    @Test
    void aScalarIsItsOwnSumAndMean() {
        var seven = Literal.scalar(DType.F32, 7);

        assertThat(Run.of(t -> t.sum().add(t.mean()), seven))
                .isExactly(Literal.scalar(DType.F32, 14));
    }

    @Test
    void productsAndTruthsAreReduced() {
        assertThat(Run.of(t -> t.prod(1), Run.shaped(new double[] {2, 3, 4, 5}, 2, 2)))
                .isExactly(Run.floats(6, 20));
        assertThat(Run.of(t -> t.prod(), Run.counting(0))).isExactly(Run.floats(1).reshape());
        var truths = Run.bools(0, 1, 1, 1).reshape(2, 2);
        assertThat(Run.of(t -> t.all(1), truths)).isExactly(Run.bools(0, 1));
        assertThat(Run.of(t -> t.any(), truths)).isExactly(Run.bools(1).reshape());
        Slopes.agree(t -> t.prod(0), Slopes.random(3, 2));
    }

    @Test
    void argminTakesTheFirstOfEqualOnes() {
        assertThat(Run.of(t -> t.argmin(-1), Run.shaped(new double[] {3, 1, 1, 0, 2, 0}, 2, 3)))
                .isExactly(Run.ints(1, 0));
    }

    @Test
    void runningReductionsKeepTheShape() {
        var x = Run.shaped(new double[] {1, 3, 2, 4, 0, 5}, 2, 3);

        assertThat(Run.of(t -> t.cumsum(-1), x))
                .isExactly(Run.shaped(new double[] {1, 4, 6, 4, 4, 9}, 2, 3));
        assertThat(Run.of(t -> t.cumsum(0), x))
                .isExactly(Run.shaped(new double[] {1, 3, 2, 5, 3, 7}, 2, 3));
        assertThat(Run.of(t -> t.cumprod(1), x))
                .isExactly(Run.shaped(new double[] {1, 3, 6, 4, 0, 0}, 2, 3));
        assertThat(Run.of(t -> t.cummax(1), x))
                .isExactly(Run.shaped(new double[] {1, 3, 3, 4, 4, 5}, 2, 3));
        assertThat(Run.of(t -> t.cummin(1), x))
                .isExactly(Run.shaped(new double[] {1, 1, 1, 4, 0, 0}, 2, 3));
        var back = new Reduction.Cumulative(Reduction.Reducer.ADD, 1, true);
        assertThat(Run.of(t -> t.cumulative(back), x))
                .isExactly(Run.shaped(new double[] {6, 5, 2, 9, 5, 5}, 2, 3));
    }

    @Test
    void gradientsOfRunningReductionsAgreeWithDifferences() {
        var x = Slopes.distinct(2, 4);

        Slopes.agree(t -> t.cumsum(1).square(), x);
        Slopes.agree(t -> t.cumprod(1), x);
        Slopes.agree(t -> t.cummax(1).square(), x);
        Slopes.agree(t -> t.cummin(0).square(), x);
    }

    @Test
    void windowsOfAnyAxesAreReduced() {
        var x = Run.counting(1, 2, 3, 1);
        var window = PoolWindow.valid(IntList.of(2, 2), IntList.of(1, 1));
        var padded = new PoolWindow(IntList.of(2), IntList.of(2), IntList.of(1), IntList.of(0));

        assertThat(Run.of(t -> t.sumPool(window), x))
                .isExactly(Run.shaped(new double[] {8, 12}, 1, 1, 2, 1));
        assertThat(Run.of(t -> t.sumPool(padded), Run.counting(1, 3, 1)))
                .isExactly(Run.shaped(new double[] {0, 3}, 1, 2, 1));
        assertThat(
                        Run.of(
                                t ->
                                        t.sumPool(
                                                PoolWindow.valid(
                                                        IntList.repeat(2, 3),
                                                        IntList.repeat(2, 3))),
                                Run.counting(1, 2, 2, 2, 1)))
                .isExactly(Run.shaped(new double[] {28}, 1, 1, 1, 1, 1));
        var least =
                Windowed.ReduceWindow.of(
                        Reduction.Reducer.MINIMUM,
                        Windowed.Window.valid(IntList.of(2), IntList.of(1)));
        assertThat(Run.of(t -> t.reduceWindow(least), Run.floats(3, 1, 2)))
                .isExactly(Run.floats(1, 1));
        Slopes.agree(t -> t.sumPool(window).square(), Slopes.random(1, 3, 3, 2));
        Slopes.agree(t -> t.maxPool(window).square(), Slopes.distinct(1, 3, 3, 2));
        Slopes.agree(t -> t.averagePool(window).square(), Slopes.random(1, 3, 3, 2));
    }

    @Test
    void anEmptyAxisSumsToZero() {
        assertThat(Run.of(t -> t.sum(0), Run.counting(0, 2))).isExactly(Run.floats(0, 0));
        assertThat(Run.of(t -> t.mean(1), Run.counting(0, 2))).isExactly(Run.counting(0));
    }

    @Test
    void theMeanOf16BitFloatsDoesNotOverflow() {
        var x = Run.filled(TensorType.of(DType.F16, 300), _ -> 1000);

        assertThat(Run.of(t -> t.mean(), x)).isExactly(Literal.scalar(DType.F16, 1000));
    }

    @Test
    void softmaxIsPositiveAndSumsToOneEvenOfLargeNumbers() {
        var x = Run.shaped(new double[] {1, 2, 3, 1000, 1000, -1000}, 2, 3);
        double sum = Math.exp(-2) + Math.exp(-1) + 1;
        double[] wanted = {Math.exp(-2) / sum, Math.exp(-1) / sum, 1 / sum, 0.5, 0.5, 0};

        assertThat(Run.of(t -> t.softmax(-1), x))
                .isCloseTo(Run.shaped(wanted, 2, 3), Tolerance.ELEMENTWISE);
        assertThat(Run.of(t -> t.transpose().softmax(0).transpose(), x))
                .isCloseTo(Run.shaped(wanted, 2, 3), Tolerance.ELEMENTWISE);
    }

    @Test
    void logSoftmaxIsFiniteWhereSoftmaxIsZero() {
        assertThat(Run.of(t -> t.logSoftmax(-1), Run.floats(0, 1000)))
                .isCloseTo(Run.floats(-1000, 0), Tolerance.ELEMENTWISE);
    }

    @Test
    void poolsTakeTheLargestAndTheMeanOfEachWindow() {
        var x = Run.shaped(new double[] {1, 5, 2, 8, 3, 4}, 1, 6, 1);
        var window = PoolWindow.valid(IntList.of(2), IntList.of(2));
        var padded = new PoolWindow(IntList.of(2), IntList.of(2), IntList.of(1), IntList.of(1));

        assertThat(Run.of(t -> t.maxPool(window), x))
                .isExactly(Run.shaped(new double[] {5, 8, 4}, 1, 3, 1));
        assertThat(Run.of(t -> t.averagePool(window), x))
                .isExactly(Run.shaped(new double[] {3, 5, 3.5}, 1, 3, 1));
        assertThat(Run.of(t -> t.averagePool(padded), x))
                .isExactly(Run.shaped(new double[] {1, 3.5, 5.5, 4}, 1, 4, 1));
    }

    @Test
    void reducedTypesAreKnownWhileTracing() {
        var type = TensorType.of(DType.F32, 2, 3, 4);

        Assertions.assertThat(Run.type(t -> t.sum(1), type)).hasToString("f32[2, 4]");
        Assertions.assertThat(Run.type(t -> t.argmax(-1), type)).hasToString("i32[2, 3]");
    }
}
