package io.jacquard.nn.layer;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Recurrent.Rnn.Activation;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Sequences;
import io.jacquard.tensor.Sequences.Direction;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// The kinds of recurrent networks: how many gates and states they have and what computes them.
enum RecurrentCell {
    LSTM("lstm", 4, 2),
    GRU("gru", 3, 1),
    TANH("rnn", 1, 1),
    RELU("rnn", 1, 1);

    // The sigmoid of this is 1 and that of its negative 0, in every dtype.
    private static final double CERTAIN = 1e4;

    private final String word;
    private final int gates;
    private final int states;

    RecurrentCell(String word, int gates, int states) {
        this.word = word;
        this.gates = gates;
        this.states = states;
    }

    String word() {
        return word;
    }

    int gates() {
        return gates;
    }

    int states() {
        return states;
    }

    /// The input bias before training in Keras.
    Initializer bias(int width) {
        return this == LSTM ? forgetOne(width) : Initializers.zeros();
    }

    private static Initializer forgetOne(int width) {
        return (_, type) -> {
            Literal made = Literal.zeros(type);
            for (int i = width; i < 2 * width; i++) {
                made.set(i, 1);
            }
            return made;
        };
    }

    /// @param x `[time, batch, features]`
    Sequences.Outputs run(
            Tensor x, List<Tensor> first, Sequences.Weights weights, Direction direction) {
        return switch (this) {
            case LSTM -> Sequences.lstm(x, first, weights, direction);
            case GRU -> Sequences.gru(x, first.getFirst(), weights, direction);
            case TANH -> plain(x, first, weights, Activation.TANH, direction);
            case RELU -> plain(x, first, weights, Activation.RELU, direction);
        };
    }

    private static Sequences.Outputs plain(
            Tensor x,
            List<Tensor> first,
            Sequences.Weights weights,
            Activation activation,
            Direction direction) {
        return Sequences.rnn(x, first.getFirst(), weights, activation, direction);
    }

    /// Input weights of one more feature, which is 1 where a step does not count: an LSTM's cell
    /// then keeps its state, for its forget gate is 1 and its input gate 0.
    Tensor holding(Tensor weights) {
        DType dtype = weights.dtype();
        TensorType gate = TensorType.of(dtype, 1, weights.size(1) / gates);
        Tensor row =
                Tensor.full(gate, -CERTAIN)
                        .concat(
                                1,
                                Tensor.full(gate, CERTAIN),
                                Tensor.full(gate, 0),
                                Tensor.full(gate, 0));
        return weights.concat(0, row);
    }
}
