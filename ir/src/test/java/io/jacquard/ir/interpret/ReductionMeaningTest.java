package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;

class ReductionMeaningTest {
    private static final Literal TWO_BY_THREE = Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    private static Literal reduce(Reducer reducer, Literal x, int... axes) {
        return Run.op(new Reduction.Reduce(reducer, IntList.of(axes)), x);
    }

    @Test
    void combinesTheNamedAxes() {
        assertThat(reduce(Reducer.ADD, TWO_BY_THREE, 0).doubles()).containsExactly(5, 7, 9);
        assertThat(reduce(Reducer.ADD, TWO_BY_THREE, 1).doubles()).containsExactly(6, 15);
        assertThat(reduce(Reducer.MULTIPLY, TWO_BY_THREE, 0, 1).doubles()).containsExactly(720);
        assertThat(reduce(Reducer.MAXIMUM, TWO_BY_THREE, 1).doubles()).containsExactly(3, 6);
        assertThat(reduce(Reducer.MINIMUM, TWO_BY_THREE, 0).doubles()).containsExactly(1, 2, 3);
    }

    @Test
    void reducesAMiddleAxis() {
        Literal x = Literal.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);
        assertThat(reduce(Reducer.ADD, x, 1).ints()).containsExactly(4, 6, 12, 14);
        assertThat(reduce(Reducer.ADD, x, 0, 2).ints()).containsExactly(14, 22);
    }

    @Test
    void anEmptyAxisGivesTheIdentity() {
        Literal floats = Literal.of(new float[0], 0, 2);
        assertThat(reduce(Reducer.ADD, floats, 0).doubles()).containsExactly(0, 0);
        assertThat(reduce(Reducer.MULTIPLY, floats, 0).doubles()).containsExactly(1, 1);
        assertThat(reduce(Reducer.MAXIMUM, floats, 0).get(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(reduce(Reducer.MINIMUM, floats, 0).get(0)).isEqualTo(Double.POSITIVE_INFINITY);
        Literal longs = Literal.zeros(TensorType.of(DType.I64, 0));
        assertThat(reduce(Reducer.MAXIMUM, longs, 0).getLong(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(reduce(Reducer.MINIMUM, longs, 0).getLong(0)).isEqualTo(Long.MAX_VALUE);
        Literal bools = Literal.zeros(TensorType.of(DType.BOOL, 0));
        assertThat(reduce(Reducer.AND, bools, 0).ints()).containsExactly(1);
        assertThat(reduce(Reducer.OR, bools, 0).ints()).containsExactly(0);
    }

    @Test
    void noAxisLeavesTheArray() {
        assertThat(reduce(Reducer.MAXIMUM, TWO_BY_THREE).doubles())
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void sumsAreRoundedOnceOnly() {
        Literal x = Run.of(DType.F32, 1e8, 1, -1e8);
        assertThat(reduce(Reducer.ADD, x, 0).get(0)).isEqualTo(1);
        Literal many = Literal.filled(TensorType.of(DType.BF16, 1000), 1);
        assertThat(reduce(Reducer.ADD, many, 0).get(0)).isEqualTo(1000);
    }

    @Test
    void integerSumsWrap() {
        assertThat(reduce(Reducer.ADD, Run.of(DType.U8, 200, 100), 0).ints()).containsExactly(44);
        assertThat(reduce(Reducer.MULTIPLY, Run.of(DType.I8, 64, 2), 0).ints())
                .containsExactly(-128);
    }

    @Test
    void nanSpreads() {
        Literal x = Run.of(DType.F32, 1, Double.NaN, 3);
        assertThat(reduce(Reducer.MAXIMUM, x, 0).get(0)).isNaN();
        assertThat(reduce(Reducer.MINIMUM, x, 0).get(0)).isNaN();
        assertThat(reduce(Reducer.ADD, x, 0).get(0)).isNaN();
    }

    @Test
    void boolsReduceByAndAndOr() {
        Literal x = Run.of(DType.BOOL, 1, 0, 1);
        assertThat(reduce(Reducer.AND, x, 0).ints()).containsExactly(0);
        assertThat(reduce(Reducer.OR, x, 0).ints()).containsExactly(1);
    }

    @Test
    void argMaxTakesTheFirstLargestOrTheFirstNan() {
        Literal x = Literal.of(new float[] {1, 3, 3, Float.NaN, 9, Float.NaN}, 2, 3);
        Literal y = Run.op(new Reduction.ArgMax(1), x);
        assertThat(y.type()).isEqualTo(new TensorType(DType.I32, Shape.of(2)));
        assertThat(y.ints()).containsExactly(1, 0);
        assertThat(Run.op(new Reduction.ArgMax(0), TWO_BY_THREE).ints()).containsExactly(1, 1, 1);
        Literal low = Run.of(DType.F32, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(Run.op(new Reduction.ArgMax(0), low).ints()).containsExactly(0);
    }

    @Test
    void argMinTakesTheFirstSmallestOrTheFirstNan() {
        Literal x = Literal.of(new float[] {3, 1, 1, Float.NaN, -9, Float.NaN}, 2, 3);
        assertThat(Run.op(new Reduction.ArgMin(1), x).ints()).containsExactly(1, 0);
        assertThat(Run.op(new Reduction.ArgMin(0), TWO_BY_THREE).ints()).containsExactly(0, 0, 0);
        Literal u = Run.of(DType.U32, 4e9, 1, 2);
        assertThat(Run.op(new Reduction.ArgMin(0), u).ints()).containsExactly(1);
    }

    private static double[] running(Reducer reducer, int axis, boolean reverse, Literal x) {
        return Run.op(new Reduction.Cumulative(reducer, axis, reverse), x).doubles();
    }

    @Test
    void runningResultsCombineAllBefore() {
        assertThat(running(Reducer.ADD, 1, false, TWO_BY_THREE)).containsExactly(1, 3, 6, 4, 9, 15);
        assertThat(running(Reducer.ADD, 0, false, TWO_BY_THREE)).containsExactly(1, 2, 3, 5, 7, 9);
        assertThat(running(Reducer.MULTIPLY, 1, true, TWO_BY_THREE))
                .containsExactly(6, 6, 3, 120, 30, 6);
        Literal x = Run.of(DType.I32, 3, 1, 4, 1, 5);
        assertThat(running(Reducer.MAXIMUM, 0, false, x)).containsExactly(3, 3, 4, 4, 5);
        assertThat(running(Reducer.MINIMUM, 0, true, x)).containsExactly(1, 1, 1, 1, 5);
    }

    @Test
    void runningResultsKeepNanAndWrapIntegers() {
        double nan = Double.NaN;
        Literal x = Run.of(DType.F32, 1, nan, 3);
        assertThat(running(Reducer.MAXIMUM, 0, false, x)).containsExactly(1, nan, nan);
        assertThat(running(Reducer.MINIMUM, 0, true, x)).containsExactly(nan, nan, 3);
        assertThat(running(Reducer.ADD, 0, false, Run.of(DType.U8, 200, 100, 1)))
                .containsExactly(200, 44, 45);
        Literal nothing = Literal.zeros(TensorType.of(DType.F32, 0, 2));
        assertThat(running(Reducer.ADD, 0, false, nothing)).isEmpty();
    }

    @Test
    void runningSumsAreRoundedOnce() {
        assertThat(running(Reducer.ADD, 0, false, Run.of(DType.F32, 1e8, 1, -1e8)))
                .containsExactly(1e8, 1e8, 1);
        Literal many = Literal.filled(TensorType.of(DType.BF16, 1000), 1);
        assertThat(running(Reducer.ADD, 0, true, many)[0]).isEqualTo(1000);
    }
}
