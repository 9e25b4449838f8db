package io.jacquard.tensor;

import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Recurrent.Rnn.Activation;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Recurrent networks over a sequence.
///
/// | value | shape |
/// |---|---|
/// | sequence | `[time, batch, features]` |
/// | state | `[batch, width]` |
/// | input weights | `[features, gates * width]` |
/// | recurrent weights | `[width, gates * width]` |
/// | biases | `[gates * width]` |
/// | hidden states of all steps | `[time, batch, width]` |
///
/// The gates lie side by side: of an LSTM input, forget, cell, output; of a GRU reset, update, new;
/// a plain network has one. The order and the formulas are PyTorch's and cuDNN's; their weights are
/// the transposed. Batch-first data is turned by `x.transpose(1, 0, 2)`.
///
/// {@snippet :
/// Sequences.Weights weights = Sequences.Weights.of(inputWeights, recurrentWeights, bias);
/// Tensor last = Sequences.lstm(sequence, weights).last().getFirst();
/// }
public final class Sequences {
    private Sequences() {}

    /// Which way a network reads a sequence.
    public enum Direction {
        /// From the first element to the last.
        FORWARD,
        /// From the last element to the first; hidden states lie in the order of the sequence.
        BACKWARD
    }

    /// Weights of a network.
    ///
    /// @param input `[features, gates * width]`
    /// @param recurrent `[width, gates * width]`
    /// @param biases each `[gates * width]`: of a GRU two, that of the input and that of the
    ///   recurrent product; of the others one or, as in PyTorch, two that are added
    public record Weights(Tensor input, Tensor recurrent, List<Tensor> biases) {
        /// Copies the list.
        public Weights {
            biases = List.copyOf(biases);
        }

        /// Weights with those biases.
        public static Weights of(Tensor input, Tensor recurrent, Tensor... biases) {
            return new Weights(input, recurrent, List.of(biases));
        }
    }

    /// What a network made of a sequence.
    ///
    /// @param hidden the hidden states of all steps, `[time, batch, width]`
    /// @param last the states after the last step that was done, `[batch, width]`: the hidden one,
    ///   then of an LSTM the cell's
    public record Outputs(Tensor hidden, List<Tensor> last) {
        /// Copies the list.
        public Outputs {
            last = List.copyOf(last);
        }
    }

    /// A long short-term memory that begins with zeros.
    ///
    /// @param sequence floats `[time, batch, features]`
    /// @throws io.jacquard.ir.ShapeException if the weights do not fit
    public static Outputs lstm(Tensor sequence, Weights weights) {
        return lstm(sequence, zeros(sequence, weights, 2), weights, Direction.FORWARD);
    }

    /// A long short-term memory: `c' = sigmoid(f) * c + sigmoid(i) * tanh(g)`, `h' = sigmoid(o) *
    /// tanh(c')`.
    ///
    /// Source: Hochreiter, Schmidhuber, *Long short-term memory*, 1997; the forget gate of Gers,
    /// Schmidhuber, Cummins, 2000.
    ///
    /// @param sequence floats `[time, batch, features]`
    /// @param initial the hidden state and the cell's before the first step, `[batch, width]`
    /// @throws io.jacquard.ir.ShapeException if the states or weights do not fit
    public static Outputs lstm(
            Tensor sequence, List<Tensor> initial, Weights weights, Direction direction) {
        Recurrent op = new Recurrent.Lstm(direction == Direction.BACKWARD);
        return run(op, sequence, initial, weights);
    }

    /// A gated recurrent unit that begins with zeros.
    ///
    /// @param sequence floats `[time, batch, features]`
    /// @throws io.jacquard.ir.ShapeException if the weights do not fit
    public static Outputs gru(Tensor sequence, Weights weights) {
        Tensor zero = zeros(sequence, weights, 1).getFirst();
        return gru(sequence, zero, weights, Direction.FORWARD);
    }

    /// A gated recurrent unit: `n = tanh(x W + b + r * (h R + c))`, `h' = (1 - z) * n + z * h` with
    /// the reset gate r and the update gate z.
    ///
    /// Source: Cho et al., *Learning phrase representations*, 2014, arXiv 1406.1078, section 2.3;
    /// the reset after the product, unlike there.
    ///
    /// @param sequence floats `[time, batch, features]`
    /// @param initial the hidden state before the first step, `[batch, width]`
    /// @throws io.jacquard.ir.ShapeException if the state or weights do not fit
    public static Outputs gru(
            Tensor sequence, Tensor initial, Weights weights, Direction direction) {
        Recurrent op = new Recurrent.Gru(direction == Direction.BACKWARD);
        return run(op, sequence, List.of(initial), weights);
    }

    /// A plain recurrent network with tanh that begins with zeros.
    ///
    /// @param sequence floats `[time, batch, features]`
    /// @throws io.jacquard.ir.ShapeException if the weights do not fit
    public static Outputs rnn(Tensor sequence, Weights weights) {
        Tensor zero = zeros(sequence, weights, 1).getFirst();
        return rnn(sequence, zero, weights, Activation.TANH, Direction.FORWARD);
    }

    /// A plain recurrent network: `h' = f(x W + b + h R)`.
    ///
    /// Source: Elman, *Finding structure in time*, 1990.
    ///
    /// @param sequence floats `[time, batch, features]`
    /// @param initial the hidden state before the first step, `[batch, width]`
    /// @param activation f
    /// @throws io.jacquard.ir.ShapeException if the state or weights do not fit
    public static Outputs rnn(
            Tensor sequence,
            Tensor initial,
            Weights weights,
            Activation activation,
            Direction direction) {
        Recurrent op = new Recurrent.Rnn(activation, direction == Direction.BACKWARD);
        return run(op, sequence, List.of(initial), weights);
    }

    private static List<Tensor> zeros(Tensor sequence, Weights weights, int states) {
        sequence.requireShape("time", "batch", "features");
        weights.recurrent().requireShape("width", "gates * width");
        int width = weights.recurrent().size(0);
        TensorType type = TensorType.of(sequence.dtype(), sequence.size(1), width);
        return Collections.nCopies(states, Tensor.full(type, 0));
    }

    private static Outputs run(
            Recurrent op, Tensor sequence, List<Tensor> initial, Weights weights) {
        List<Tensor> operands = new ArrayList<>(List.of(sequence));
        operands.addAll(initial);
        operands.add(weights.input());
        operands.add(weights.recurrent());
        operands.addAll(biases(op, sequence, weights.biases()));
        List<Tensor> made = Tensor.apply(op, operands.toArray(Tensor[]::new));
        return new Outputs(made.getFirst(), made.subList(1, made.size()));
    }

    private static List<Tensor> biases(Recurrent op, Tensor sequence, List<Tensor> given) {
        int wanted = op.biases();
        if (given.size() == wanted) {
            return given;
        }
        if (wanted != 1 || given.size() != 2) {
            throw sequence.error(
                    op.name(),
                    given.size() + " biases",
                    wanted == 1 ? "1, or 2 that are added; add or drop one" : "2; add or drop one",
                    given.toArray(Tensor[]::new));
        }
        return List.of(given.getFirst().add(given.getLast()));
    }
}
