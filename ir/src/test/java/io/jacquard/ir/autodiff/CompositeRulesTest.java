package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompositeRulesTest {
    private static final PoolWindow OVERLAPPING =
            new PoolWindow(IntList.of(3, 2), IntList.of(2, 1), IntList.of(1, 0), IntList.of(1, 1));
    private static final PoolWindow TILES = PoolWindow.valid(IntList.of(2, 2), IntList.of(2, 2));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void softmaxAgreesWithDifferences(int axis) {
        Differences.seeded(30)
                .with(2, 3, 2)
                .check((s, x) -> s.builder().add(new Composite.Softmax(axis), x.get(0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void logSoftmaxAgreesWithDifferences(int axis) {
        Differences.seeded(31)
                .with(2, 3, 2)
                .check((s, x) -> s.builder().add(new Composite.LogSoftmax(axis), x.get(0)));
    }

    @Test
    void maxPoolAgreesWithDifferences() {
        for (PoolWindow w : List.of(OVERLAPPING, TILES)) {
            Differences.seeded(32)
                    .with(2, 5, 4, 2)
                    .checkOnce((s, x) -> s.builder().add(new Composite.MaxPool(w), x.get(0)));
        }
    }

    @Test
    void maxPoolCanBeDifferentiatedAgain() {
        Differences.seeded(33)
                .with(1, 5, 4, 1)
                .check((s, x) -> {
                    Value y = s.builder().add(new Composite.MaxPool(OVERLAPPING), x.get(0));
                    return s.mul(y, y);
                });
    }

    @Test
    void averagePoolAgreesWithDifferences() {
        for (PoolWindow w : List.of(OVERLAPPING, TILES)) {
            Differences.seeded(34)
                    .with(1, 5, 4, 2)
                    .check((s, x) -> {
                        Value y = s.builder().add(new Composite.AveragePool(w), x.get(0));
                        return s.mul(y, y);
                    });
        }
    }

    @Test
    void poolingAlongOneAndThreeAxesAgreesWithDifferences() {
        PoolWindow one = PoolWindow.valid(IntList.of(3), IntList.of(2));
        PoolWindow three = PoolWindow.valid(IntList.repeat(2, 3), IntList.repeat(1, 3));
        Differences.seeded(35)
                .with(2, 7, 1)
                .with(1, 3, 2, 3, 1)
                .check((s, x) ->
                        s.builder()
                                .add(
                                        new Binary.Multiply(),
                                        sum(s.builder(), one, x.get(0)),
                                        sum(s.builder(), three, x.get(1))));
    }

    private static Value sum(Builder b, PoolWindow w, Value x) {
        Value y = b.add(new Composite.MaxPool(w), x);
        Value z = b.add(new Composite.AveragePool(w), x);
        IntList all = IntList.range(0, x.type().rank());
        Value both = b.add(new Binary.Multiply(), y, z);
        return b.add(new Reduction.Reduce(Reduction.Reducer.ADD, all), both);
    }

    @Test
    void theGradientOfMaxPoolGoesToTheFirstOfEqualElements() {
        Literal x = Literal.filled(TensorType.of(DType.F64, 1, 2, 2, 1), 1);

        assertThat(
                        Evaluate.gradients(
                                        (s, v) ->
                                                s.builder()
                                                        .add(
                                                                new Composite.MaxPool(TILES),
                                                                v.get(0)),
                                        x)
                                .getFirst()
                                .doubles())
                .containsExactly(1, 0, 0, 0);
    }

    @Test
    void softmaxOfSixteenBitFloatsIsSummedInMoreBits() {
        Literal x = Literal.zeros(TensorType.of(DType.BF16, 1024));
        Differences.Body softmax = (s, v) -> s.builder().add(new Composite.Softmax(0), v.get(0));

        assertThat(Evaluate.gradients(softmax, x).getFirst().doubles()).containsOnly(0);
    }

    @Test
    void markersPassOrStopTheGradient() {
        Literal x = Literal.of(new double[] {2, 3}, 2);
        Differences.Body body =
                (s, v) -> {
                    Value shown = s.builder().add(new Marker.Tap("x"), v.get(0));
                    Value fixed = s.builder().add(new Marker.StopGradient(), v.get(0));
                    return s.mul(shown, fixed);
                };

        assertThat(Evaluate.gradients(body, x).getFirst().doubles()).containsExactly(2, 3);
    }

    @Test
    void randomBitsAndIndicesEndTheGradient() {
        Literal x = Literal.of(new double[] {2, 3}, 2);
        Differences.Body body =
                (s, v) -> {
                    Value key =
                            s.builder()
                                    .add(
                                            new Creation.Constant(
                                                    Literal.zeros(TensorType.of(DType.U32, 2))));
                    Value bits = s.builder().add(new Composite.RandomBits(Shape.of(2)), key);
                    Value best = s.builder().add(new Reduction.ArgMax(0), v.get(0));
                    Value index =
                            s.broadcast(s.convert(best, DType.F64), Shape.of(2), IntList.of());
                    return s.mul(s.convert(bits, DType.F64), index);
                };

        assertThat(Evaluate.gradients(body, x).getFirst()).isEqualTo(Literal.zeros(x.type()));
    }

    @Test
    void theGradientOfASoftmaxUsesItsResult() {
        var b = new Builder("softmax");
        Value x = b.parameter("x", TensorType.of(DType.F32, 4));
        Value y = b.add(new Composite.Softmax(0), x);
        Value g = ReverseMode.gradients(b, y, x, List.of(x)).getFirst();
        Function f = b.build(List.of(g));

        assertThat(f.instructions())
                .extracting(i -> i.op().name())
                .doesNotContain("exponential", "divide");
    }

    private static Literal classes(int... values) {
        return Literal.of(values, values.length);
    }

    private static Literal f64(int seed, int... sizes) {
        return Pieces.random(TensorType.of(DType.F64, sizes), seed);
    }

    @Test
    void crossEntropyOfClassesIsThatOfItsDecomposition() {
        Pieces.agree(new Composite.SoftmaxCrossEntropy(1), f64(1, 4, 3), classes(0, 2, 1, 2));
        Pieces.agree(new Composite.SoftmaxCrossEntropy(0), f64(2, 3, 2), classes(1, 2));
        Literal bytes = Literal.zeros(TensorType.of(DType.U8, 2, 2));
        bytes.set(1, 2);
        Pieces.agree(new Composite.SoftmaxCrossEntropy(1), f64(3, 2, 3, 2), bytes);
    }

    @Test
    void crossEntropyOfSharesIsThatOfItsDecomposition() {
        Literal shares = Literal.of(new double[] {0.2, 0, 0.8, 0.5, 0.25, 0.5}, 2, 3);
        Pieces.agree(new Composite.SoftmaxCrossEntropy(1), f64(4, 2, 3), shares);
        Pieces.agree(new Composite.SoftmaxCrossEntropy(0), f64(5, 2, 3), shares);
    }

    @Test
    void smoothedCrossEntropyIsThatOfItsDecomposition() {
        Composite op = new Composite.SoftmaxCrossEntropy(1, 0.2);
        Pieces.agree(op, f64(1, 4, 3), classes(0, 2, 1, 2));
        Literal shares = Literal.of(new double[] {0.2, 0, 0.8, 0.5, 0.25, 0.5}, 2, 3);
        Pieces.agree(op, f64(4, 2, 3), shares);
        Pieces.agree(new Composite.SoftmaxCrossEntropy(0, 0.9), f64(5, 2, 3), shares);
    }

    @Test
    void crossEntropyAgreesWithDifferences() {
        Differences.seeded(36)
                .with(3, 4)
                .check((s, x) ->
                        s.builder()
                                .add(
                                        new Composite.SoftmaxCrossEntropy(1),
                                        x.get(0),
                                        s.builder().add(new Creation.Constant(classes(3, 0, 1)))));
        Differences.seeded(37)
                .with(3, 4)
                .positive(3, 4)
                .check((s, x) ->
                        s.builder().add(new Composite.SoftmaxCrossEntropy(1), x.get(0), x.get(1)));
    }

    @Test
    void aClassThatIsNotThereGivesNoGradient() {
        Differences.Body loss =
                (s, v) ->
                        s.builder()
                                .add(
                                        new Composite.SoftmaxCrossEntropy(1),
                                        v.get(0),
                                        s.builder().add(new Creation.Constant(classes(2, -1, 0))));

        assertThat(Evaluate.gradients(loss, Literal.of(new double[6], 3, 2)).getFirst().doubles())
                .containsExactly(0, 0, 0, 0, -0.5, 0.5);
    }

    @ParameterizedTest
    @EnumSource
    void geluAgreesWithDifferences(Composite.Gelu.Form form) {
        Differences.seeded(38)
                .with(3, 4)
                .check((s, x) -> s.builder().add(new Composite.Gelu(form), x.get(0)));
        Pieces.agree(new Composite.Gelu(form), f64(6, 50));
    }

    private static final Literal IDS = Literal.of(new int[] {2, 0, 2, 1, -3, 9}, 2, 3);

    @Test
    void embeddingIsThatOfItsDecomposition() {
        Literal table = f64(8, 4, 3);
        for (int padding : new int[] {Composite.Embedding.NO_PADDING, 0, 2, 3}) {
            Pieces.agree(new Composite.Embedding(padding), table, IDS);
        }
        Literal bytes = Literal.zeros(TensorType.of(DType.I8, 2));
        bytes.set(0, 127);
        Composite op = new Composite.Embedding(299);
        Pieces.agree(op, f64(9, 300, 2), bytes);
    }

    @Test
    void embeddingAgreesWithDifferences() {
        Differences.seeded(40)
                .with(4, 3)
                .check((s, x) -> {
                    Composite op = new Composite.Embedding(Composite.Embedding.NO_PADDING);
                    Value ids = s.builder().add(new Creation.Constant(IDS));
                    Value y = s.builder().add(op, x.get(0), ids);
                    return s.mul(y, y);
                });
    }

    // Every use adds to its row, ids beyond the table to the nearest; the row of padding stays 0.
    @Test
    void theGradientOfATableIsSummedByRow() {
        Literal table = f64(10, 4, 1);

        assertThat(rowGradients(Composite.Embedding.NO_PADDING, table).doubles())
                .containsExactly(2, 1, 2, 1);
        assertThat(rowGradients(2, table).doubles()).containsExactly(2, 1, 0, 1);
        assertThat(rowGradients(3, table).doubles()).containsExactly(2, 1, 2, 0);
    }

    private static Literal rowGradients(int padding, Literal table) {
        Differences.Body body =
                (s, x) -> {
                    Value ids = s.builder().add(new Creation.Constant(IDS));
                    return s.builder().add(new Composite.Embedding(padding), x.get(0), ids);
                };
        return Evaluate.gradients(body, table).getFirst();
    }

    // 1024 times 1 in bf16 would stop at 256.
    @Test
    void theGradientOfATableOfSixteenBitFloatsIsSummedInMoreBits() {
        Literal table = Literal.zeros(TensorType.of(DType.BF16, 2, 1));
        Literal ids = Literal.zeros(TensorType.of(DType.I32, 1024));
        Differences.Body body =
                (s, x) -> {
                    Value constant = s.builder().add(new Creation.Constant(ids));
                    Composite op = new Composite.Embedding(Composite.Embedding.NO_PADDING);
                    return s.builder().add(op, x.get(0), constant);
                };

        assertThat(Evaluate.gradients(body, table).getFirst().doubles()).containsExactly(1024, 0);
    }

    @Test
    void dropoutPassesTheGradientWhereItKeeps() {
        Literal key = Literal.zeros(TensorType.of(DType.U32, 2));
        key.set(1, 7);
        Pieces.agree(new Composite.Dropout(0.25), f64(7, 40), key);
        Differences.seeded(39)
                .with(5)
                .check((s, x) -> {
                    Value k = s.builder().add(new Creation.Constant(key));
                    Value y = s.builder().add(new Composite.Dropout(0.5), x.get(0), k);
                    return s.mul(y, y);
                });
    }
}
