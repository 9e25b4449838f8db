package io.jacquard.ir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompositeTest {
    static TensorType f32(int... sizes) {
        return TensorType.of(DType.F32, sizes);
    }

    /// Asserts that an operation is refused with its name, its operands, what was expected and
    /// where.
    static void refused(String problem, String expected, Op op, TensorType... operands) {
        Builder b = new Builder("f", () -> new Site("Model.java:7", "model"));
        List<Value> parameters = new ArrayList<>();
        for (TensorType t : operands) {
            parameters.add(b.parameter("x", t));
        }
        assertThatThrownBy(() -> b.append(op, parameters))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[" + op.name() + "] ")
                .hasMessageContaining(problem)
                .hasMessageContaining("expected " + expected)
                .hasMessageContaining("Model.java:7")
                .satisfies(e ->
                        org.assertj.core.api.Assertions.assertThat(e.getMessage().lines().count())
                                .isEqualTo(4));
    }

    @Test
    void crossEntropyRefusesLabelsThatDoNotFit() {
        Op op = new Composite.SoftmaxCrossEntropy(1);
        TensorType x = f32(4, 3);
        refused("got 1 operand", "2 operands", op, x);
        refused("labels i32[3]", "integers [4]", op, x, TensorType.of(DType.I32, 3));
        refused("labels bf16[4, 3]", "integers [4]", op, x, TensorType.of(DType.BF16, 4, 3));
        refused("labels bool[4]", "integers [4]", op, x, TensorType.of(DType.BOOL, 4));
        refused("the axes [1]", "distinct axes", op, f32(4), TensorType.of(DType.I32, 4));
        TensorType i = TensorType.of(DType.I32, 4, 3);
        refused("is not floating", "a floating dtype", op, i, TensorType.of(DType.I32, 4));
    }

    @Test
    void crossEntropyRefusesSmoothingOutOfItsRange() {
        for (double smoothing : new double[] {-0.1, 1, 1.5, Double.NaN}) {
            Op op = new Composite.SoftmaxCrossEntropy(1, smoothing);
            TensorType classes = TensorType.of(DType.I32, 4);
            refused("the smoothing is " + smoothing, "0 to below 1; 0", op, f32(4, 3), classes);
        }
    }

    @Test
    void geluRefusesIntegers() {
        Op op = new Composite.Gelu(Composite.Gelu.Form.EXACT);
        refused("is not floating", "a floating dtype", op, TensorType.of(DType.I32, 4));
        refused("got 2 operands", "1 operand", op, f32(), f32());
    }

    @Test
    void dropoutRefusesRatesAndKeysThatAreNone() {
        TensorType key = TensorType.of(DType.U32, 2);
        refused("the rate is 1.0", "0 to below 1", new Composite.Dropout(1), f32(3), key);
        refused("the rate is NaN", "0 to below 1", new Composite.Dropout(Double.NaN), f32(), key);
        refused("the key is f32[2]", "a key u32[2]", new Composite.Dropout(0.5), f32(3), f32(2));
        refused("got 1 operand", "2 operands", new Composite.Dropout(0.5), f32(3));
        refused("is not floating", "a floating dtype", new Composite.Dropout(0.5), key, key);
    }

    @Test
    void embeddingRefusesTablesAndIdsThatAreNone() {
        Op op = new Composite.Embedding(Composite.Embedding.NO_PADDING);
        TensorType ids = TensorType.of(DType.I32, 4);
        refused("got 1 operand", "2 operands", op, f32(5, 3));
        refused("the table is f32[5]", "[rows, features]", op, f32(5), ids);
        refused("the table is f32[0, 3]", "[rows, features] with 1 row", op, f32(0, 3), ids);
        refused("the ids are f32[4]", "an integer dtype", op, f32(5, 3), f32(4));
        refused("is not floating", "a floating dtype", op, TensorType.of(DType.I8, 5, 3), ids);
        refused("is 5", "a row from 0 to 4", new Composite.Embedding(5), f32(5, 3), ids);
        refused(
                "is -2",
                "a row from 0 to 4; -1 for none",
                new Composite.Embedding(-2),
                f32(5, 3),
                ids);
    }

    @Test
    void normalizationsRefuseParametersThatDoNotFit() {
        TensorType x = f32(2, 3, 4);
        refused("got 2 operands", "3 operands", new Normalization.LayerNorm(2, 0), x, f32(4));
        refused(
                "a parameter of f32[2, 3, 4] is f32[3]",
                "f32[4]",
                new Normalization.LayerNorm(2, 0),
                x,
                f32(4),
                f32(3));
        refused("is f32[4]", "f32[3, 4]", new Normalization.RmsNorm(1, 0), x, f32(4));
        refused("the axes [3]", "distinct axes", new Normalization.RmsNorm(3, 0), x, f32(4));
        refused("epsilon is -1.0", "a number from 0", new Normalization.RmsNorm(2, -1), x, f32(4));
        refused(
                "3 groups of 4 channels",
                "groups that divide the channels",
                new Normalization.GroupNorm(3, 0),
                x,
                f32(4),
                f32(4));
        refused(
                "f32[4] has no channels",
                "[batch, spatial..., channels]",
                new Normalization.GroupNorm(1, 0),
                f32(4),
                f32(4),
                f32(4));
        TensorType half = TensorType.of(DType.BF16, 3);
        refused("is bf16[3]", "f32[3]", new Normalization.BatchNormTraining(0, 1), x, f32(3), half);
        refused(
                "got 3 operands",
                "5 operands",
                new Normalization.BatchNormInference(0, 1),
                x,
                f32(3),
                f32(3));
    }

    @Test
    void theGradientOfAttentionRefusesAGradientThatDoesNotFit() {
        Op op = new AttentionGradient(1, false);
        TensorType q = f32(2, 4, 3, 5);
        TensorType k = f32(2, 2, 6, 5);
        refused("it got 3 operands", "4 or 5 operands; queries, keys, values", op, q, k, k);
        refused("is f32[2, 4, 3, 6]", "f32[2, 4, 3, 5]", op, q, k, k, f32(2, 4, 3, 6));
    }

    @Test
    void attentionRefusesHeadsAndMasksThatDoNotFit() {
        Op op = new Attention(1, false);
        TensorType q = f32(2, 4, 3, 5);
        TensorType k = f32(2, 2, 6, 5);
        refused("it got 2 operands", "3 or 4 operands; queries, keys, values", op, q, k);
        refused("window is -1", "1 position or more", new Attention(1, false, -1, 0), q, k, k);
        refused("dropout is 1.0", "0 to below 1", new Attention(1, false, 0, 1), q, k, k);
        Op drops = new Attention(1, false, 0, 0.5);
        refused("it got 3 operands", "4 or 5 operands; queries", drops, q, k, k);
        refused("the key is f32", "a key u32[2]", drops, q, k, k, q);
        refused("f32[2, 6, 5]", "[batch, heads, time, size]", op, q, f32(2, 6, 5), k);
        refused(
                "bf16",
                "[batch, heads, time, size] in one dtype",
                op,
                q,
                k,
                TensorType.of(DType.BF16, 2, 2, 6, 5));
        refused("queries [2, 4, 3, 5]", "one batch", op, q, f32(1, 2, 6, 5), f32(1, 2, 6, 5));
        refused(
                "values [2, 2, 7, 5]",
                "one batch, as many keys as values",
                op,
                q,
                k,
                f32(2, 2, 7, 5));
        refused("size 5, keys 4", "equal sizes; project", op, q, f32(2, 2, 6, 4), k);
        refused("4 heads", "a multiple", op, q, f32(2, 3, 6, 5), f32(2, 3, 6, 5));
        refused("the mask is", "bool or f32", op, q, k, k, TensorType.of(DType.BOOL, 2, 4, 3, 5));
        refused(
                "the mask is i32",
                "bool or f32",
                op,
                q,
                k,
                k,
                TensorType.of(DType.I32, 1, 1, 3, 6));
        TensorType i = TensorType.of(DType.I32, 2, 4, 3, 5);
        refused("is not floating", "a floating dtype", op, i, i, i);
    }

    @Test
    void recurrentNetworksRefuseWeightsThatDoNotFit() {
        Op op = new Recurrent.Lstm(false);
        TensorType x = f32(7, 2, 3);
        TensorType h = f32(2, 4);
        refused("got 2 operands", "6 operands", op, x, h);
        refused(
                "the sequence is f32[2, 3]",
                "[time, batch, features]",
                op,
                f32(2, 3),
                h,
                h,
                h,
                h,
                h);
        refused("the state is f32[4]", "[batch, width]", op, x, f32(4), h, h, h, h);
        refused(
                "the input weight is f32[3, 12]",
                "f32[3, 16]",
                op,
                x,
                h,
                h,
                f32(3, 12),
                f32(4, 16),
                f32(16));
    }

    @Test
    void updatesRefuseStateThatDoesNotFit() {
        TensorType w = f32(3, 4);
        refused("got 2 operands", "3 operands", new Update.Sgd(0, false, 0), w, w);
        refused("the rate is f32[1]", "f32[]", new Update.Sgd(0, false, 0), w, w, f32(1));
        refused("got 6 operands", "7 operands", new Update.Adam(0, 0, 1, 1), w, w, w, w, w, w);
        TensorType i = TensorType.of(DType.I32);
        refused("is not floating", "a floating dtype", new Update.Sgd(0, false, 0), i, i, i);
    }
}
