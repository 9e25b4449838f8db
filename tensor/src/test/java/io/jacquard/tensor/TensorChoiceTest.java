package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorChoiceTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void comparisonsAreThoseOfJavaAndFalseForNan() {
        var x = Run.floats(1, 2, 3, NAN);
        var y = Run.floats(2, 2, 2, 2);

        assertThat(Run.of(Tensor::eq, x, y)).isExactly(Run.bools(0, 1, 0, 0));
        assertThat(Run.of(Tensor::ne, x, y)).isExactly(Run.bools(1, 0, 1, 1));
        assertThat(Run.of(Tensor::gt, x, y)).isExactly(Run.bools(0, 0, 1, 0));
        assertThat(Run.of(Tensor::ge, x, y)).isExactly(Run.bools(0, 1, 1, 0));
        assertThat(Run.of(Tensor::lt, x, y)).isExactly(Run.bools(1, 0, 0, 0));
        assertThat(Run.of(Tensor::le, x, y)).isExactly(Run.bools(1, 1, 0, 0));
    }

    @Test
    void comparisonsTakeNumbersToo() {
        var x = Run.floats(1, 2, NAN);

        assertThat(Run.of(t -> t.eq(2), x)).isExactly(Run.bools(0, 1, 0));
        assertThat(Run.of(t -> t.ne(2), x)).isExactly(Run.bools(1, 0, 1));
        assertThat(Run.of(t -> t.gt(1), x)).isExactly(Run.bools(0, 1, 0));
        assertThat(Run.of(t -> t.ge(1), x)).isExactly(Run.bools(1, 1, 0));
        assertThat(Run.of(t -> t.lt(2), x)).isExactly(Run.bools(1, 0, 0));
        assertThat(Run.of(t -> t.le(2), x)).isExactly(Run.bools(1, 1, 0));
        assertThat(Run.of(Tensor::isNan, x)).isExactly(Run.bools(0, 0, 1));
    }

    @Test
    void isFiniteIsFalseForInfinitiesAndNan() {
        assertThat(Run.of(Tensor::isFinite, Run.floats(0, INFINITY, -INFINITY, NAN)))
                .isExactly(Run.bools(1, 0, 0, 0));
    }

    @Test
    void whereBroadcastsConditionAndBranches() {
        var wanted = Run.shaped(new double[] {10, 1, 10, 3, 10, 5}, 3, 2);

        var actual =
                Run.all(
                        in -> List.of(in.get(0).where(in.get(1), in.get(2))),
                        Run.bools(1, 0),
                        Literal.scalar(DType.F32, 10),
                        Run.counting(3, 2));

        assertThat(actual.getFirst()).isExactly(wanted);
    }

    @Test
    void whereTakesNothingFromTheOtherBranch() {
        assertThat(Run.of(x -> x.gt(x.like(0)).where(x.log(), x.like(-1)), Run.floats(1, -1, 0)))
                .isExactly(Run.floats(0, -1, -1));
    }

    @Test
    void floatsBecomeIntegersTruncatedAndSaturated() {
        var x = Run.floats(2.9, -2.9, 300, -5, NAN);

        assertThat(Run.of(t -> t.to(DType.I32), x)).isExactly(Run.ints(2, -2, 300, -5, 0));
        assertThat(Run.of(t -> t.to(DType.U8), x)).isExactly(Run.of(DType.U8, 2, 0, 255, 0, 0));
        assertThat(Run.of(t -> t.to(DType.I8), x)).isExactly(Run.of(DType.I8, 2, -2, 127, -5, 0));
        assertThat(Run.of(t -> t.to(DType.BOOL), Run.floats(0, -0.0, 0.5)))
                .isExactly(Run.bools(0, 0, 1));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void smallIntegersGoToAnyDtypeAndBack(DType dtype) {
        var x = Run.ints(0, 1);

        assertThat(Run.of(t -> t.to(dtype), x)).isExactly(Run.of(dtype, 0, 1));
        assertThat(Run.of(t -> t.to(dtype).to(DType.I32), x)).isExactly(x);
    }

    @Test
    void bfloat16RoundsToNearestEven() {
        // between 1 and the next bf16, 1.0078125, lies 1.00390625: the tie goes to the even one
        assertThat(Run.of(t -> t.to(DType.BF16), Run.floats(1.00390625, 1.01171875, 1.004)))
                .isExactly(Run.of(DType.BF16, 1, 1.015625, 1.0078125));
    }

    @Test
    void oneHotMarksTheClassAlongANewLastAxis() {
        var labels = Literal.of(new int[] {2, 0, 3, -1}, 2, 2);

        assertThat(Run.of(t -> t.oneHot(3, DType.F32), labels))
                .isExactly(Run.shaped(new double[] {0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, 2, 2, 3));
    }

    @Test
    void oneHotOfBytesHasMoreClassesThanAByteCounts() {
        var labels = Run.of(DType.U8, 0, 255);
        var type = TensorType.of(DType.I32, 2, 300);

        assertThat(Run.of(t -> t.oneHot(300, DType.I32), labels))
                .isExactly(Run.filled(type, i -> i == 0 || i == 300 + 255 ? 1 : 0));
    }

    @Test
    void argmaxTakesTheFirstOfEqualOnesAndNanBeforeAll() {
        assertThat(
                        Run.of(
                                t -> t.argmax(-1),
                                Run.shaped(new double[] {1, 3, 3, 0, NAN, 9, 2, 2, 2}, 3, 3)))
                .isExactly(Run.ints(1, 1, 0));
        assertThat(Run.of(t -> t.argmax(0), Run.shaped(new double[] {5, 1, 5, 2}, 2, 2)))
                .isExactly(Run.ints(0, 1));
    }
}
