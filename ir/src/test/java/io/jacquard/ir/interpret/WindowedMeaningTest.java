package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Windowed.ReduceWindow;
import io.jacquard.ir.Windowed.SelectAndScatter;
import io.jacquard.ir.Windowed.Window;
import org.junit.jupiter.api.Test;

class WindowedMeaningTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final Literal DIGITS = Run.of(DType.I32, 3, 1, 4, 1, 5, 9, 2);

    private static Window line(int size, int stride) {
        return Window.valid(IntList.of(size), IntList.of(stride));
    }

    private static Window padded(int size, int low, int high) {
        return line(size, 1).padded(IntList.of(low), IntList.of(high));
    }

    private static double[] reduce(Reducer reducer, Window window, Literal x) {
        return Run.op(ReduceWindow.of(reducer, window), x).doubles();
    }

    @Test
    void combinesTheElementsOfEachPosition() {
        assertThat(reduce(Reducer.ADD, line(3, 1), DIGITS)).containsExactly(8, 6, 10, 15, 16);
        assertThat(reduce(Reducer.MULTIPLY, line(2, 2), DIGITS)).containsExactly(3, 4, 45);
        assertThat(reduce(Reducer.MAXIMUM, line(3, 2), DIGITS)).containsExactly(4, 5, 9);
        assertThat(reduce(Reducer.MINIMUM, line(3, 2), DIGITS)).containsExactly(1, 1, 2);
        Literal bools = Run.of(DType.BOOL, 1, 1, 0, 0);
        assertThat(reduce(Reducer.AND, line(2, 1), bools)).containsExactly(1, 0, 0);
        assertThat(reduce(Reducer.OR, line(2, 1), bools)).containsExactly(1, 1, 0);
    }

    @Test
    void paddingIsTheIdentity() {
        Literal x = Run.of(DType.F32, -1, -2);
        assertThat(reduce(Reducer.MAXIMUM, padded(2, 2, 1), x)).containsExactly(-INF, -1, -1, -2);
        assertThat(reduce(Reducer.MULTIPLY, padded(2, 2, 1), x)).containsExactly(1, -1, 2, -2);
        assertThat(reduce(Reducer.MINIMUM, padded(1, 1, 0), Run.of(DType.U8, 7)))
                .containsExactly(255, 7);
    }

    @Test
    void negativePaddingLeavesElementsOut() {
        assertThat(reduce(Reducer.ADD, padded(2, -2, -1), DIGITS)).containsExactly(5, 6, 14);
    }

    @Test
    void dilationsMoveElementsApart() {
        IntList one = IntList.of(1);
        IntList two = IntList.of(2);
        Literal x = Run.of(DType.F32, 1, 2, 3, 4);
        assertThat(Run.op(new ReduceWindow(Reducer.ADD, line(2, 1), one, two), x).doubles())
                .containsExactly(4, 6);
        assertThat(Run.op(new ReduceWindow(Reducer.ADD, line(2, 1), two, one), x).doubles())
                .containsExactly(1, 2, 2, 3, 3, 4);
        assertThat(Run.op(new ReduceWindow(Reducer.MAXIMUM, line(1, 1), two, one), x).doubles())
                .containsExactly(1, -INF, 2, -INF, 3, -INF, 4);
    }

    @Test
    void slidesAlongAllAxes() {
        Literal x = Literal.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3);
        Window square = Window.valid(IntList.of(2, 2), IntList.of(1, 1));
        assertThat(reduce(Reducer.ADD, square, x)).containsExactly(12, 16, 24, 28);
    }

    @Test
    void emptyOperandsAndWindowsThatDoNotFitGiveNothing() {
        Literal nothing = Literal.zeros(TensorType.of(DType.F32, 0));
        assertThat(reduce(Reducer.ADD, line(1, 1), nothing)).isEmpty();
        assertThat(reduce(Reducer.ADD, padded(1, 1, 1), nothing)).containsExactly(0, 0);
        assertThat(reduce(Reducer.ADD, line(8, 1), DIGITS)).isEmpty();
    }

    @Test
    void sumsAreRoundedOnceAndIntegersWrap() {
        assertThat(reduce(Reducer.ADD, line(3, 1), Run.of(DType.F32, 1e8, 1, -1e8)))
                .containsExactly(1);
        assertThat(reduce(Reducer.ADD, line(2, 1), Run.of(DType.U8, 200, 100))).containsExactly(44);
        assertThat(reduce(Reducer.MAXIMUM, line(2, 1), Run.of(DType.F32, 1, NAN, 3)))
                .containsExactly(NAN, NAN);
    }

    private static double[] scatter(Window window, Literal x, double... source) {
        return Run.op(new SelectAndScatter(window), x, Run.of(x.type().dtype(), source)).doubles();
    }

    @Test
    void scattersToTheFirstLargest() {
        assertThat(scatter(line(3, 2), DIGITS, 10, 20, 30)).containsExactly(0, 0, 10, 0, 20, 30, 0);
        Literal equal = Run.of(DType.F32, 2, 2, 2, 2);
        assertThat(scatter(line(2, 2), equal, 5, 6)).containsExactly(5, 0, 6, 0);
    }

    @Test
    void overlappingWindowsAdd() {
        assertThat(scatter(line(3, 1), DIGITS, 1, 2, 3, 4, 5))
                .containsExactly(0, 0, 1 + 2, 0, 3, 4 + 5, 0);
    }

    @Test
    void paddingIsNeverSelected() {
        Literal x = Run.of(DType.F32, -INF, -INF);
        assertThat(scatter(padded(2, 1, 1), x, 1, 2, 3)).containsExactly(1 + 2, 3);
        assertThat(scatter(padded(1, 2, 0), x, 1, 2, 3, 4)).containsExactly(3, 4);
    }

    // NaN >= x and x >= NaN are both false, so the later one is taken.
    @Test
    void besideNanTheLaterElementIsSelected() {
        assertThat(scatter(line(2, 2), Run.of(DType.F32, NAN, 1, 1, NAN), 5, 6))
                .containsExactly(0, 5, 0, 6);
        assertThat(scatter(line(3, 3), Run.of(DType.F32, 9, NAN, 1), 5)).containsExactly(0, 0, 5);
    }
}
