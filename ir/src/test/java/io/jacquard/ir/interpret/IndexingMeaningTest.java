package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.DType;
import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Indexing.Gather;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ScatterDimensions;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;

class IndexingMeaningTest {
    private static final Literal ONE = Literal.of(new int[] {1}, 1);
    private static final Literal TWO_BY_THREE = Literal.of(new int[] {1, 2, 3, 4, 5, 6}, 2, 3);

    private static Indexing.DynamicSlice slice(int... sizes) {
        return new Indexing.DynamicSlice(IntList.of(sizes));
    }

    private static Literal at(DType dtype, long position) {
        Literal made = Literal.zeros(TensorType.of(dtype));
        made.setLong(0, position);
        return made;
    }

    private static Literal at(int position) {
        return at(DType.I32, position);
    }

    @Test
    void aDynamicSliceIsTheBoxAtItsStarts() {
        Literal y = Run.op(slice(1, 2), TWO_BY_THREE, at(1), at(1));
        assertThat(y.type()).isEqualTo(TensorType.of(DType.I32, 1, 2));
        assertThat(y.ints()).containsExactly(5, 6);
    }

    @Test
    void startsAreMovedToWhereTheBoxFits() {
        assertThat(Run.op(slice(2, 2), TWO_BY_THREE, at(9), at(-7)).ints())
                .containsExactly(1, 2, 4, 5);
        assertThat(Run.op(slice(1, 2), TWO_BY_THREE, at(-1), at(2)).ints()).containsExactly(2, 3);
        Literal least = at(DType.I64, Long.MIN_VALUE);
        Literal most = at(DType.I64, Long.MAX_VALUE);
        assertThat(Run.op(slice(1, 1), TWO_BY_THREE, least, most).ints()).containsExactly(3);
    }

    @Test
    void unsignedStartsAreNeverNegative() {
        Literal large = at(DType.U32, 0xFFFFFFFFL);
        assertThat(Run.op(slice(1, 1), TWO_BY_THREE, large, large).ints()).containsExactly(6);
        Literal half = at(DType.U8, 200);
        assertThat(Run.op(slice(1, 1), TWO_BY_THREE, half, half).ints()).containsExactly(6);
    }

    @Test
    void aSliceOfNothingOrOfAScalarIsAllowed() {
        assertThat(Run.op(slice(0, 2), TWO_BY_THREE, at(1), at(0)).elements()).isZero();
        assertThat(Run.op(slice(), at(7)).ints()).containsExactly(7);
    }

    @Test
    void aDynamicUpdateReplacesTheBoxAtItsStarts() {
        Indexing.DynamicUpdateSlice op = new Indexing.DynamicUpdateSlice();
        Literal box = Literal.of(new int[] {8, 9}, 2, 1);
        assertThat(Run.op(op, TWO_BY_THREE, box, at(0), at(1)).ints())
                .containsExactly(1, 8, 3, 4, 9, 6);
        assertThat(Run.op(op, TWO_BY_THREE, box, at(5), at(5)).ints())
                .containsExactly(1, 2, 8, 4, 5, 9);
        Literal none = Literal.of(new int[0], 0, 1);
        assertThat(Run.op(op, TWO_BY_THREE, none, at(5), at(5))).isEqualTo(TWO_BY_THREE);
    }

    @Test
    void wrongSlicesAreRefused() {
        assertRefused(slice(1), "slice sizes [1] for i32[2, 3]", TWO_BY_THREE, at(0), at(0));
        assertRefused(slice(1, 4), "[1, 4] does not fit", TWO_BY_THREE, at(0), at(0));
        assertRefused(slice(-1, 1), "[-1, 1] does not fit", TWO_BY_THREE, at(0), at(0));
        assertRefused(slice(1, 1), "1 starts for i32[2, 3]", TWO_BY_THREE, at(0));
        assertRefused(slice(1, 1), "the starts are", TWO_BY_THREE, at(0), at(DType.I64, 0));
        assertRefused(slice(1, 1), "the starts are", TWO_BY_THREE, ONE, ONE);
        Literal real = Literal.scalar(DType.F32, 0);
        assertRefused(slice(1, 1), "scalars of one integer dtype", TWO_BY_THREE, real, real);
        assertRefused(slice(1), "it got no operand");
    }

    @Test
    void wrongUpdatesAreRefused() {
        Indexing.DynamicUpdateSlice op = new Indexing.DynamicUpdateSlice();
        Literal floats = Literal.of(new float[] {1}, 1, 1);
        assertRefused(op, "equal dtypes and ranks", TWO_BY_THREE, floats, at(0), at(0));
        assertRefused(op, "equal dtypes and ranks", TWO_BY_THREE, at(1), at(0), at(0));
        Literal large = Literal.of(new int[] {1, 2, 3}, 3, 1);
        assertRefused(op, "[3, 1] does not fit", TWO_BY_THREE, large, at(0), at(0));
        assertRefused(op, "2 starts", TWO_BY_THREE.reshape(6), ONE, at(0), at(0));
        assertRefused(op, "it got 1 operand", TWO_BY_THREE);
    }

    private static final IntList NONE = IntList.of();

    private static IntList list(int... values) {
        return IntList.of(values);
    }

    private static Literal ints(int[] values, int... sizes) {
        return Literal.of(values, sizes);
    }

    @Test
    void gatherAlongAnAxisPutsTheIndicesInItsPlace() {
        Literal indices = ints(new int[] {1, 0, 1}, 3);
        Literal rows = Run.op(Gather.along(Shape.of(2, 3), 0, 1), TWO_BY_THREE, indices);
        assertThat(rows.ints()).containsExactly(4, 5, 6, 1, 2, 3, 4, 5, 6);
        Literal pairs = ints(new int[] {2, 0, 1, 1}, 2, 2);
        Literal columns = Run.op(Gather.along(Shape.of(2, 3), 1, 2), TWO_BY_THREE, pairs);
        assertThat(columns.type()).isEqualTo(TensorType.of(DType.I32, 2, 2, 2));
        assertThat(columns.ints()).containsExactly(3, 1, 2, 2, 6, 4, 5, 5);
    }

    @Test
    void gatherMovesStartsToWhereSlicesFit() {
        Literal indices = ints(new int[] {-3, 7}, 2);
        assertThat(Run.op(Gather.along(Shape.of(2, 3), 0, 1), TWO_BY_THREE, indices).ints())
                .containsExactly(1, 2, 3, 4, 5, 6);
        GatherDimensions d = new GatherDimensions(list(1), NONE, NONE, NONE, list(0), 1);
        Literal line = ints(new int[] {10, 11, 12, 13}, 4);
        assertThat(
                        Run.op(new Gather(d, list(3), false), line, ints(new int[] {1, 2, -1}, 3))
                                .ints())
                .containsExactly(11, 12, 13, 11, 12, 13, 10, 11, 12);
    }

    // The example of StableHLO's specification.
    @Test
    void gatherFollowsBatchingAxesAsTheSpecificationsExampleDoes() {
        Literal operand = counted(2, 3, 4, 2);
        int[] starts = {0, 0, 1, 0, 2, 1, 0, 1, 1, 1, 0, 9, 0, 0, 2, 1, 2, 2, 1, 2, 0, 1, 1, 0};
        Literal indices = ints(starts, 2, 2, 3, 2);
        GatherDimensions d =
                new GatherDimensions(list(3, 4), list(1), list(0), list(1), list(2, 1), 3);
        Literal y = Run.op(new Gather(d, list(1, 1, 2, 2), false), operand, indices);
        assertThat(y.type()).isEqualTo(TensorType.of(DType.I32, 2, 2, 3, 2, 2));
        int[] expected = {
            1, 2, 3, 4, 3, 4, 5, 6, 13, 14, 15, 16, 33, 34, 35, 36, 35, 36, 37, 38, 41, 42, 43, 44,
            1, 2, 3, 4, 13, 14, 15, 16, 21, 22, 23, 24, 43, 44, 45, 46, 33, 34, 35, 36, 27, 28, 29,
            30
        };
        assertThat(y.ints()).containsExactly(expected);
    }

    private static Literal counted(int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.I32, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.setLong(i, i + 1);
        }
        return made;
    }

    @Test
    void scatterCombinesInOrderWhereUpdatesMeet() {
        Literal x = ints(new int[] {1, 2, 3}, 3);
        Literal at = ints(new int[] {2, 0, 2}, 3);
        Literal by = ints(new int[] {5, 7, -6}, 3);
        assertThat(Run.op(along(Update.SET), x, at, by).ints()).containsExactly(7, 2, -6);
        assertThat(Run.op(along(Update.ADD), x, at, by).ints()).containsExactly(8, 2, 2);
        assertThat(Run.op(along(Update.MULTIPLY), x, at, by).ints()).containsExactly(7, 2, -90);
        assertThat(Run.op(along(Update.MAXIMUM), x, at, by).ints()).containsExactly(7, 2, 5);
        assertThat(Run.op(along(Update.MINIMUM), x, at, by).ints()).containsExactly(1, 2, -6);
    }

    private static Scatter along(Update how) {
        return Scatter.along(how, Shape.of(3), 0, 1);
    }

    @Test
    void scatterDropsWhatLiesOutside() {
        Literal x = ints(new int[] {1, 2, 3}, 3);
        Literal at = ints(new int[] {-1, 3, 1, Integer.MIN_VALUE, Integer.MAX_VALUE}, 5);
        Literal by = ints(new int[] {9, 9, 5, 9, 9}, 5);
        assertThat(Run.op(along(Update.SET), x, at, by).ints()).containsExactly(1, 5, 3);
        GatherDimensions d = new GatherDimensions(list(1), NONE, NONE, NONE, list(0), 1);
        Scatter windows = new Scatter(Update.ADD, ScatterDimensions.of(d), false, false);
        Literal pairs = ints(new int[] {10, 20, 30, 40, 50, 60}, 3, 2);
        assertThat(Run.op(windows, x, ints(new int[] {2, -1, 1}, 3), pairs).ints())
                .containsExactly(41, 52, 73);
    }

    @Test
    void scatterIntoAnEmptyAxisDropsAll() {
        Literal none = Literal.zeros(TensorType.of(DType.I32, 0, 2));
        Literal by = ints(new int[] {1, 2}, 1, 2);
        Scatter op = Scatter.along(Update.ADD, Shape.of(1, 2), 0, 1);
        assertThat(Run.op(op, none, ints(new int[] {0}, 1), by)).isEqualTo(none);
    }

    @Test
    void scatterOfFloatsKeepsNanAndRoundsSumsOnce() {
        Literal x = Run.of(DType.F32, 0, -0.0, Double.NaN);
        Literal at = ints(new int[] {0, 1, 2}, 3);
        Literal by = Run.of(DType.F32, Double.NaN, 0, 5);
        assertThat(Run.op(along(Update.MAXIMUM), x, at, by).doubles())
                .containsExactly(Double.NaN, 0.0, Double.NaN);
        assertThat(Run.op(along(Update.SET), x, at, by).doubles())
                .containsExactly(Double.NaN, 0, 5);
        Literal half = Run.of(DType.BF16, 256, 0, 0);
        Literal ones = Run.of(DType.BF16, 1, 1, 1, 1);
        assertThat(Run.op(along(Update.ADD), half, ints(new int[4], 4), ones).get(0))
                .isEqualTo(260);
    }

    @Test
    void scatterFollowsBatchingAxes() {
        ScatterDimensions d = new ScatterDimensions(NONE, list(1), list(0), list(0), list(1), 2);
        Scatter op = new Scatter(Update.ADD, d, false, false);
        Literal at = ints(new int[] {2, 2, 0, 5}, 2, 2, 1);
        Literal by = ints(new int[] {10, 20, 30, 40}, 2, 2);
        assertThat(Run.op(op, TWO_BY_THREE, at, by).ints()).containsExactly(1, 2, 33, 34, 5, 6);
    }

    @Test
    void wrongGathersAreRefused() {
        Literal at = ints(new int[] {0, 1}, 2);
        Literal real = Literal.of(new float[] {0, 1}, 2);
        IntList sizes = list(1, 3);
        Gather good = Gather.along(Shape.of(2, 3), 0, 1);
        assertRefused(good, "the indices are f32[2]", TWO_BY_THREE, real);
        assertRefused(good, "it got 1 operand", TWO_BY_THREE);
        assertRefused(gather(good, list(1)), "slice sizes", TWO_BY_THREE, at);
        assertRefused(gather(good, list(1, 4)), "does not fit", TWO_BY_THREE, at);
        assertRefused(gather(good, list(2, 3)), "on axis 0", TWO_BY_THREE, at);
        IntList row = list(0);
        for (GatherDimensions wrong :
                new GatherDimensions[] {
                    new GatherDimensions(list(1), row, NONE, NONE, row, 3),
                    new GatherDimensions(list(1), row, NONE, NONE, list(0, 1), 1),
                    new GatherDimensions(list(1), row, NONE, NONE, list(2), 1),
                    new GatherDimensions(list(1), list(2), NONE, NONE, row, 1),
                    new GatherDimensions(list(2), row, NONE, NONE, row, 1),
                    new GatherDimensions(list(0, 1), row, NONE, NONE, row, 1),
                    new GatherDimensions(list(1, 0), NONE, NONE, NONE, row, 1),
                    new GatherDimensions(list(), list(1, 0), NONE, NONE, row, 1),
                    new GatherDimensions(list(1), NONE, row, NONE, list(1), 1),
                    new GatherDimensions(list(1), NONE, row, row, row, 1),
                    new GatherDimensions(list(1), NONE, row, list(1), list(1), 1),
                    new GatherDimensions(list(1), NONE, list(1), row, row, 0)
                }) {
            assertRefused(new Gather(wrong, sizes, false), "", TWO_BY_THREE, at);
        }
        GatherDimensions uneven = new GatherDimensions(NONE, row, list(1), row, row, 1);
        assertRefused(
                new Gather(uneven, list(1, 1), false), "batching sizes differ", TWO_BY_THREE, at);
    }

    private static Gather gather(Gather op, IntList sizes) {
        return new Gather(op.dimensionNumbers(), sizes, false);
    }

    @Test
    void wrongScattersAreRefused() {
        Literal at = ints(new int[] {0, 1}, 2);
        Literal by = counted(2, 3);
        Scatter good = Scatter.along(Update.ADD, Shape.of(2, 3), 0, 1);
        assertRefused(good, "it got 2 operands", TWO_BY_THREE, at);
        assertRefused(good, "the updates are i32[3, 3]", TWO_BY_THREE, at, counted(3, 3));
        assertRefused(good, "does not fit", TWO_BY_THREE, at, counted(2, 4));
        assertRefused(good, "i32 and 2 axes", TWO_BY_THREE, at, counted(6));
        Literal real = Literal.of(new float[6], 2, 3);
        assertRefused(good, "i32 and 2 axes", TWO_BY_THREE, at, real);
        assertRefused(good, "the indices are f32[2, 3]", TWO_BY_THREE, real, by);
        Literal truth = Literal.zeros(TensorType.of(DType.BOOL, 2, 3));
        assertRefused(good, "ADD of bool[2, 3]", truth, at, truth);
    }

    private static void assertRefused(io.jacquard.ir.Op op, String problem, Literal... operands) {
        assertThatThrownBy(() -> Run.op(op, operands))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("[" + op.name() + "]")
                .hasMessageContaining("expected ")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(4));
    }
}
