package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionRuleTest {
    private static Literal f64(int seed, int... sizes) {
        return Pieces.random(TensorType.of(DType.F64, sizes), seed);
    }

    // Sees some keys; the first query none.
    private static Literal mask(int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.BOOL, sizes));
        for (int i = sizes[3]; i < made.elements(); i++) {
            made.setLong(i, i % 3 == 0 ? 0 : 1);
        }
        return made;
    }

    @Test
    void gradientsAreThoseOfTheDecomposition() {
        Literal q = f64(1, 2, 4, 3, 5);
        Literal k = f64(2, 2, 2, 6, 5);
        Literal v = f64(3, 2, 2, 6, 7);
        Pieces.agree(new Attention(0.4, false), q, k, v);
        Pieces.agree(new Attention(0.4, true), q, k, v);
        Pieces.agree(new Attention(0.4, false), q, k, v, mask(2, 4, 3, 6));
        Pieces.agree(new Attention(0.4, false), q, k, v, mask(2, 1, 3, 6));
        Pieces.agree(new Attention(0.4, true), q, k, v, mask(1, 4, 1, 6));
        Pieces.agree(new Attention(0.4, true), q, k, v, f64(4, 2, 4, 3, 6));
        Pieces.agree(new Attention(0.4, false), q, k, v, f64(5, 1, 4, 1, 6));
        Pieces.agree(new Attention(0.4, true, 2, 0), q, k, v);
        Pieces.agree(new Attention(0.4, false, 2, 0.3), q, k, v, f64(5, 1, 4, 1, 6), KEY);
        Pieces.agree(
                new Attention(0.4, true),
                f64(6, 1, 3, 4, 2),
                f64(7, 1, 3, 4, 2),
                f64(8, 1, 3, 4, 2));
    }

    private static final Literal KEY = Literal.zeros(TensorType.of(DType.U32, 2));

    @Test
    void gradientsOfTheGradientAreThoseOfItsDecomposition() {
        Literal q = f64(1, 1, 4, 3, 2);
        Literal k = f64(2, 1, 2, 4, 2);
        Literal v = f64(3, 1, 2, 4, 3);
        Literal d = f64(4, 1, 4, 3, 3);
        Pieces.agree(new AttentionGradient(0.4, false), q, k, v, d);
        Pieces.agree(new AttentionGradient(0.4, true), q, k, v, d, mask(1, 4, 3, 4));
        Pieces.agree(new AttentionGradient(0.4, false), q, k, v, d, f64(5, 1, 4, 1, 4));
        Pieces.agree(new AttentionGradient(0.4, true, 2, 0.3), q, k, v, d, KEY);
    }

    @Test
    void aValueThatIsQueriesKeysAndValuesReceivesTheSumOnce() {
        Differences.seeded(52)
                .with(1, 1, 2, 2)
                .check((s, x) -> {
                    Value all = x.getFirst();
                    List<Value> four = List.of(all, all, all, all);
                    return s.builder()
                            .append(new AttentionGradient(0.5, true), four)
                            .results()
                            .get(1);
                });
    }

    @Test
    void isOneOperation() {
        Builder b = new Builder("attend");
        Value x = b.parameter("x", TensorType.of(DType.F32, 1, 1, 2, 2));
        Value y = b.add(new Attention(0.5, true), x, x, x);
        ReverseMode.gradients(b, y, y, List.of(x));
        assertThat(b.instructions().stream().map(i -> i.op().name()))
                .containsOnlyOnce("attention_gradient")
                .doesNotContain("softmax");
    }

    @Test
    void agreesWithDifferences() {
        Differences.seeded(50)
                .with(1, 2, 2, 3)
                .with(1, 1, 3, 3)
                .with(1, 1, 3, 2)
                .with(1, 1, 2, 3)
                .check((s, x) -> s.builder().append(new Attention(0.5, true), x).result());
    }

    @Test
    void agreesWithDifferencesBehindAMask() {
        Differences.seeded(51)
                .with(1, 2, 2, 2)
                .with(1, 2, 3, 2)
                .with(1, 2, 3, 2)
                .check((s, x) -> {
                    Value mask = s.builder().add(new Creation.Constant(mask(1, 1, 2, 3)));
                    List<Value> all = List.of(x.get(0), x.get(1), x.get(2), mask);
                    return s.builder().append(new Attention(0.7, false), all).result();
                });
    }
}
