package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Recurrent.Rnn.Activation;
import io.jacquard.ir.ShapeException;
import io.jacquard.tensor.Sequences.Direction;
import io.jacquard.tensor.Sequences.Outputs;
import io.jacquard.tensor.Sequences.Weights;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// Numbers of PyTorch 2's `nn.LSTM`, `nn.GRU` and `nn.RNN` in f64, their weights transposed.
class SequencesTest {
    private static Literal[] operands(DType dtype, int gates) {
        return new Literal[] {
            Waves.of(dtype, 0.7, 3, 2, 2),
            Waves.of(dtype, 0.3, 2, gates * 2),
            Waves.of(dtype, 0.5, 2, gates * 2),
            Waves.of(dtype, 0.9, gates * 2),
            Waves.of(dtype, 0.4, gates * 2)
        };
    }

    private static Weights weights(List<Tensor> in) {
        return Weights.of(in.get(1), in.get(2), in.get(3), in.get(4));
    }

    private static List<Tensor> list(Outputs made) {
        List<Tensor> all = new ArrayList<>(List.of(made.hidden()));
        all.addAll(made.last());
        return all;
    }

    private static List<Literal> run(int gates, BiFunction<Tensor, Weights, Outputs> network) {
        return Run.all(
                in -> list(network.apply(in.getFirst(), weights(in))), operands(DType.F32, gates));
    }

    private static void close(Literal made, double... wanted) {
        int[] sizes = made.type().shape().sizes();
        assertThat(made).isCloseTo(Run.shaped(wanted, sizes), Tolerance.CONTRACTION);
    }

    @Test
    void anLstmIsThatOfPytorch() {
        var made = run(4, Sequences::lstm);

        close(
                made.get(0),
                -0.04277209,
                -0.15213803,
                0.27244623,
                0.26519799,
                0.01091321,
                -0.01040827,
                0.03233843,
                -0.00571278,
                -0.14887841,
                -0.24127661,
                0.19202673,
                0.06506018);
        close(made.get(1), -0.14887841, -0.24127661, 0.19202673, 0.06506018);
        close(made.get(2), -0.36287515, -0.50421666, 0.33944394, 0.10406287);
    }

    @Test
    void aGruIsThatOfPytorch() {
        var made = run(3, Sequences::gru);

        close(
                made.get(0),
                0.02936191,
                0.01121326,
                0.05471417,
                0.09670457,
                -0.16734396,
                -0.10672519,
                -0.34501915,
                -0.43933857,
                -0.19084625,
                -0.21463565,
                -0.27483234,
                -0.29835652);
        close(made.get(1), -0.19084625, -0.21463565, -0.27483234, -0.29835652);
    }

    @Test
    void aPlainNetworkIsThatOfPytorch() {
        var made = run(1, Sequences::rnn);

        close(
                made.get(0),
                0.97242495,
                0.9947856,
                0.93417857,
                0.98636824,
                0.95125873,
                0.98379158,
                0.9488074,
                0.97718882,
                0.99618278,
                0.99934001,
                0.99839607,
                0.99984502);
        close(made.get(1), 0.99618278, 0.99934001, 0.99839607, 0.99984502);
    }

    @Test
    void backwardIsForwardOfTheReversedSequence() {
        var both =
                Run.all(
                        in -> {
                            Tensor x = in.getFirst();
                            Tensor h = x.slice(0, 0, 1).squeeze(0).mul(0.5);
                            List<Tensor> start = List.of(h, h.neg());
                            Weights w = weights(in);
                            Outputs back = Sequences.lstm(x, start, w, Direction.BACKWARD);
                            Outputs turned =
                                    Sequences.lstm(x.reverse(0), start, w, Direction.FORWARD);
                            return List.of(
                                    back.hidden(),
                                    turned.hidden().reverse(0),
                                    back.last().getLast(),
                                    turned.last().getLast());
                        },
                        operands(DType.F32, 4));

        assertThat(both.get(0)).isExactly(both.get(1));
        assertThat(both.get(2)).isExactly(both.get(3));
    }

    @Test
    void gradientsAgreeWithDifferences() {
        Slopes.agreeAll(
                in -> list(Sequences.lstm(in.getFirst(), weights(in))), operands(DType.F64, 4));
        Slopes.agreeAll(
                in -> list(Sequences.gru(in.getFirst(), weights(in))), operands(DType.F64, 3));
        Slopes.agreeAll(
                in -> {
                    Tensor h = in.getFirst().slice(0, 0, 1).squeeze(0);
                    return list(
                            Sequences.rnn(
                                    in.getFirst(),
                                    h,
                                    weights(in),
                                    Activation.TANH,
                                    Direction.BACKWARD));
                },
                operands(DType.F64, 1));
    }

    @Test
    void biasesThatAreTooManyOrTooFewAreRefused() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Run.all(
                                in ->
                                        list(
                                                Sequences.gru(
                                                        in.get(0),
                                                        Weights.of(
                                                                in.get(1), in.get(2), in.get(3)))),
                                operands(DType.F32, 3)))
                .withMessageStartingWith("[gru] 1 biases\n")
                .withMessageContaining("expected 2; add or drop one");
    }
}
