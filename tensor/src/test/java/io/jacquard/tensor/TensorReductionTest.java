package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.TensorType;
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
