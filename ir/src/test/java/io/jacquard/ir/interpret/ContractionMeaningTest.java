package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;

class ContractionMeaningTest {
    private static final IntList NONE = IntList.of();

    private static Literal iota(int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.F32, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, i + 1);
        }
        return made;
    }

    @Test
    void multipliesMatrices() {
        Literal y = Run.op(DotGeneral.matmul(), iota(2, 3), iota(3, 2));
        assertThat(y.doubles()).containsExactly(22, 28, 49, 64);
    }

    @Test
    void contractsAnyAxis() {
        DotGeneral op = new DotGeneral(NONE, NONE, IntList.of(0), IntList.of(1));
        Literal y = Run.op(op, iota(3, 2), iota(2, 3));
        assertThat(y.doubles()).containsExactly(22, 49, 28, 64);
    }

    @Test
    void pairsBatchingAxesAndPutsThemFirst() {
        DotGeneral op = new DotGeneral(IntList.of(2), IntList.of(0), IntList.of(1), IntList.of(1));
        Literal l = iota(1, 2, 2);
        Literal r = iota(2, 2, 1);
        Literal y = Run.op(op, l, r);
        assertThat(y.type().shape()).isEqualTo(Shape.of(2, 1, 1));
        assertThat(y.doubles()).containsExactly(1 + 3 * 2, 2 * 3 + 4 * 4);
    }

    @Test
    void contractsSeveralAxesOrNone() {
        DotGeneral all = new DotGeneral(NONE, NONE, IntList.of(0, 1), IntList.of(1, 0));
        assertThat(Run.op(all, iota(2, 2), iota(2, 2)).doubles()).containsExactly(1 + 6 + 6 + 16);
        DotGeneral outer = new DotGeneral(NONE, NONE, NONE, NONE);
        assertThat(Run.op(outer, iota(2), iota(2)).doubles()).containsExactly(1, 2, 2, 4);
    }

    @Test
    void anEmptyContractionIsZero() {
        Literal y = Run.op(DotGeneral.matmul(), iota(2, 0), iota(0, 2));
        assertThat(y.doubles()).containsExactly(0, 0, 0, 0);
        assertThat(Run.op(DotGeneral.matmul(), iota(0, 2), iota(2, 3)).elements()).isZero();
    }

    @Test
    void roundsTheSumOnce() {
        Literal l = Literal.of(new float[] {1e8f, 1, -1e8f}, 1, 3);
        Literal r = Literal.of(new float[] {1, 1, 1}, 3, 1);
        assertThat(Run.op(DotGeneral.matmul(), l, r).get(0)).isEqualTo(1);
    }

    @Test
    void integersWrap() {
        Literal l = Literal.of(new byte[] {16, 2}, 1, 2);
        Literal r = Literal.of(new byte[] {16, 3}, 2, 1);
        assertThat(Run.op(DotGeneral.matmul(), l, r).ints()).containsExactly(6);
    }

    @Test
    void nanAndInfinityTimesZeroSpread() {
        Literal l = Literal.of(new float[] {0, 1}, 1, 2);
        Literal r = Literal.of(new float[] {Float.POSITIVE_INFINITY, 1}, 2, 1);
        assertThat(Run.op(DotGeneral.matmul(), l, r).get(0)).isNaN();
    }
}
