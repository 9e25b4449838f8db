package io.jacquard.ir;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractionTest {
    private static final IntList ZERO = IntList.of(0);
    private static final IntList ONE = IntList.of(1);

    private static int positions(int data, int kernel, Window window) {
        return Convolution.channelsLast(window)
                .infer(
                        List.of(
                                TensorType.of(DType.F32, 1, data, 1),
                                TensorType.of(DType.F32, kernel, 1, 1)))
                .getFirst()
                .shape()
                .size(1);
    }

    private static Window dilated(int lhs, int rhs) {
        return new Window(ONE, ZERO, ZERO, IntList.of(lhs), IntList.of(rhs));
    }

    @Test
    void countsThePositionsOfTheKernel() {
        assertThat(positions(7, 3, dilated(1, 1))).isEqualTo(5);
        assertThat(positions(7, 3, dilated(2, 1))).isEqualTo(11);
        assertThat(positions(7, 3, dilated(1, 3))).isEqualTo(1);
        assertThat(positions(7, 3, dilated(1, 4))).isZero();
        assertThat(positions(0, 3, Window.valid(1).padded(ONE, IntList.of(2)))).isEqualTo(1);
    }

    @Test
    void aKernelWithoutElementsStandsAtEachElementAndBehindThem() {
        assertThat(positions(7, 0, dilated(1, 1))).isEqualTo(8);
        assertThat(positions(7, 0, dilated(1, 5))).isEqualTo(8);
        assertThat(positions(0, 0, dilated(1, 5))).isZero();
    }

    @Test
    void aKernelLongerThanAnyArrayFitsNowhere() {
        assertThat(positions(7, 3, dilated(1, Integer.MAX_VALUE))).isZero();
        Refusals.check(
                Convolution.channelsLast(dilated(Integer.MAX_VALUE, 1)),
                "spatial axis 0 has 12884901881 elements",
                "at most 2^31 - 1; split the array",
                TensorType.of(DType.F32, 1, 7, 1),
                TensorType.of(DType.F32, 3, 1, 1));
    }
}
