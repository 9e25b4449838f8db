package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialTest {
    @Test
    void appliesLayersInOrder() {
        Layer plus = x -> x.add(1);
        Layer twice = x -> x.mul(2);
        var three = Literal.of(new float[] {3}, 1);

        assertThat(Forward.of(_ -> Sequential.of(plus, twice), three).get(0)).isEqualTo(8);
        assertThat(Forward.of(_ -> Sequential.of(twice).then(plus), three).get(0)).isEqualTo(7);
        assertThat(Forward.of(_ -> Sequential.of(List.of()), three).get(0)).isEqualTo(3);
        assertThat(Sequential.of(plus, Tensor::relu).layers()).hasSize(2);
    }

    @Test
    void makersGetTheScopeOfTheirPosition() {
        var scope = Scope.root();
        Sequential.of(
                scope.in("net"),
                s -> new Linear(s, 2, 3),
                _ -> Activation.relu(),
                s -> new Linear(s, 3, 1));
        Sequential.repeat(2, scope.in("blocks"), s -> new Linear(s.in("inner"), 1, 1));

        assertThat(scope.parameters())
                .extracting(Parameter::name)
                .containsExactly(
                        "net.0.weight",
                        "net.0.bias",
                        "net.2.weight",
                        "net.2.bias",
                        "blocks.0.inner.weight",
                        "blocks.0.inner.bias",
                        "blocks.1.inner.weight",
                        "blocks.1.inner.bias");
    }

    @Test
    void errorsNameThePosition() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Forward.type(
                                _ -> Sequential.of(Tensor::relu, MaxPool.of(2, 2)),
                                TensorType.of(DType.F32, 2, 3)))
                .withMessageContaining("layer 1");
    }
}
