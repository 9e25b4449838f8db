package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.tensor.Tensor;
import io.jacquard.testkit.ArrayAssert;
import org.junit.jupiter.api.Test;

/// Whole networks with each score are compared with PyTorch in `models`.
class AttentionTest {
    private static final Literal MEMORY = Literal.of(new float[] {1, 0, 0, 1, 5, 5}, 1, 3, 2);

    private static Literal attended(boolean weights, boolean... mask) {
        return Forward.function(
                queries -> {
                    var memory = Tensor.constant(MEMORY);
                    var attention = Attention.dot();
                    Literal bits = Literal.zeros(TensorType.of(DType.BOOL, 1, 3));
                    for (int i = 0; i < mask.length; i++) {
                        bits.set(i, mask[i] ? 1 : 0);
                    }
                    var made = attention.attend(queries, memory, Tensor.constant(bits));
                    return weights ? made.weights() : made.context();
                },
                Literal.of(new float[] {0, 0}, 1, 1, 2));
    }

    @Test
    void equalScoresGiveTheMeanOfWhatCounts() {
        assertThat(attended(true, true, true, false).floats()).containsExactly(0.5f, 0.5f, 0f);
        assertThat(attended(false, true, true, false).floats()).containsExactly(0.5f, 0.5f);
    }

    @Test
    void whereNothingCountsTheContextIsZero() {
        assertThat(attended(false, false, false, false).floats()).containsOnly(0f);
        ArrayAssert.assertThat(attended(true, false, false, false)).isFinite();
    }

    @Test
    void aLargerProductGetsMoreWeight() {
        var weights =
                Forward.function(
                        q -> Attention.dot().attend(q, Tensor.constant(MEMORY)).weights(),
                        Literal.of(new float[] {1, 0}, 1, 1, 2));

        double sum = Math.exp(1) + 1 + Math.exp(5);
        assertThat((double) weights.floats()[0]).isCloseTo(Math.exp(1) / sum, offset(1e-6));
        assertThat((double) weights.floats()[2]).isCloseTo(Math.exp(5) / sum, offset(1e-6));
    }

    @Test
    void refusesWhatDoesNotFit() {
        var memory = TensorType.of(DType.F32, 2, 4, 6);

        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Forward.type(
                                s -> m -> Attention.dot().attend(m.slice(2, 0, 3), m).context(),
                                memory))
                .withMessageContaining("[batch, queries, 6]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(AttentionTest::wrongMask, memory))
                .withMessageContaining("mask");
    }

    private static Layer wrongMask(Scope s) {
        var attention = Attention.concat(s, 6, 6, 3);
        return m -> attention.attend(m, m, Tensor.iota(4).expand(0)).context();
    }
}
