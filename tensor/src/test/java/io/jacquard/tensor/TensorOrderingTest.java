package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.Literal;
import io.jacquard.ir.Ordering;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorOrderingTest {
    private static final Literal X = Run.shaped(new double[] {3, 1, 2, 1, 5, 1}, 2, 3);

    @Test
    void sortOrdersAlongAnAxisWithNanLast() {
        assertThat(Run.of(x -> x.sort(-1), X))
                .isExactly(Run.shaped(new double[] {1, 2, 3, 1, 1, 5}, 2, 3));
        assertThat(Run.of(x -> x.sort(0), X))
                .isExactly(Run.shaped(new double[] {1, 1, 1, 3, 5, 2}, 2, 3));
        assertThat(Run.of(x -> x.sort(0), Run.floats(Double.NaN, 2, -1)))
                .isExactly(Run.floats(-1, 2, Double.NaN));
        assertThat(Run.of(x -> x.sortDescending(1), X))
                .isExactly(Run.shaped(new double[] {3, 2, 1, 5, 1, 1}, 2, 3));
    }

    @Test
    void argsortSaysWhereElementsComeFromAndKeepsEqualOnesInOrder() {
        assertThat(Run.of(x -> x.argsort(1), X))
                .isExactly(Literal.of(new int[] {1, 2, 0, 0, 2, 1}, 2, 3));
        assertThat(Run.of(x -> x.argsortDescending(-1), X))
                .isExactly(Literal.of(new int[] {0, 2, 1, 1, 0, 2}, 2, 3));
        assertThat(Run.of(x -> x.gather(1, x.argsort(1)).eq(x.sort(1)).all(), X))
                .isExactly(Run.bools(1).reshape());
    }

    @Test
    void othersFollowTheOrderOfTheKeys() {
        var made =
                Run.all(
                        in -> in.get(0).sort(new Ordering.Sort(0, 2, false), in.get(1), in.get(2)),
                        Run.ints(2, 1, 2, 1),
                        Run.floats(1, 9, 0, 8),
                        Run.ints(10, 11, 12, 13));

        assertThat(made.get(0)).isExactly(Run.ints(1, 1, 2, 2));
        assertThat(made.get(1)).isExactly(Run.floats(8, 9, 0, 1));
        assertThat(made.get(2)).isExactly(Run.ints(13, 11, 12, 10));
    }

    @Test
    void topKGivesTheLargestAndTheirPlaces() {
        var last = Run.all(in -> both(in.getFirst().topK(2)), X);
        assertThat(last.get(0)).isExactly(Run.shaped(new double[] {3, 2, 5, 1}, 2, 2));
        assertThat(last.get(1)).isExactly(Literal.of(new int[] {0, 2, 1, 0}, 2, 2));

        var first = Run.all(in -> both(in.getFirst().topK(1, 0)), X);
        assertThat(first.get(0)).isExactly(Run.shaped(new double[] {3, 5, 2}, 1, 3));
        assertThat(first.get(1)).isExactly(Literal.of(new int[] {0, 1, 0}, 1, 3));

        var deep = Run.all(in -> both(in.getFirst().topK(1, 1)), Run.counting(2, 2, 3));
        assertThat(deep.get(0)).isExactly(Run.shaped(new double[] {3, 4, 5, 9, 10, 11}, 2, 1, 3));
        assertThat(deep.get(1)).isExactly(Literal.of(new int[] {1, 1, 1, 1, 1, 1}, 2, 1, 3));
    }

    private static List<Tensor> both(Ranked ranked) {
        return List.of(ranked.values(), ranked.indices());
    }

    @Test
    void gradientsAgreeWithDifferences() {
        var x = Slopes.distinct(2, 5);

        Slopes.agree(t -> t.sort(1).square(), x);
        Slopes.agree(t -> t.sortDescending(0).square(), x);
        Slopes.agree(t -> t.topK(3).values().square(), x);
        Slopes.agree(t -> t.topK(1, 0).values().square(), x);
    }
}
