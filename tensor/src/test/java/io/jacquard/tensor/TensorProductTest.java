package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.testkit.Tolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorProductTest {
    private static Literal some(int seed, int... sizes) {
        return Run.filled(Run.counting(sizes).type(), i -> (i * 7 + seed * 3) % 11 - 5);
    }

    /// One product of matrices in plain Java, at positions of larger arrays.
    private static double product(Literal x, int xAt, Literal y, int yAt, int[] index) {
        int inner = x.type().shape().size(-1);
        int columns = y.type().shape().size(-1);
        double sum = 0;
        for (int k = 0; k < inner; k++) {
            sum += x.get(xAt + index[0] * inner + k) * y.get(yAt + k * columns + index[1]);
        }
        return sum;
    }

    @Test
    void matmulOfMatricesIsRowsTimesColumns() {
        var x = some(1, 3, 4);
        var y = some(2, 4, 5);

        var wanted =
                Run.filled(
                        Run.counting(3, 5).type(),
                        i -> product(x, 0, y, 0, new int[] {i / 5, i % 5}));
        assertThat(Run.of(Tensor::matmul, x, y)).isCloseTo(wanted, Tolerance.CONTRACTION);
    }

    @ParameterizedTest
    @CsvSource({"2,3,2,3", "2,1,1,3", "1,1,2,3", "2,3,1,1", "1,3,2,1"})
    void matmulBroadcastsLeadingAxes(int x0, int x1, int y0, int y1) {
        var x = some(3, x0, x1, 2, 4);
        var y = some(4, y0, y1, 4, 3);
        int n0 = Math.max(x0, y0);
        int n1 = Math.max(x1, y1);

        var wanted =
                Run.filled(
                        Run.counting(n0, n1, 2, 3).type(),
                        i -> {
                            int a = i / 6 / n1;
                            int b = i / 6 % n1;
                            int xAt = (a % x0 * x1 + b % x1) * 8;
                            int yAt = (a % y0 * y1 + b % y1) * 12;
                            return product(x, xAt, y, yAt, new int[] {i % 6 / 3, i % 3});
                        });
        assertThat(Run.of(Tensor::matmul, x, y)).isCloseTo(wanted, Tolerance.CONTRACTION);
    }

    @Test
    void aMatrixMultipliesEachOfABatchOnEitherSide() {
        var batch = some(5, 2, 3, 4);
        var right = some(6, 4, 5);
        var left = some(7, 2, 3);

        var afterwards =
                Run.filled(
                        Run.counting(2, 3, 5).type(),
                        i -> product(batch, i / 15 * 12, right, 0, new int[] {i % 15 / 5, i % 5}));
        var before =
                Run.filled(
                        Run.counting(2, 2, 4).type(),
                        i -> product(left, 0, batch, i / 8 * 12, new int[] {i % 8 / 4, i % 4}));
        assertThat(Run.of(Tensor::matmul, batch, right))
                .isCloseTo(afterwards, Tolerance.CONTRACTION);
        assertThat(Run.of(Tensor::matmul, left, batch)).isCloseTo(before, Tolerance.CONTRACTION);
    }

    @Test
    void matmulWithNothingInsideIsZero() {
        assertThat(Run.of(Tensor::matmul, Run.counting(2, 0), Run.counting(0, 3)))
                .isExactly(Run.shaped(new double[6], 2, 3));
    }

    @Test
    void dotContractsTheAxesItIsTold() {
        var x = some(8, 4, 3);
        var y = some(9, 4, 2);
        var op = new DotGeneral(IntList.of(), IntList.of(), IntList.of(0), IntList.of(0));

        assertThat(Run.of((a, b) -> a.dot(op, b), x, y))
                .isCloseTo(Run.of((a, b) -> a.transpose().matmul(b), x, y), Tolerance.CONTRACTION);
    }

    @Test
    void convolutionSlidesTheKernelOverChannelsLastData() {
        var x = some(10, 2, 6, 3);
        var kernel = some(11, 2, 3, 4);
        var window = Window.strided(IntList.of(2)).padded(IntList.of(1), IntList.of(0));
        TensorType type = Run.counting(2, 3, 4).type();

        var wanted = Run.filled(type, i -> convolved(x, kernel, i / 12, i / 4 % 3, i % 4));
        assertThat(Run.of((a, k) -> a.convolution(k, window), x, kernel))
                .isCloseTo(wanted, Tolerance.CONTRACTION);
    }

    private static double convolved(Literal x, Literal kernel, int n, int at, int out) {
        double sum = 0;
        for (int k = 0; k < 2; k++) {
            int from = at * 2 + k - 1;
            for (int in = 0; from >= 0 && in < 3; in++) {
                sum += x.get((n * 6 + from) * 3 + in) * kernel.get((k * 3 + in) * 4 + out);
            }
        }
        return sum;
    }
}
