package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private static final Literal X = Samples.random(DType.F64, 1, 2, 3);
    private static final Literal W = Samples.random(DType.F64, 2, 3, 2);

    private static Function layer() {
        Builder b = new Builder("layer");
        Value x = b.parameter("x", TensorType.of(DType.F64, 2, 3));
        Value w = b.parameter("w", TensorType.of(DType.F64, 3, 2));
        Value y = b.add(DotGeneral.matmul(), x, w);
        return b.build(List.of(b.add(new Unary.Tanh(), y), b.add(new Binary.Multiply(), y, y)));
    }

    private static Function gradients(Function f) {
        return withoutValue(ReverseMode.differentiate(f, IntList.of(0, 1)));
    }

    private static Function withoutValue(Function f) {
        Builder b = new Builder(f.name());
        List<Value.Parameter> p =
                f.parameters().stream().map(v -> b.parameter(v.name(), v.type())).toList();
        List<Value> all = b.inline(f, List.copyOf(p));
        return b.build(all.subList(1, all.size()));
    }

    private static Function doubled(Function f) {
        Function right = gradients(f);
        Builder b = new Builder("doubled");
        List<Value.Parameter> p =
                f.parameters().stream().map(v -> b.parameter(v.name(), v.type())).toList();
        List<Value> all = b.inline(right, List.copyOf(p));
        Value first = all.getFirst();
        return b.build(List.of(first, b.add(new Binary.Add(), all.getLast(), all.getLast())));
    }

    @Test
    void rightGradientsPass() {
        GradientCheck.check(layer(), GradientCheckTest::gradients, List.of(X, W), 5);
    }

    @Test
    void wrongGradientsFailWithTheirArgument() {
        assertThatThrownBy(() ->
                        GradientCheck.check(layer(), GradientCheckTest::doubled, List.of(X, W), 5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gradient of argument 1 of layer")
                .hasMessageContaining("the largest error is at [");
    }

    @Test
    void aMissingGradientFails() {
        assertThatThrownBy(() -> GradientCheck.check(layer(), f -> f, List.of(X, W), 5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 gradients for 2 f64 arguments");
    }
}
