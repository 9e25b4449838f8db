package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TensorIndexingTest {
    private static final Literal X = Run.counting(2, 3);
    private static final Literal ROWS = Literal.of(new int[] {1, 0, 1}, 3);

    private static Literal run(Function<List<Tensor>, Tensor> f, Literal... in) {
        return Run.all(x -> List.of(f.apply(x)), in).getFirst();
    }

    private static void slopes(Function<List<Tensor>, Tensor> f, Literal... in) {
        Slopes.agreeAll(x -> List.of(f.apply(x)), in);
    }

    @Test
    void takeReadsSlicesAtPositionsOfAnyShape() {
        assertThat(Run.of((x, i) -> x.take(0, i), X, ROWS))
                .isExactly(Run.shaped(new double[] {3, 4, 5, 0, 1, 2, 3, 4, 5}, 3, 3));
        assertThat(Run.of((x, i) -> x.take(-1, i), X, Literal.of(new int[] {2, 0, 0, 1}, 2, 2)))
                .isExactly(Run.shaped(new double[] {2, 0, 0, 1, 5, 3, 3, 4}, 2, 2, 2));
        assertThat(Run.of((x, i) -> x.take(0, i), X, Literal.scalar(DType.U8, 1)))
                .isExactly(Run.floats(3, 4, 5));
    }

    @Test
    void positionsBeyondAnAxisReadItsEnds() {
        assertThat(Run.of((x, i) -> x.take(0, i), Run.floats(5, 6, 7), Run.ints(-1, 3)))
                .isExactly(Run.floats(5, 7));
    }

    @Test
    void gatherReadsOneElementForEachPosition() {
        assertThat(Run.of((x, i) -> x.gather(1, i), X, Literal.of(new int[] {2, 0, 1, 1}, 2, 2)))
                .isExactly(Run.shaped(new double[] {2, 0, 4, 4}, 2, 2));
        assertThat(Run.of((x, i) -> x.gather(0, i), X, Literal.of(new int[] {1, 0, 1}, 1, 3)))
                .isExactly(Run.shaped(new double[] {3, 1, 5}, 1, 3));
    }

    @Test
    void scatterWritesWhereGatherReads() {
        var at = Literal.of(new int[] {2, 0, 1, 7}, 2, 2);
        var by = Run.shaped(new double[] {10, 20, 30, 40}, 2, 2);

        assertThat(run(in -> in.get(0).scatter(1, in.get(1), in.get(2)), X, at, by))
                .isExactly(Run.shaped(new double[] {20, 1, 10, 3, 30, 5}, 2, 3));
        assertThat(run(in -> in.get(0).scatterAdd(-1, in.get(1), in.get(2)), X, at, by))
                .isExactly(Run.shaped(new double[] {20, 1, 12, 3, 34, 5}, 2, 3));
        assertThat(run(in -> in.get(0).scatter(1, in.get(1), Tensor.scalar(DType.F32, 9)), X, at))
                .isExactly(Run.shaped(new double[] {9, 1, 9, 3, 9, 5}, 2, 3));
        assertThat(
                        run(
                                in ->
                                        in.get(0)
                                                .scatterReduce(
                                                        Update.MAXIMUM, 1, in.get(1), in.get(2)),
                                X,
                                Literal.of(new int[] {0, 0, 0, 0}, 2, 2),
                                Run.shaped(new double[] {-1, 2, 1, 2}, 2, 2)))
                .isExactly(Run.shaped(new double[] {2, 1, 2, 3, 4, 5}, 2, 3));
    }

    @Test
    void slicesAreReplacedAddedToAndReduced() {
        var by = Run.filled(TensorType.of(DType.F32, 3, 3), i -> 10.0 * (i / 3 + 1));
        var ones = Run.counting(2, 3);

        assertThat(run(in -> in.get(0).indexAdd(0, in.get(1), in.get(2)), ones, ROWS, by))
                .isExactly(Run.shaped(new double[] {20, 21, 22, 43, 44, 45}, 2, 3));
        assertThat(
                        run(
                                in -> in.get(0).indexCopy(0, in.get(1), in.get(2)),
                                X,
                                Run.ints(1),
                                Run.shaped(new double[] {7, 8, 9}, 1, 3)))
                .isExactly(Run.shaped(new double[] {0, 1, 2, 7, 8, 9}, 2, 3));
        assertThat(run(in -> in.get(0).indexCopy(1, in.get(1), in.get(0).like(0).sum()), X, ROWS))
                .isExactly(Run.shaped(new double[] {0, 0, 2, 0, 0, 5}, 2, 3));
        assertThat(
                        run(
                                in ->
                                        in.get(0)
                                                .indexReduce(
                                                        Update.MULTIPLY,
                                                        0,
                                                        in.get(1),
                                                        Tensor.scalar(DType.F32, 2)),
                                X,
                                ROWS))
                .isExactly(Run.shaped(new double[] {0, 2, 4, 12, 16, 20}, 2, 3));
    }

    @Test
    void dynamicSlicesMoveToWhereTheyFit() {
        var start = Literal.scalar(DType.I32, 2);

        assertThat(Run.of((x, s) -> x.dynamicSlice(1, s, 2), X, start))
                .isExactly(Run.shaped(new double[] {1, 2, 4, 5}, 2, 2));
        assertThat(Run.of((x, s) -> x.dynamicSlice(List.of(s, s.mul(-1)), 1, 2), X, start))
                .isExactly(Run.shaped(new double[] {3, 4}, 1, 2));
        assertThat(
                        run(
                                in -> in.get(0).dynamicUpdateSlice(1, in.get(1), in.get(2)),
                                X,
                                Run.shaped(new double[] {8, 9}, 2, 1),
                                start))
                .isExactly(Run.shaped(new double[] {0, 1, 8, 3, 4, 9}, 2, 3));
        assertThat(
                        run(
                                in ->
                                        in.get(0)
                                                .dynamicUpdateSlice(
                                                        in.get(1), List.of(in.get(2), in.get(2))),
                                X,
                                Run.shaped(new double[] {8}, 1, 1),
                                start))
                .isExactly(Run.shaped(new double[] {0, 1, 2, 3, 4, 8}, 2, 3));
    }

    @Test
    void gradientsAgreeWithDifferences() {
        var x = Slopes.random(2, 3);
        var at = Literal.of(new int[] {2, 0, 1, 2}, 2, 2);
        var by = Slopes.random(2, 2);
        var start = Literal.scalar(DType.I32, 1);

        slopes(in -> in.get(0).take(0, in.get(1)).square(), x, ROWS);
        slopes(in -> in.get(0).gather(1, in.get(1)).square(), x, at);
        slopes(in -> in.get(0).scatter(1, in.get(1), in.get(2)).square(), x, at, by);
        slopes(in -> in.get(0).scatterAdd(1, in.get(1), in.get(2)).square(), x, at, by);
        slopes(in -> in.get(0).scatterReduce(Update.MULTIPLY, 1, in.get(1), in.get(2)), x, at, by);
        var rows = Slopes.random(3, 3);
        slopes(in -> in.get(0).indexAdd(0, in.get(1), in.get(2)).square(), x, ROWS, rows);
        slopes(in -> in.get(0).indexCopy(0, in.get(1), in.get(2)).square(), x, ROWS, rows);
        slopes(
                in -> in.get(0).indexReduce(Update.MULTIPLY, 0, in.get(1), in.get(2)),
                x,
                ROWS,
                rows);
        slopes(in -> in.get(0).dynamicSlice(1, in.get(1), 2).square(), x, start);
        slopes(in -> in.get(0).dynamicUpdateSlice(1, in.get(1), in.get(2)).square(), x, by, start);
    }
}
