package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.RecurrentStack.Shapes;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Sequences.Direction;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// A recurrent network that reads sequences forward and another that reads them backward, their
/// hidden states side by side; of layers over each other each reads both of the one below.
///
/// | value | shape |
/// |---|---|
/// | input, batch first | `f32[batch, time, in]` |
/// | output, forward states first | `f32[batch, time, 2 * width]`, or `f32[batch, 2 * width]` |
/// | `weight_ih_lK`, `weight_hh_lK`, `bias_ih_lK`, `bias_hh_lK` | those of {@link Lstm}, {@link Gru}, {@link Rnn} |
/// | the same with `_reverse` | those of the backward one |
///
/// Names and order are those of PyTorch with `bidirectional=True`; Keras's `Bidirectional` joins by
/// `concat` too.
///
/// Source: Schuster, Paliwal, *Bidirectional recurrent neural networks*, 1997.
public final class Bidirectional implements Layer {
    private final String name;
    private final RecurrentStack stack;

    private Bidirectional(String name, RecurrentStack stack) {
        this.name = name;
        this.stack = stack;
    }

    /// Two {@link Lstm}.
    ///
    /// @param scope where the parameters are
    /// @param in features of the input, from 1
    /// @param width features of a hidden state of one direction, from 1
    /// @param options how many layers, what comes out, how they start
    public static Bidirectional lstm(Scope scope, int in, int width, RecurrentOptions options) {
        return of(scope, RecurrentCell.LSTM, in, width, options);
    }

    /// Two {@link Gru}.
    ///
    /// @param scope where the parameters are
    /// @param in features of the input, from 1
    /// @param width features of a hidden state of one direction, from 1
    /// @param options how many layers, what comes out, how they start
    public static Bidirectional gru(Scope scope, int in, int width, RecurrentOptions options) {
        return of(scope, RecurrentCell.GRU, in, width, options);
    }

    /// Two {@link Rnn} with tanh.
    ///
    /// @param scope where the parameters are
    /// @param in features of the input, from 1
    /// @param width features of a hidden state of one direction, from 1
    /// @param options how many layers, what comes out, how they start
    public static Bidirectional rnn(Scope scope, int in, int width, RecurrentOptions options) {
        return of(scope, RecurrentCell.TANH, in, width, options);
    }

    private static Bidirectional of(
            Scope scope, RecurrentCell cell, int in, int width, RecurrentOptions options) {
        if (options.direction() != Direction.FORWARD) {
            throw Refusal.argument(
                    "bidirectional",
                    "both directions are read",
                    options.direction(),
                    "FORWARD, which stands for both here; leave the direction as it is");
        }
        Shapes shapes = new Shapes(cell, in, width, 2);
        String name =
                switch (cell) {
                    case LSTM -> "Lstm";
                    case GRU -> "Gru";
                    case TANH, RELU -> "Rnn";
                };
        return new Bidirectional(name, new RecurrentStack(scope, shapes, options));
    }

    /// The parameters, layer by layer, the forward ones before the backward ones.
    public List<Parameter> parameters() {
        return stack.parameters();
    }

    /// Reads sequences that all count, from states of 0.
    ///
    /// @param x floats `[batch, time, in]`
    /// @return `[batch, time, 2 * width]` or, if the options say so, `[batch, 2 * width]`
    /// @throws io.jacquard.ir.ShapeException if that is not the shape of `x`, or it has no steps
    @Override
    public Tensor forward(Tensor x) {
        return stack.forward(this, x);
    }

    /// Reads sequences, which may be padded, from states, which may be given, and gives everything.
    ///
    /// @throws io.jacquard.ir.ShapeException if the input does not fit
    public RecurrentOutput run(RecurrentInput input) {
        return stack.run(this, input);
    }

    @Override
    public String title() {
        return "Bidirectional(%s)".formatted(stack.title(name));
    }
}
