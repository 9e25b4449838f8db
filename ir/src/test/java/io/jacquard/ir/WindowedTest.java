package io.jacquard.ir;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Windowed.ReduceWindow;
import io.jacquard.ir.Windowed.SelectAndScatter;
import io.jacquard.ir.Windowed.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowedTest {
    private static final TensorType X = TensorType.of(DType.F32, 7);
    private static final IntList ONE = IntList.of(1);

    private static Window window(int size, int stride, int low, int high) {
        return new Window(IntList.of(size), IntList.of(stride), IntList.of(low), IntList.of(high));
    }

    private static int positions(Window window, int base, int dilation) {
        ReduceWindow op =
                new ReduceWindow(Reducer.ADD, window, IntList.of(base), IntList.of(dilation));
        return op.infer(List.of(X)).getFirst().shape().size(0);
    }

    @Test
    void countsThePositionsOfTheWindow() {
        assertThat(positions(window(3, 1, 0, 0), 1, 1)).isEqualTo(5);
        assertThat(positions(window(3, 2, 0, 0), 1, 1)).isEqualTo(3);
        assertThat(positions(window(3, 2, 1, 2), 1, 1)).isEqualTo(4);
        assertThat(positions(window(3, 1, -2, -1), 1, 1)).isEqualTo(2);
        assertThat(positions(window(3, 1, 0, 0), 2, 1)).isEqualTo(11);
        assertThat(positions(window(3, 1, 0, 0), 1, 3)).isEqualTo(1);
        assertThat(positions(window(8, 1, 0, 0), 1, 1)).isZero();
        assertThat(positions(window(1, 1, -4, -5), 1, 1)).isZero();
    }

    @Test
    void aWindowLongerThanAnyArrayFitsNowhere() {
        IntList far = IntList.of(Integer.MAX_VALUE);
        ReduceWindow op = new ReduceWindow(Reducer.ADD, window(3, 1, 0, 0), ONE, far);
        assertThat(op.infer(List.of(X)).getFirst().shape().size(0)).isZero();
        ReduceWindow wide = new ReduceWindow(Reducer.ADD, window(2, 1, 0, 0), far, ONE);
        Refusals.check(
                wide, "axis 0 has 12884901882 elements", "at most 2^31 - 1; split the array", X);
    }

    @Test
    void refusesDtypesThatTheReducerDoesNotTake() {
        Refusals.check(
                ReduceWindow.of(Reducer.AND, window(2, 1, 0, 0)),
                "AND of f32[7]",
                "bool; compare it first",
                X);
        Refusals.check(
                ReduceWindow.of(Reducer.ADD, window(2, 1, 0, 0)),
                "ADD of bool[7]",
                "a number; convert it first",
                TensorType.of(DType.BOOL, 7));
        Refusals.check(
                new SelectAndScatter(window(2, 1, 0, 0)),
                "bool[7] is no number",
                "a number; convert it first",
                TensorType.of(DType.BOOL, 7),
                TensorType.of(DType.BOOL, 6));
    }

    @Test
    void refusesWindowsOfOtherRanksAndOfNoElements() {
        Refusals.check(
                ReduceWindow.of(Reducer.ADD, window(2, 1, 0, 0)),
                "window dimensions [2] for f32[7, 7]",
                "2 values, one an axis; add 1",
                TensorType.of(DType.F32, 7, 7));
        Refusals.check(
                ReduceWindow.of(Reducer.ADD, window(0, 1, 0, 0)),
                "window dimensions [0]",
                "values from 1; 1 changes nothing",
                X);
        Refusals.check(
                ReduceWindow.of(Reducer.ADD, window(2, 0, 0, 0)),
                "window strides [0]",
                "values from 1; 1 changes nothing",
                X);
        Refusals.check(
                new ReduceWindow(Reducer.ADD, window(2, 1, 0, 0), IntList.of(0), ONE),
                "base dilations [0]",
                "values from 1; 1 changes nothing",
                X);
        Refusals.check(
                new ReduceWindow(Reducer.ADD, window(2, 1, 0, 0), ONE, IntList.of(-1)),
                "window dilations [-1]",
                "values from 1; 1 changes nothing",
                X);
    }

    @Test
    void refusesASourceWithoutAnElementForEachPosition() {
        Refusals.check(
                new SelectAndScatter(window(2, 2, 0, 0)),
                "the source is f32[4]",
                "f32[3], an element a position; is it of another window?",
                X,
                TensorType.of(DType.F32, 4));
        Refusals.check(
                new SelectAndScatter(window(2, 2, 0, 0)),
                "it got 1 operand",
                "2 operands; add 1",
                X);
    }
}
