package io.jacquard.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static final TensorType MATRIX = TensorType.of(DType.F32, 2, 3);
    private static final TensorType VECTOR = TensorType.of(DType.F32, 3);

    @Test
    void namesParametersByTheirPathInOrderOfCreation() {
        var root = Scope.root();
        root.in("blocks").in("0").parameter("weight", MATRIX, Initializers.zeros());
        root.state("mean", VECTOR, Initializers.zeros());
        root.in("blocks").in("0").parameter("bias", VECTOR, Initializers.zeros());

        assertThat(root.parameters())
                .extracting(Parameter::name)
                .containsExactly("blocks.0.weight", "mean", "blocks.0.bias");
        assertThat(root.parameters())
                .extracting(Parameter::trainable)
                .containsExactly(true, false, true);
    }

    @Test
    void refusesANameThatIsTaken() {
        var scope = Scope.root().in("head");
        scope.parameter("weight", MATRIX, Initializers.zeros());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scope.state("weight", VECTOR, Initializers.zeros()))
                .withMessageContaining("'head.weight'")
                .withMessageContaining("scope.in(");
    }

    @Test
    void refusesNamesThatAreNotPlain() {
        for (String name : List.of("", "a.b", "a b", "a#0")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Scope.root().in(name))
                    .withMessageContaining("'" + name + "'");
        }
    }

    @Test
    void penalizesWeightsAndNotBiases() {
        var scope = Scope.root().penalized(Penalty.l2(0.1)).in("a");

        assertThat(scope.parameter("weight", MATRIX, Initializers.zeros()).penalties()).hasSize(1);
        assertThat(scope.parameter("bias", VECTOR, Initializers.zeros()).penalties()).isEmpty();
    }

    @Test
    void initialValuesDependOnSeedAndNameOnly() {
        var alone = Scope.root().in("b").parameter("weight", MATRIX, Initializers.heUniform());
        var scope = Scope.root();
        var other = scope.in("a").parameter("weight", MATRIX, Initializers.heUniform());
        var same = scope.in("b").parameter("weight", MATRIX, Initializers.heUniform());

        assertThat(same.initial(Seed.of(1))).isEqualTo(alone.initial(Seed.of(1)));
        assertThat(same.initial(Seed.of(1))).isNotEqualTo(alone.initial(Seed.of(2)));
        assertThat(same.initial(Seed.of(1))).isNotEqualTo(other.initial(Seed.of(1)));
    }
}
