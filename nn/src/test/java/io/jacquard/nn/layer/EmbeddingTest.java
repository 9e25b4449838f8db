package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    private static Literal ids(int... numbers) {
        Literal made = Literal.zeros(TensorType.of(DType.I32, numbers.length));
        for (int i = 0; i < numbers.length; i++) {
            made.set(i, numbers[i]);
        }
        return made;
    }

    @Test
    void givesTheRowOfEachId() {
        Literal rows = Forward.of(s -> new Embedding(s, 5, 3), ids(0, 1, 2, 3, 4));
        Literal found = Forward.of(s -> new Embedding(s, 5, 3), ids(4, 0, 4));

        for (int i = 0; i < 3; i++) {
            assertThat(found.get(i)).isEqualTo(rows.get(12 + i));
            assertThat(found.get(3 + i)).isEqualTo(rows.get(i));
            assertThat(found.get(6 + i)).isEqualTo(rows.get(12 + i));
        }
        assertThat(rows.get(0)).isNotZero().isBetween(-0.05, 0.05);
    }

    @Test
    void keepsTheAxesOfTheIds() {
        assertThat(Forward.type(s -> new Embedding(s, 5, 3), TensorType.of(DType.I64, 2, 7)))
                .isEqualTo(TensorType.of(DType.F32, 2, 7, 3));
    }

    @Test
    void theRowOfThePaddingStartsAtZero() {
        Literal rows =
                Forward.of(
                        s -> Embedding.withPadding(s, 3, 2, Initializers.ones(), 1), ids(0, 1, 2));

        assertThat(rows).isEqualTo(Literal.of(new float[] {1, 1, 0, 0, 1, 1}, 3, 2));
    }

    @Test
    void refusesWhatIsNoIdAndNoRow() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Forward.type(s -> new Embedding(s, 5, 3), TensorType.of(DType.F32, 2)))
                .withMessageContaining("[embedding]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.withPadding(Scope.root(), 3, 2, Initializers.ones(), 3))
                .withMessageContaining("expected one from 0 to 2");
    }
}
