package io.jacquard.ir;

import java.util.List;

/// Recurrent networks over a sequence, one step after the other.
///
/// All operands and results are of one floating dtype; 16-bit floats are computed in f32 and
/// rounded once.
///
/// | operand | shape |
/// |---|---|
/// | x | `[time, batch, features]` |
/// | initial states, one or of an LSTM two | `[batch, width]` |
/// | input weights | `[features, gates * width]` |
/// | recurrent weights | `[width, gates * width]` |
/// | input biases | `[gates * width]` |
/// | recurrent biases, of a GRU only | `[gates * width]` |
///
/// The results are the hidden states of all steps, `[time, batch, width]`, and the last states.
public sealed interface Recurrent extends Composite {
    /// Whether the steps run from the last element to the first.
    boolean reverse();

    /// Number of gates: arrays of the width side by side in weights and biases.
    int gates();

    /// Number of states.
    int states();

    /// Number of biases.
    int biases();

    /// One step.
    ///
    /// @param s appends instructions
    /// @param input what the element and the input biases give the gates, `[batch, gates * width]`
    /// @param states hidden, then of an LSTM the cell's, `[batch, width]`
    /// @param weights recurrent weights, then recurrent biases if there are
    /// @return the next states, then what the gradient of the step needs beside them
    List<Value> step(Sugar s, Value input, List<Value> states, List<Value> weights);

    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        return Recurrences.infer(this, operands);
    }

    @Override
    default List<Value> decompose(Builder builder, List<Value> operands) {
        return new Recurrences(new Sugar(builder), this, operands).of();
    }

    /// Appends all steps and keeps what their gradient needs; 16-bit floats as f32.
    ///
    /// @param operands those of the operation
    /// @return the last states, the hidden states of all steps, then what {@link #step} gives
    ///   behind the states, of all steps
    default List<Value> traced(Builder builder, List<Value> operands) {
        return new Recurrences(new Sugar(builder), this, operands).traced();
    }

    /// What the elements of a sequence and the input biases give the gates of all steps, `[time,
    /// batch, gates * width]`, 16-bit floats as f32.
    ///
    /// @param operands those of the operation
    default Value inputs(Sugar s, List<Value> operands) {
        Value x = s.wide(operands.getFirst());
        Value weights = s.wide(operands.get(1 + states()));
        return affine(s, x, weights, List.of(s.wide(operands.get(3 + states()))));
    }

    /// The product of the last axis with a matrix, and a bias added if there is one.
    static Value affine(Sugar s, Value x, Value weights, List<Value> bias) {
        int last = x.type().rank() - 1;
        Value y =
                s.builder()
                        .add(
                                new Contraction.DotGeneral(
                                        IntList.of(),
                                        IntList.of(),
                                        IntList.of(last),
                                        IntList.of(0)),
                                x,
                                weights);
        Shape shape = y.type().shape();
        for (Value b : bias) {
            y = s.add(y, s.broadcast(b, shape, IntList.of(last)));
        }
        return y;
    }

    /// One gate of all of them: a slice of the last axis.
    default Value gate(Sugar s, Value all, int gate) {
        Shape shape = all.type().shape();
        int last = shape.rank() - 1;
        int width = shape.size(last) / gates();
        IntList starts = IntList.repeat(0, last).concat(IntList.of(gate * width));
        IntList limits =
                IntList.generate(last + 1, a -> a == last ? (gate + 1) * width : shape.size(a));
        return s.builder().add(new Shaping.Slice(starts, limits, IntList.repeat(1, last + 1)), all);
    }

    /// The plain network: `h' = f(x W + b + h R)`.
    ///
    /// Source: Elman, *Finding structure in time*, 1990.
    ///
    /// @param activation f
    /// @param reverse whether the steps run from the last element to the first
    record Rnn(Activation activation, boolean reverse) implements Recurrent {
        /// Functions of a plain network.
        public enum Activation {
            /// The hyperbolic tangent.
            TANH,
            /// `max(x, 0)`
            RELU
        }

        @Override
        public int gates() {
            return 1;
        }

        @Override
        public int states() {
            return 1;
        }

        @Override
        public int biases() {
            return 1;
        }

        @Override
        public List<Value> step(Sugar s, Value input, List<Value> states, List<Value> weights) {
            Value h = states.getFirst();
            Value sum = s.add(input, affine(s, h, weights.getFirst(), List.of()));
            return List.of(
                    activation == Activation.TANH
                            ? s.builder().add(new Unary.Tanh(), sum)
                            : s.builder().add(new Binary.Maximum(), sum, s.like(sum, 0)));
        }
    }

    /// The gated recurrent unit, gates in the order reset, update, new: `r = sigmoid(...)`, `z =
    /// sigmoid(...)`, each of `x W + b + h R + c`; `n = tanh(x W + b + r * (h R + c))`, `h' = (1 -
    /// z)
    /// * n + z * h`, as PyTorch and cuDNN.
    ///
    /// Source: Cho et al., *Learning phrase representations*, 2014, arXiv 1406.1078, section 2.3;
    /// the reset after the product, unlike there.
    ///
    /// @param reverse whether the steps run from the last element to the first
    record Gru(boolean reverse) implements Recurrent {
        @Override
        public int gates() {
            return 3;
        }

        @Override
        public int states() {
            return 1;
        }

        @Override
        public int biases() {
            return 2;
        }

        @Override
        public List<Value> step(Sugar s, Value input, List<Value> states, List<Value> weights) {
            Value h = states.getFirst();
            Value again = affine(s, h, weights.getFirst(), weights.subList(1, 2));
            Value r = sigmoid(s, s.add(gate(s, input, 0), gate(s, again, 0)));
            Value z = sigmoid(s, s.add(gate(s, input, 1), gate(s, again, 1)));
            Value n = s.add(gate(s, input, 2), s.mul(r, gate(s, again, 2)));
            Value fresh = s.builder().add(new Unary.Tanh(), n);
            Value kept = s.mul(z, h);
            Value next = s.add(s.mul(s.sub(s.like(z, 1), z), fresh), kept);
            return List.of(next, joined(s, r, z, fresh), gate(s, again, 2));
        }
    }

    /// The long short-term memory, gates in the order input, forget, cell, output, each of `x W + b
    /// + h R`: `c' = sigmoid(f) * c + sigmoid(i) * tanh(g)`, `h' = sigmoid(o) * tanh(c')`, as
    ///   PyTorch and cuDNN.
    ///
    /// Source: Hochreiter, Schmidhuber, *Long short-term memory*, 1997; the forget gate of Gers,
    /// Schmidhuber, Cummins, 2000.
    ///
    /// @param reverse whether the steps run from the last element to the first
    record Lstm(boolean reverse) implements Recurrent {
        @Override
        public int gates() {
            return 4;
        }

        @Override
        public int states() {
            return 2;
        }

        @Override
        public int biases() {
            return 1;
        }

        @Override
        public List<Value> step(Sugar s, Value input, List<Value> states, List<Value> weights) {
            Value again = affine(s, states.getFirst(), weights.getFirst(), List.of());
            Value in = sigmoid(s, sum(s, input, again, 0));
            Value forget = sigmoid(s, sum(s, input, again, 1));
            Value fresh = s.builder().add(new Unary.Tanh(), sum(s, input, again, 2));
            Value out = sigmoid(s, sum(s, input, again, 3));
            Value c = s.add(s.mul(forget, states.getLast()), s.mul(in, fresh));
            Value h = s.mul(out, s.builder().add(new Unary.Tanh(), c));
            return List.of(h, c, joined(s, in, forget, fresh, out), c);
        }

        private Value sum(Sugar s, Value input, Value again, int gate) {
            return s.add(gate(s, input, gate), gate(s, again, gate));
        }
    }

    /// Gates side by side.
    private static Value joined(Sugar s, Value... gates) {
        return s.builder().add(new Shaping.Concatenate(gates[0].type().rank() - 1), gates);
    }

    /// `1 / (1 + e^-x)`
    static Value sigmoid(Sugar s, Value x) {
        return s.builder().add(new Unary.Logistic(), x);
    }
}
