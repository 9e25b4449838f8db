package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CompositeMeaningTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final PoolWindow OVERLAPPING =
            new PoolWindow(IntList.of(3, 2), IntList.of(2, 1), IntList.of(1, 0), IntList.of(2, 1));

    private static Literal random(DType dtype, int seed, int... sizes) {
        Random random = new Random(seed);
        Literal made = Literal.zeros(TensorType.of(dtype, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, random.nextGaussian());
        }
        return made;
    }

    private static Literal decomposed(Composite op, Literal... operands) {
        Builder builder = new Builder("decomposed");
        List<Value> parameters = new ArrayList<>();
        for (Literal x : operands) {
            parameters.add(builder.parameter("x", x.type()));
        }
        Function function = builder.build(op.decompose(builder, parameters));
        return Interpreter.run(function, List.of(operands)).getFirst();
    }

    private static void assertDecomposes(double tolerance, Composite op, Literal... operands) {
        Literal whole = Run.op(op, operands);
        Literal pieces = decomposed(op, operands);
        assertThat(pieces.type()).isEqualTo(whole.type());
        for (int i = 0; i < whole.elements(); i++) {
            double slack = tolerance * (1 + Math.abs(whole.get(i)));
            assertThat(pieces.get(i)).as("%s at %d", op, i).isCloseTo(whole.get(i), within(slack));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            mode = Mode.INCLUDE,
            names = {"F32", "F64", "BF16", "F16"})
    void agreesWithTheDecomposition(DType dtype) {
        double tolerance =
                switch (dtype) {
                    case F64 -> 1e-14;
                    case F32 -> 1e-6;
                    case BF16, F16, I8, I32, I64, U8, U32, BOOL -> 0x1p-6;
                };
        Literal x = random(dtype, 1, 2, 7, 5, 3);
        TensorType pooled = Run.op(new Composite.MaxPool(OVERLAPPING), x).type();
        Literal dy = random(dtype, 2, pooled.shape().sizes());
        Shape shape = x.type().shape();
        for (int axis = 0; axis < 4; axis++) {
            assertDecomposes(tolerance, new Composite.Softmax(axis), x);
            assertDecomposes(tolerance, new Composite.LogSoftmax(axis), x);
        }
        Literal key = Run.of(DType.U32, 1, 2);
        assertDecomposes(tolerance, new Composite.Dropout(0.3), x, key);
        for (Composite.Gelu.Form form : Composite.Gelu.Form.values()) {
            assertDecomposes(tolerance, new Composite.Gelu(form), x);
        }
        Literal classes = Literal.zeros(TensorType.of(DType.I32, 2, 7, 5));
        classes.set(1, 2);
        assertDecomposes(tolerance, new Composite.SoftmaxCrossEntropy(3), x, classes);
        assertDecomposes(tolerance, new Composite.SoftmaxCrossEntropy(1), x, x);
        assertDecomposes(tolerance, new Composite.SoftmaxCrossEntropy(3, 0.2), x, classes);
        assertDecomposes(0, new Composite.MaxPool(OVERLAPPING), x);
        assertDecomposes(tolerance, new Composite.MaxPoolGradient(OVERLAPPING), x, dy);
        assertDecomposes(tolerance, new Composite.AveragePool(OVERLAPPING), x);
        assertDecomposes(tolerance, new Composite.AveragePoolGradient(OVERLAPPING, shape), dy);
    }

    @Test
    void crossEntropyIsTheLogarithmOfTheClassOrOfShares() {
        Literal x = Literal.of(new double[] {1, 2, 3, 0, 0, 0}, 2, 3);
        double sum = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3));
        Composite op = new Composite.SoftmaxCrossEntropy(1);
        Literal classes = Literal.of(new int[] {0, 2}, 2);
        assertClose(Run.op(op, x, classes), sum - 1, Math.log(3));
        Literal shares = Literal.of(new double[] {0.5, 0, 0.5, 1, 1, 1}, 2, 3);
        assertClose(Run.op(op, x, shares), sum - 2, 3 * Math.log(3));
    }

    @Test
    void smoothedCrossEntropyIsThatOfTheSmoothedShares() {
        Literal x = Literal.of(new double[] {1, 2, 3, 0, 1, -INF}, 2, 3);
        Composite op = new Composite.SoftmaxCrossEntropy(1, 0.3);
        Literal made = Run.op(op, x, Literal.of(new int[] {0, 1}, 2));
        Literal shares = Literal.of(new double[] {0.8, 0.1, 0.1}, 1, 3);
        Literal row = Literal.of(new double[] {1, 2, 3}, 1, 3);
        double wanted = Run.op(new Composite.SoftmaxCrossEntropy(1), row, shares).get(0);
        assertClose(made, wanted, INF);
        assertClose(Run.op(op, row, Literal.of(new double[] {1, 0, 0}, 1, 3)), wanted);
        Literal none = Run.op(op, x, Literal.of(new int[] {-1, 3}, 2));
        assertThat(none.doubles()).containsExactly(Double.NaN, Double.NaN);
        Literal empty = Literal.zeros(TensorType.of(DType.F64, 1, 0));
        assertThat(Run.op(op, empty, empty).get(0)).isZero();
    }

    private static void assertClose(Literal made, double... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            assertThat(made.get(i)).isCloseTo(wanted[i], within(1e-14));
        }
    }

    @Test
    void crossEntropyOfAClassThatIsNotThereIsNanAndAShareOfNothingAddsNothing() {
        Literal x = Literal.of(new double[] {0, -INF, 0, -INF, 0, -INF, 0, -INF}, 4, 2);
        Composite op = new Composite.SoftmaxCrossEntropy(1);
        Literal classes = Literal.of(new int[] {0, 1, -1, 2}, 4);
        assertThat(Run.op(op, x, classes).doubles())
                .containsExactly(-0.0, INF, Double.NaN, Double.NaN);
        Literal shares = Literal.of(new double[] {1, 0, 0, 1, 0, 0, 0.5, 0.5}, 4, 2);
        assertThat(Run.op(op, x, shares).doubles()).containsExactly(-0.0, INF, -0.0, INF);
    }

    @Test
    void classesOfAnyIntegerDtypeAreNeitherWrappedNorCut() {
        Composite op = new Composite.SoftmaxCrossEntropy(1);
        Literal x = Literal.of(new double[600], 2, 300);
        Literal bytes = Literal.zeros(TensorType.of(DType.U8, 2));
        bytes.set(0, 255);
        assertClose(Run.op(op, x, bytes), Math.log(300), Math.log(300));
        Literal longs = Literal.zeros(TensorType.of(DType.I64, 2));
        longs.setLong(0, 1L << 32);
        assertThat(Run.op(op, x, longs).get(0)).isNaN();
    }

    // Values of jax.nn.gelu in f64.
    @Test
    void geluIsThatOfJax() {
        Literal x = Literal.of(new double[] {-1, 0, 1, 3}, 4);
        assertClose(
                Run.op(new Composite.Gelu(Composite.Gelu.Form.EXACT), x),
                -0.15865525393145707,
                0,
                0.8413447460685429,
                2.99595030590511);
        assertClose(
                Run.op(new Composite.Gelu(Composite.Gelu.Form.TANH), x),
                -0.1588080093917233,
                0,
                0.8411919906082768,
                2.996362607918227);
    }

    @Test
    void dropoutKeepsTheElementsWhoseRandomBitsAreLarge() {
        Literal key = Run.of(DType.U32, 3, 4);
        Literal x = random(DType.F64, 5, 1000);
        Literal bits = Run.op(new Composite.RandomBits(Shape.of(1000)), key);
        Literal y = Run.op(new Composite.Dropout(0.75), x, key);
        int kept = 0;
        for (int i = 0; i < 1000; i++) {
            boolean keep = bits.getLong(i) >= 3L << 30;
            assertThat(y.get(i)).isEqualTo(keep ? 4 * x.get(i) : 0);
            kept += keep ? 1 : 0;
        }
        assertThat(kept).isBetween(200, 300);
        assertThat(Run.op(new Composite.Dropout(0), x, key)).isEqualTo(x);
    }

    @Test
    void embeddingReadsRowsAndMovesIdsThatAreNoRowToTheNearest() {
        Literal table = Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        Literal ids = Literal.of(new int[] {2, 0, -7, 3}, 2, 2);
        for (int padding : new int[] {Composite.Embedding.NO_PADDING, 0, 2}) {
            Composite op = new Composite.Embedding(padding);
            Literal y = Run.op(op, table, ids);
            assertThat(y.type()).isEqualTo(TensorType.of(DType.F32, 2, 2, 2));
            assertThat(y.doubles()).containsExactly(5, 6, 1, 2, 1, 2, 5, 6);
            assertDecomposes(0, op, table, ids);
        }
        Literal one = Literal.scalar(DType.U8, 1);
        Composite op = new Composite.Embedding(Composite.Embedding.NO_PADDING);
        assertThat(Run.op(op, table, one).doubles()).containsExactly(3, 4);
    }

    @Test
    void softmaxSumsToOneAndNeverOverflows() {
        Literal x = Literal.of(new float[] {1000, 1000, -1000, -1e30f}, 2, 2);
        Literal y = Run.op(new Composite.Softmax(1), x);
        assertThat(y.doubles()).containsExactly(0.5, 0.5, 1, 0);
        assertThat(Run.op(new Composite.LogSoftmax(1), x).floats())
                .containsExactly(-0.6931472f, -0.6931472f, 0, -1e30f);
    }

    @Test
    void softmaxOfInfinitiesIsNanAndOfAMaskedElementZero() {
        assertThat(Run.op(new Composite.Softmax(0), Run.of(DType.F32, INF, 1)).get(0)).isNaN();
        assertThat(Run.op(new Composite.Softmax(0), Run.of(DType.F32, -INF, -INF)).get(0)).isNaN();
        assertThat(Run.op(new Composite.Softmax(0), Run.of(DType.F32, -INF, 1)).doubles())
                .containsExactly(0, 1);
    }

    @Test
    void maximumGradientGoesToTheFirstOfEqualElements() {
        PoolWindow window = PoolWindow.valid(IntList.of(3), IntList.of(2));
        Literal x = Literal.of(new float[] {1, 5, 5, 5, Float.NaN}, 1, 5, 1);
        assertThat(Run.op(new Composite.MaxPool(window), x).doubles())
                .containsExactly(5, Double.NaN);
        Literal dy = Literal.of(new float[] {10, 100}, 1, 2, 1);
        assertThat(Run.op(new Composite.MaxPoolGradient(window), x, dy).doubles())
                .containsExactly(0, 10, 0, 0, 100);
        assertDecomposes(
                0,
                new Composite.MaxPoolGradient(window),
                Run.op(
                        new Composite.MaxPool(PoolWindow.valid(IntList.of(1), IntList.of(1))),
                        Literal.of(new float[] {2, 2, 2, 2, 2}, 1, 5, 1)),
                dy);
    }

    @Test
    void paddingIsNeitherLargestNorCounted() {
        PoolWindow window =
                new PoolWindow(IntList.of(2), IntList.of(1), IntList.of(1), IntList.of(1));
        Literal x = Literal.of(new float[] {-3, -5}, 1, 2, 1);
        assertThat(Run.op(new Composite.MaxPool(window), x).doubles()).containsExactly(-3, -3, -5);
        assertThat(Run.op(new Composite.AveragePool(window), x).doubles())
                .containsExactly(-3, -4, -5);
        Literal dy = Literal.of(new float[] {1, 2, 4}, 1, 3, 1);
        assertThat(
                        Run.op(new Composite.AveragePoolGradient(window, x.type().shape()), dy)
                                .doubles())
                .containsExactly(2, 5);
    }

    @Test
    void randomBitsAgreeWithTheirDecompositionBitForBit() {
        Literal key = Run.of(DType.U32, 0xDEADBEEFL, 42);
        Stream.of(Shape.SCALAR, Shape.of(0), Shape.of(5), Shape.of(3, 4))
                .map(Composite.RandomBits::new)
                .forEach(op -> assertThat(decomposed(op, key)).isEqualTo(Run.op(op, key)));
    }

    // Random123's known answers, its kat_vectors for threefry2x32 with 20 rounds.
    @Test
    void blocksAreThoseOfThePublishedImplementation() {
        assertThat(RandomMeaning.block(0, 0, 0)).isEqualTo(0x6b20015999ba4efeL);
        assertThat(RandomMeaning.block(-1, -1, -1)).isEqualTo(0x1cb996fcbb002be7L);
        assertThat(RandomMeaning.block(0x13198a2e, 0x03707344, 0x243f6a8885a308d3L))
                .isEqualTo(0xc4923a9c483df7a0L);
    }
}
