package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.RecurrentStack.Shapes;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// A plain recurrent network: `h' = f(x W + b + h R + d)`, f being tanh or relu.
///
/// | value | shape |
/// |---|---|
/// | input, batch first as in Keras and with `batch_first` of PyTorch | `f32[batch, time, in]` |
/// | output | `f32[batch, time, width]`, or `f32[batch, width]` |
/// | `weight_ih_lK` of layer K | `f32[in, width]` |
/// | `weight_hh_lK` | `f32[width, width]` |
/// | `bias_ih_lK`, `bias_hh_lK` | `f32[width]` |
///
/// Names and order are PyTorch's, so that its state dicts load by {@link
/// io.jacquard.nn.checkpoint.PyTorch}. Keras has one bias, the sum of the two.
///
/// Source: Elman, *Finding structure in time*, 1990.
public final class Rnn implements Layer {
    private final RecurrentStack stack;

    /// One layer that gives the hidden states of all steps, as PyTorch; see {@link
    /// RecurrentOptions#sequence}.
    ///
    /// @param scope where the parameters are
    /// @param in features of the input, from 1
    /// @param width features of a hidden state, from 1
    public Rnn(Scope scope, int in, int width) {
        this(scope, in, width, RecurrentOptions.sequence());
    }

    /// Layers over each other.
    ///
    /// @param scope where the parameters are
    /// @param in features of the input, from 1
    /// @param width features of a hidden state, from 1
    /// @param options how many layers, which way, what comes out, how they start
    public Rnn(Scope scope, int in, int width, RecurrentOptions options) {
        Shapes shapes = new Shapes(RecurrentCell.TANH, in, width, 1);
        this.stack = new RecurrentStack(scope, shapes, options);
    }

    private Rnn(RecurrentStack stack) {
        this.stack = stack;
    }

    /// Layers over each other with relu in place of tanh.
    ///
    /// @param scope where the parameters are
    /// @param in features of the input, from 1
    /// @param width features of a hidden state, from 1
    /// @param options how many layers, which way, what comes out, how they start
    public static Rnn relu(Scope scope, int in, int width, RecurrentOptions options) {
        Shapes shapes = new Shapes(RecurrentCell.RELU, in, width, 1);
        return new Rnn(new RecurrentStack(scope, shapes, options));
    }

    /// The parameters, layer by layer, in PyTorch's order.
    public List<Parameter> parameters() {
        return stack.parameters();
    }

    /// Reads sequences that all count, from states of 0.
    ///
    /// @param x floats `[batch, time, in]`
    /// @return `[batch, time, width]` or, if the options say so, `[batch, width]`
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
        return stack.title("Rnn");
    }
}
