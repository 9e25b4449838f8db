package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class TensorShapingTest {
    private static final Literal X = Run.counting(2, 3);

    @Test
    void tellsItsTypeWhileTracing() {
        Run.type(
                t -> {
                    Assertions.assertThat(t.dtype()).isEqualTo(DType.I32);
                    Assertions.assertThat(t.shape()).isEqualTo(Shape.of(4, 5));
                    Assertions.assertThat(t.rank()).isEqualTo(2);
                    Assertions.assertThat(t.size(0)).isEqualTo(4);
                    Assertions.assertThat(t.size(-1)).isEqualTo(5);
                    Assertions.assertThat(t).hasToString("i32[4, 5]");
                    return t.requireShape("batch", 5).requireType(TensorType.of(DType.I32, 4, 5));
                },
                TensorType.of(DType.I32, 4, 5));
    }

    @Test
    void makesConstantsScalarsAndCounts() {
        var made =
                Run.all(_ ->
                        List.of(
                                Tensor.constant(X),
                                Tensor.scalar(DType.I32, 7),
                                Tensor.full(TensorType.of(DType.F32, 2), 1.5),
                                Tensor.iota(4)));

        assertThat(made.get(0)).isExactly(X);
        assertThat(made.get(1)).isExactly(Literal.scalar(DType.I32, 7));
        assertThat(made.get(2)).isExactly(Run.floats(1.5, 1.5));
        assertThat(made.get(3)).isExactly(Run.ints(0, 1, 2, 3));
    }

    @Test
    void reshapeKeepsTheOrderAndFillsInMinusOne() {
        assertThat(Run.of(t -> t.reshape(3, -1), X)).isExactly(Run.counting(3, 2));
        assertThat(Run.of(t -> t.reshape(-1), X)).isExactly(Run.counting(6));
        assertThat(Run.of(t -> t.reshape(2, -1, 3), X)).isExactly(Run.counting(2, 1, 3));
        assertThat(Run.of(t -> t.reshape(), Run.counting(1, 1))).isExactly(Run.counting());
        assertThat(Run.of(t -> t.reshape(-1, 5), Run.counting(0, 3))).isExactly(Run.counting(0, 5));
    }

    @Test
    void flattenKeepsTheFirstAxisEvenOfAnEmptyBatch() {
        assertThat(Run.of(Tensor::flatten, Run.counting(2, 3, 4))).isExactly(Run.counting(2, 12));
        assertThat(Run.of(Tensor::flatten, Run.counting(0, 3, 4))).isExactly(Run.counting(0, 12));
        assertThat(Run.of(Tensor::flatten, Run.counting(3))).isExactly(Run.counting(3, 1));
    }

    @Test
    void transposeReversesOrPermutes() {
        assertThat(Run.of(t -> t.transpose(), X))
                .isExactly(Run.shaped(new double[] {0, 3, 1, 4, 2, 5}, 3, 2));
        assertThat(Run.of(t -> t.transpose(0, -1, 1), Run.counting(1, 2, 3)))
                .isExactly(Run.shaped(new double[] {0, 3, 1, 4, 2, 5}, 1, 3, 2));
        assertThat(Run.of(t -> t.transpose(), Run.counting())).isExactly(Run.counting());
    }

    @Test
    void broadcastToRepeats() {
        assertThat(Run.of(t -> t.broadcastTo(Shape.of(2, 3)), Run.counting(3)))
                .isExactly(Run.shaped(new double[] {0, 1, 2, 0, 1, 2}, 2, 3));
        assertThat(Run.of(t -> t.broadcastTo(Shape.of(2, 2)), Run.counting(2, 1)))
                .isExactly(Run.shaped(new double[] {0, 0, 1, 1}, 2, 2));
    }

    @Test
    void expandPutsAnAxisOfSizeOne() {
        var type = TensorType.of(DType.F32, 2, 3);

        Assertions.assertThat(Run.type(t -> t.expand(0), type)).hasToString("f32[1, 2, 3]");
        Assertions.assertThat(Run.type(t -> t.expand(1), type)).hasToString("f32[2, 1, 3]");
        Assertions.assertThat(Run.type(t -> t.expand(-1), type)).hasToString("f32[2, 3, 1]");
        Assertions.assertThat(Run.type(t -> t.expand(-3), type)).hasToString("f32[1, 2, 3]");
    }

    @Test
    void sliceTakesPartOfOneAxis() {
        assertThat(Run.of(t -> t.slice(-1, 1, 3), X))
                .isExactly(Run.shaped(new double[] {1, 2, 4, 5}, 2, 2));
        assertThat(Run.of(t -> t.slice(0, 1, 1), X)).isExactly(Run.counting(0, 3));
    }

    @Test
    void sliceTakesEverySoManyElements() {
        assertThat(Run.of(t -> t.slice(1, 0, 3, 2), X))
                .isExactly(Run.shaped(new double[] {0, 2, 3, 5}, 2, 2));
        Slopes.agree(t -> t.slice(-1, 1, 5, 3).square(), Slopes.random(2, 5));
    }

    @Test
    void squeezeDropsAxesOfSizeOne() {
        assertThat(Run.of(t -> t.squeeze(0, -1), Run.counting(1, 2, 3, 1))).isExactly(X);
        Slopes.agree(t -> t.squeeze(1).square(), Slopes.random(2, 1));
    }

    @Test
    void padPutsNumbersBetweenElements() {
        int[] none = {0};
        int[] two = {2};

        assertThat(Run.of(t -> t.pad(none, new int[] {1}, two, 9), Run.floats(1, 2)))
                .isExactly(Run.floats(1, 9, 9, 2, 9));
        Slopes.agree(t -> t.pad(two, none, two, 9).square(), Slopes.random(3));
    }

    @Test
    void iotaCountsAlongAnAxis() {
        var type = TensorType.of(DType.F32, 2, 3);

        assertThat(Run.of(_ -> Tensor.iota(type, 1), X))
                .isExactly(Run.shaped(new double[] {0, 1, 2, 0, 1, 2}, 2, 3));
    }

    @Test
    void concatJoinsAlongAnAxis() {
        assertThat(Run.of((a, b) -> a.concat(0, b, a), Run.floats(1, 2), Run.floats(3)))
                .isExactly(Run.floats(1, 2, 3, 1, 2));
        assertThat(Run.of((a, b) -> a.concat(-1, b), X, Run.counting(2, 1)))
                .isExactly(Run.shaped(new double[] {0, 1, 2, 0, 3, 4, 5, 1}, 2, 4));
        assertThat(Run.of(t -> t.concat(0), X)).isExactly(X);
    }

    @Test
    void reverseTurnsAxesAround() {
        assertThat(Run.of(t -> t.reverse(-1), X))
                .isExactly(Run.shaped(new double[] {2, 1, 0, 5, 4, 3}, 2, 3));
        assertThat(Run.of(t -> t.reverse(0, 1), X))
                .isExactly(Run.shaped(new double[] {5, 4, 3, 2, 1, 0}, 2, 3));
    }

    @Test
    void padAddsANumberAndNegativeEndsCut() {
        assertThat(Run.of(t -> t.pad(new int[] {0, 1}, new int[] {1, -1}, 9), X))
                .isExactly(Run.shaped(new double[] {9, 0, 1, 9, 3, 4, 9, 9, 9}, 3, 3));
        assertThat(Run.of(t -> t.pad(new int[] {2}, new int[] {0}, -1), Run.ints(5)))
                .isExactly(Run.ints(-1, -1, 5));
    }
}
