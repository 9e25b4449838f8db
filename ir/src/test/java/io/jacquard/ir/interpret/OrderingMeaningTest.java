package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Ordering.Sort;
import io.jacquard.ir.Ordering.TopK;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderingMeaningTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static Literal ints(int[] values, int... sizes) {
        return Literal.of(values, sizes);
    }

    @Test
    void sortPutsNanLastAndKeepsTheOrderOfZeros() {
        Literal x = Run.of(DType.F32, NAN, 1, -0.0, 0, -INF, INF, -0.0, 3);
        assertThat(Run.op(Sort.ascending(0), x).doubles())
                .containsExactly(-INF, -0.0, 0, -0.0, 1, 3, INF, NAN);
        assertThat(Run.op(new Sort(0, 1, true), x).doubles())
                .containsExactly(NAN, INF, 3, 1, -0.0, 0, -0.0, -INF);
    }

    @Test
    void sortGoesAlongAnyAxis() {
        Literal x = ints(new int[] {3, 1, 2, 0, 5, -4}, 2, 3);
        assertThat(Run.op(Sort.ascending(0), x).ints()).containsExactly(0, 1, -4, 3, 5, 2);
        assertThat(Run.op(Sort.ascending(1), x).ints()).containsExactly(1, 2, 3, -4, 0, 5);
        Literal none = Literal.zeros(TensorType.of(DType.I32, 0, 3));
        assertThat(Run.op(Sort.ascending(0), none)).isEqualTo(none);
        assertThat(Run.op(Sort.ascending(1), none)).isEqualTo(none);
    }

    @Test
    void unsignedNumbersAreSortedAsSuch() {
        Literal x = Run.of(DType.U8, 200, 3, 128, 127);
        assertThat(Run.op(Sort.ascending(0), x).ints()).containsExactly(3, 127, 128, 200);
        Literal truth = Run.of(DType.BOOL, 1, 0, 1, 0);
        assertThat(Run.op(Sort.ascending(0), truth).ints()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void operandsThatAreNoKeysFollow() {
        Literal keys = ints(new int[] {2, 1, 2, 1}, 4);
        Literal second = Run.of(DType.F32, NAN, 5, 0, -1);
        Literal numbers = ints(new int[] {0, 1, 2, 3}, 4);
        List<Literal> one = Run.all(new Sort(0, 1, false), keys, second, numbers);
        assertThat(one.get(2).ints()).containsExactly(1, 3, 0, 2);
        List<Literal> two = Run.all(new Sort(0, 2, false), keys, second, numbers);
        assertThat(two.get(0).ints()).containsExactly(1, 1, 2, 2);
        assertThat(two.get(1).doubles()).containsExactly(-1, 5, 0, NAN);
        assertThat(two.get(2).ints()).containsExactly(3, 1, 2, 0);
        List<Literal> down = Run.all(new Sort(0, 1, true), keys, second, numbers);
        assertThat(down.get(2).ints()).containsExactly(0, 2, 1, 3);
    }

    @Test
    void topKGivesTheLargestAndWhereTheyAre() {
        Literal x = Run.of(DType.F32, 1, 3, NAN, 3, -INF, 2);
        List<Literal> made = Run.all(new TopK(4), x);
        assertThat(made.getFirst().doubles()).containsExactly(NAN, 3, 3, 2);
        assertThat(made.getLast().ints()).containsExactly(2, 1, 3, 5);
        Literal rows = ints(new int[] {1, 2, 3, 6, 5, 4}, 2, 3);
        List<Literal> each = Run.all(new TopK(1), rows);
        assertThat(each.getFirst().type()).isEqualTo(TensorType.of(DType.I32, 2, 1));
        assertThat(each.getFirst().ints()).containsExactly(3, 6);
        assertThat(each.getLast().ints()).containsExactly(2, 0);
        assertThat(Run.all(new TopK(0), rows).getLast().elements()).isZero();
    }

    @Test
    void wrongOperandsAreRefused() {
        Literal x = ints(new int[] {1, 2}, 2);
        assertRefused(Sort.ascending(1), "the axes [1] do not fit i32[2]", x);
        assertRefused(Sort.ascending(-1), "the axes [-1] do not fit i32[2]", x);
        assertRefused(new Sort(0, 0, false), "0 keys for 1 operand", x);
        assertRefused(new Sort(0, 2, false), "2 keys for 1 operand", x);
        assertRefused(Sort.ascending(0), "operand shapes differ", x, x.reshape(1, 2));
        assertRefused(Sort.ascending(0), "it got no operand");
        assertRefused(new TopK(3), "the 3 largest of 2", x);
        assertRefused(new TopK(-1), "the -1 largest of 2", x);
        assertRefused(new TopK(0), "the operand is i32[]", ints(new int[] {1}));
        assertRefused(new TopK(1), "it got 2 operands", x, x);
    }

    private static void assertRefused(Op op, String problem, Literal... operands) {
        assertThatThrownBy(() -> Run.all(op, operands))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(problem)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(4));
    }
}
