package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction.Cumulative;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReductionRulesTest {
    @ParameterizedTest
    @EnumSource(names = {"ADD", "MULTIPLY", "MAXIMUM", "MINIMUM"})
    void reductionsAgreeWithDifferences(Reducer reducer) {
        for (IntList axes : new IntList[] {IntList.of(1), IntList.of(2, 0), IntList.range(0, 3)}) {
            Differences.seeded(20)
                    .with(3, 2, 5)
                    .check((s, x) -> {
                        var y = s.reduce(reducer, x.get(0), axes);
                        return s.mul(y, y);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD", "MULTIPLY", "MAXIMUM", "MINIMUM"})
    void reductionsOfNothingHaveAGradient(Reducer reducer) {
        Literal x = Literal.zeros(TensorType.of(DType.F64, 2, 0));

        assertThat(
                        Evaluate.gradients((s, v) -> s.reduce(reducer, v.get(0), IntList.of(1)), x)
                                .getFirst())
                .isEqualTo(x);
    }

    @Test
    void equalLargestElementsShareEvenly() {
        Literal x = Literal.of(new double[] {3, 1, 3, 3, 2, 2}, 2, 3);

        assertThat(reduced(Reducer.MAXIMUM, x)).containsExactly(0.5, 0, 0.5, 1, 0, 0);
        assertThat(reduced(Reducer.MINIMUM, x)).containsExactly(0, 1, 0, 0, 0.5, 0.5);
    }

    @Test
    void tiesOfSixteenBitFloatsAreCountedExactly() {
        int n = 600;
        Literal x = Literal.filled(TensorType.of(DType.BF16, 1, n), 1);
        Literal share = Literal.scalar(DType.BF16, 1.0 / n);

        assertThat(reduced(Reducer.MAXIMUM, x)).containsOnly(share.get(0));
    }

    @Test
    void productsHaveTheRightGradientWhereElementsAreZero() {
        Literal x = Literal.of(new double[] {2, 0, 5, 0, 0, 3}, 2, 3);

        assertThat(reduced(Reducer.MULTIPLY, x)).containsExactly(0, 10, 0, 0, 0, 0);
    }

    private static double[] reduced(Reducer reducer, Literal x) {
        return Evaluate.gradients((s, v) -> s.reduce(reducer, v.get(0), IntList.of(1)), x)
                .getFirst()
                .doubles();
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD", "MULTIPLY", "MAXIMUM", "MINIMUM"})
    void runningResultsAgreeWithDifferences(Reducer reducer) {
        for (boolean reverse : new boolean[] {false, true}) {
            Differences.seeded(21)
                    .with(2, 5, 2)
                    .check((s, x) -> {
                        var y = s.builder().add(new Cumulative(reducer, 1, reverse), x.get(0));
                        return s.mul(y, y);
                    });
        }
    }

    @Test
    void runningProductsHaveTheRightGradientWhereElementsAreZero() {
        Literal x = Literal.of(new double[] {2, 0, 5, 3}, 4);
        var g =
                Evaluate.gradients(
                        (s, v) ->
                                s.builder()
                                        .add(new Cumulative(Reducer.MULTIPLY, 0, false), v.get(0)),
                        x);

        assertThat(g.getFirst().doubles()).containsExactly(1, 2 + 10 + 30, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD", "MULTIPLY", "MAXIMUM", "MINIMUM"})
    void runningResultsOfNothingHaveAGradient(Reducer reducer) {
        Literal x = Literal.zeros(TensorType.of(DType.F64, 0, 2));

        assertThat(
                        Evaluate.gradients(
                                        (s, v) ->
                                                s.builder()
                                                        .add(
                                                                new Cumulative(reducer, 0, false),
                                                                v.get(0)),
                                        x)
                                .getFirst())
                .isEqualTo(x);
    }
}
