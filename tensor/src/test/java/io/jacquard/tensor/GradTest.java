package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.testkit.Tolerance;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GradTest {
    private static final Literal X = Run.floats(-2, 0.5, 3);

    @Test
    void ofASumOfSquaresIsTwiceTheInput() {
        assertThat(Run.of(Grad.of(x -> x.square().sum()), X)).isExactly(Run.floats(-4, 1, 6));
    }

    @Test
    void ofSeveralTensorsComeInTheirOrder() {
        var gradients =
                Run.all(in -> Grad.of(in.get(0).mul(in.get(1)).sum(), in), X, Run.floats(5, 6, 7));

        assertThat(gradients.get(0)).isExactly(Run.floats(5, 6, 7));
        assertThat(gradients.get(1)).isExactly(X);
    }

    @Test
    void ofAGradientIsTheSecondDerivative() {
        UnaryOperator<Tensor> cube = x -> x.mul(x).mul(x);
        UnaryOperator<Tensor> third = Grad.of(Grad.of(Grad.of(cube)));

        assertThat(Run.of(Grad.of(Grad.of(cube)), Literal.scalar(DType.F32, 2)))
                .isExactly(Literal.scalar(DType.F32, 12));
        assertThat(Run.of(third, Literal.scalar(DType.F32, 2)))
                .isExactly(Literal.scalar(DType.F32, 6));
    }

    @Test
    void ofACotangentIsItsProductWithTheDerivatives() {
        var result =
                Run.all(
                        in -> Grad.of(in.get(0).exp(), in.get(1), List.of(in.get(0))),
                        X,
                        Run.floats(1, -2, 0));

        assertThat(result.getFirst())
                .isCloseTo(Run.floats(Math.exp(-2), -2 * Math.exp(0.5), 0), Tolerance.ELEMENTWISE);
    }

    @Test
    void ofATensorTheLossDoesNotUseIsZero() {
        var gradients = Run.all(in -> Grad.of(in.get(0).sum(), in), X, Run.counting(2, 2));

        assertThat(gradients.get(1)).isExactly(Run.shaped(new double[4], 2, 2));
    }

    @Test
    void ofAnIntermediateTensorWorksToo() {
        var result =
                Run.of(
                        x -> {
                            var y = x.mul(2);
                            return Grad.of(y.square().sum(), List.of(y)).getFirst();
                        },
                        X);

        assertThat(result).isExactly(Run.floats(-8, 2, 12));
    }

    @Test
    void sumsOverBroadcastAxes() {
        var gradients =
                Run.all(
                        in -> Grad.of(in.get(0).mul(in.get(1)).sum(), in),
                        Run.counting(2, 3),
                        Run.shaped(new double[] {1, 10}, 2, 1));

        assertThat(gradients.get(0))
                .isExactly(Run.shaped(new double[] {1, 1, 1, 10, 10, 10}, 2, 3));
        assertThat(gradients.get(1)).isExactly(Run.shaped(new double[] {3, 12}, 2, 1));
    }

    @Test
    void stopsWhereItIsTold() {
        assertThat(Run.of(Grad.of(x -> x.mul(x.stopGradient()).sum()), X)).isExactly(X);
    }

    @Test
    void ofReluAtZeroIsZero() {
        assertThat(Run.of(Grad.of(x -> x.relu().sum()), Run.floats(-1, 0, 2)))
                .isExactly(Run.floats(0, 0, 1));
    }

    @Test
    void rejectsALossThatIsNoFloatingScalar() {
        for (TensorType type : List.of(TensorType.of(DType.F32, 3), TensorType.of(DType.I32))) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> Run.type(Grad.of(x -> x), type))
                    .withMessageStartingWith("[grad] the loss is " + type)
                    .withMessageContaining("use sum() or mean()");
        }
    }

    @Test
    void rejectsACotangentOfAnotherType() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Run.type(
                                x -> Grad.of(x, x.sum(), List.of(x)).getFirst(),
                                TensorType.of(DType.F32, 3)))
                .withMessageContaining("the type is f32[]")
                .withMessageContaining("expected f32[3]");
    }

    @Test
    void rejectsIntegersToDifferentiateBy() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Run.type(
                                x -> {
                                    var loss = x.to(DType.F32).sum();
                                    return Grad.of(loss, List.of(x)).getFirst();
                                },
                                TensorType.of(DType.I32, 3)))
                .withMessageStartingWith("[grad] an input is i32[3]");
    }
}
