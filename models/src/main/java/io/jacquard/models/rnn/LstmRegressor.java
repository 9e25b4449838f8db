package io.jacquard.models.rnn;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Lstm;
import io.jacquard.nn.layer.RecurrentOptions;
import io.jacquard.tensor.Tensor;

/// LSTMs over each other that read a sequence, and a linear map of the last hidden state.
///
/// | value | shape |
/// |---|---|
/// | input | `f32[batch, time, features]` |
/// | output | `f32[batch, outputs]` |
///
/// Parameters are named as in a PyTorch module with an `nn.LSTM` called `lstm` and an `nn.Linear`
/// called `head`. They start as Keras's.
///
/// {@snippet file="io/jacquard/models/rnn/SnippetsTest.java" region="regressor"}
///
/// Source: Hochreiter, Schmidhuber, *Long short-term memory*, 1997.
public final class LstmRegressor implements Layer {
    private final Scope scope;
    private final LstmRegressorConfig config;
    private final Lstm lstm;
    private final Linear head;

    /// A network of any size.
    ///
    /// @param scope where the parameters are
    /// @param config the sizes
    public LstmRegressor(Scope scope, LstmRegressorConfig config) {
        this.scope = scope;
        this.config = config;
        RecurrentOptions options =
                RecurrentOptions.last().withLayers(config.layers()).withDropout(config.dropout());
        this.lstm = new Lstm(scope.in("lstm"), config.features(), config.width(), options);
        this.head = new Linear(scope.in("head"), config.width(), config.outputs());
    }

    /// The sizes.
    public LstmRegressorConfig config() {
        return config;
    }

    /// @throws io.jacquard.ir.ShapeException if the input is no sequence of the features, or has no
    ///   steps
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(this, () -> head.forward(lstm.forward(x)));
    }

    @Override
    public String title() {
        return "LstmRegressor(%d, %d, %d)"
                .formatted(config.features(), config.width(), config.outputs());
    }
}
