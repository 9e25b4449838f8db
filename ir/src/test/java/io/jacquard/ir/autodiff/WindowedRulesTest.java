package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Windowed.ReduceWindow;
import io.jacquard.ir.Windowed.SelectAndScatter;
import io.jacquard.ir.Windowed.Window;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowedRulesTest {
    private static IntList of(int... values) {
        return IntList.of(values);
    }

    private static final Window PLAIN = Window.valid(of(2, 3), of(1, 2));
    private static final Window PADDED = PLAIN.padded(of(1, 2), of(0, 1));
    private static final Window CUT = PLAIN.padded(of(-1, 1), of(1, -2));

    static Stream<ReduceWindow> windows() {
        return Stream.of(Reducer.ADD, Reducer.MULTIPLY, Reducer.MAXIMUM, Reducer.MINIMUM)
                .flatMap(r ->
                        Stream.of(
                                ReduceWindow.of(r, PLAIN),
                                ReduceWindow.of(r, PADDED),
                                ReduceWindow.of(r, CUT),
                                new ReduceWindow(r, PADDED, of(1, 1), of(2, 2)),
                                new ReduceWindow(
                                        r,
                                        Window.valid(of(2, 2), of(2, 2)).padded(of(0, 1), of(3, 0)),
                                        of(2, 1),
                                        of(2, 3))));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void reductionsOverWindowsAgreeWithDifferences(ReduceWindow op) {
        // Infinite where a window has padding alone: there nothing may depend on it.
        Differences.seeded(30)
                .with(4, 6)
                .check((s, x) -> {
                    var y = s.builder().add(op, x.get(0));
                    var bounded =
                            s.select(
                                    s.builder().add(new io.jacquard.ir.Unary.IsFinite(), y),
                                    y,
                                    s.like(y, 0));
                    return s.mul(bounded, bounded);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD", "MULTIPLY", "MAXIMUM", "MINIMUM"})
    void emptyOperandsAndResultsHaveAGradient(Reducer reducer) {
        for (int size : new int[] {0, 2}) {
            Literal x = Literal.zeros(TensorType.of(DType.F64, size));
            for (int dilation : new int[] {1, 2}) {
                ReduceWindow op =
                        new ReduceWindow(reducer, Window.valid(of(3), of(1)), of(1), of(dilation));
                assertThat(
                                Evaluate.gradients((s, v) -> s.builder().add(op, v.get(0)), x)
                                        .getFirst())
                        .isEqualTo(x);
            }
        }
    }

    @Test
    void scatteredSourcesAgreeWithDifferences() {
        for (Window w : List.of(PLAIN, PADDED, CUT)) {
            int[] positions =
                    ReduceWindow.of(Reducer.ADD, w)
                            .infer(List.of(TensorType.of(DType.F64, 4, 6)))
                            .getFirst()
                            .shape()
                            .sizes();
            Differences.seeded(31)
                    .with(4, 6)
                    .with(positions)
                    .check((s, x) -> {
                        var y = s.builder().add(new SelectAndScatter(w), x.get(0), x.get(1));
                        return s.mul(y, y);
                    });
        }
    }

    @Test
    void theGradientOfALargestGoesToTheFirst() {
        Literal x = Literal.of(new double[] {1, 3, 3, 2}, 4);
        Window pairs = Window.valid(of(2), of(1));
        assertThat(
                        Evaluate.gradients(
                                        (s, v) ->
                                                s.builder()
                                                        .add(
                                                                ReduceWindow.of(
                                                                        Reducer.MAXIMUM, pairs),
                                                                v.get(0)),
                                        x)
                                .getFirst()
                                .doubles())
                .containsExactly(0, 2, 1, 0);
    }

    @Test
    void productsHaveTheRightGradientWhereElementsAreZero() {
        Literal x = Literal.of(new double[] {2, 0, 5}, 3);
        Window pairs = Window.valid(of(2), of(1));
        assertThat(
                        Evaluate.gradients(
                                        (s, v) ->
                                                s.builder()
                                                        .add(
                                                                ReduceWindow.of(
                                                                        Reducer.MULTIPLY, pairs),
                                                                v.get(0)),
                                        x)
                                .getFirst()
                                .doubles())
                .containsExactly(0, 7, 0);
    }
}
