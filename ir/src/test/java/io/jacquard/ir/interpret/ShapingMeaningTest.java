package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;

class ShapingMeaningTest {
    private static final Literal TWO_BY_THREE = Literal.of(new int[] {1, 2, 3, 4, 5, 6}, 2, 3);

    private static IntList list(int... values) {
        return IntList.of(values);
    }

    @Test
    void reshapeKeepsTheOrder() {
        Literal y = Run.op(new Shaping.Reshape(Shape.of(3, 2)), TWO_BY_THREE);
        assertThat(y.ints()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(y.type()).isEqualTo(TensorType.of(DType.I32, 3, 2));
    }

    @Test
    void transposeExchangesAxes() {
        Literal y = Run.op(new Shaping.Transpose(list(1, 0)), TWO_BY_THREE);
        assertThat(y.ints()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void transposeOfThreeAxesTakesAxisPermutationOfI() {
        Literal x = Literal.of(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 2, 3, 2);
        Literal y = Run.op(new Shaping.Transpose(list(1, 2, 0)), x);
        assertThat(y.type().shape()).isEqualTo(Shape.of(3, 2, 2));
        assertThat(y.ints()).containsExactly(0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11);
    }

    @Test
    void broadcastRepeatsAxesOfSizeOneAndNewOnes() {
        Literal column = Literal.of(new int[] {7, 8}, 2, 1);
        assertThat(Run.op(new Shaping.BroadcastInDim(Shape.of(2, 3), list(0, 1)), column).ints())
                .containsExactly(7, 7, 7, 8, 8, 8);
        Literal row = Literal.of(new int[] {7, 8}, 2);
        assertThat(Run.op(new Shaping.BroadcastInDim(Shape.of(2, 2), list(1)), row).ints())
                .containsExactly(7, 8, 7, 8);
        assertThat(Run.op(new Shaping.BroadcastInDim(Shape.of(0, 2), list(1)), row).elements())
                .isZero();
    }

    @Test
    void sliceStepsBelowItsLimit() {
        Literal y = Run.op(new Shaping.Slice(list(0, 0), list(2, 3), list(1, 2)), TWO_BY_THREE);
        assertThat(y.ints()).containsExactly(1, 3, 4, 6);
        assertThat(
                        Run.op(new Shaping.Slice(list(1, 3), list(2, 3), list(1, 1)), TWO_BY_THREE)
                                .elements())
                .isZero();
    }

    @Test
    void padAddsBetweenAndCutsAtNegativeEnds() {
        Literal x = Literal.of(new int[] {1, 2, 3}, 3);
        Literal nine = Literal.scalar(DType.I32, 9);
        assertThat(Run.op(new Shaping.Pad(list(1), list(2), list(1)), x, nine).ints())
                .containsExactly(9, 1, 9, 2, 9, 3, 9, 9);
        assertThat(Run.op(new Shaping.Pad(list(-1), list(0), list(0)), x, nine).ints())
                .containsExactly(2, 3);
        assertThat(Run.op(new Shaping.Pad(list(-1), list(-2), list(1)), x, nine).ints())
                .containsExactly(9, 2);
        assertThat(Run.op(new Shaping.Pad(list(-2), list(3), list(0)), x, nine).ints())
                .containsExactly(3, 9, 9, 9);
    }

    @Test
    void padOfAnEmptyArrayIsAllPadding() {
        Literal x = Literal.of(new int[0], 0);
        Literal nine = Literal.scalar(DType.I32, 9);
        assertThat(Run.op(new Shaping.Pad(list(1), list(1), list(3)), x, nine).ints())
                .containsExactly(9, 9);
    }

    @Test
    void padOfTwoAxesCutsAndFillsEach() {
        Literal nine = Literal.scalar(DType.I32, 9);
        Shaping.Pad op = new Shaping.Pad(list(1, -1), list(0, 1), list(0, 0));
        assertThat(Run.op(op, TWO_BY_THREE, nine).ints())
                .containsExactly(9, 9, 9, 2, 3, 9, 5, 6, 9);
    }

    @Test
    void concatenateJoinsAlongAnAxis() {
        Literal y = Literal.of(new int[] {7, 8}, 2, 1);
        Literal empty = Literal.of(new int[0], 2, 0);
        assertThat(Run.op(new Shaping.Concatenate(1), TWO_BY_THREE, empty, y).ints())
                .containsExactly(1, 2, 3, 7, 4, 5, 6, 8);
        assertThat(Run.op(new Shaping.Concatenate(0), TWO_BY_THREE, TWO_BY_THREE).ints())
                .containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void reverseTurnsTheNamedAxes() {
        assertThat(Run.op(new Shaping.Reverse(list(1)), TWO_BY_THREE).ints())
                .containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(Run.op(new Shaping.Reverse(list(0, 1)), TWO_BY_THREE).ints())
                .containsExactly(6, 5, 4, 3, 2, 1);
    }

    @Test
    void iotaCountsAlongItsAxis() {
        assertThat(Run.op(new Creation.Iota(TensorType.of(DType.I32, 2, 3), 1)).ints())
                .containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(Run.op(new Creation.Iota(TensorType.of(DType.F32, 2, 2), 0)).doubles())
                .containsExactly(0, 0, 1, 1);
    }

    @Test
    void iotaOfANarrowDtypeWrapsOrRounds() {
        assertThat(Run.op(new Creation.Iota(TensorType.of(DType.U8, 258), 0)).ints())
                .endsWith(255, 0, 1);
        assertThat(Run.op(new Creation.Iota(TensorType.of(DType.BF16, 258), 0)).get(257))
                .isEqualTo(256);
    }
}
