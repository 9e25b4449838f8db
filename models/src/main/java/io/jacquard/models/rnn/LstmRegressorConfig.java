package io.jacquard.models.rnn;

/// Sizes of a recurrent regressor.
///
/// @param features numbers of a step of the input, from 1
/// @param width features of a hidden state, from 1
/// @param layers LSTMs over each other, from 1
/// @param outputs numbers in the output, from 1
/// @param dropout share of what a layer makes that is set to 0 before the next one while training,
///   from 0 inclusive to 1 exclusive
public record LstmRegressorConfig(
        int features, int width, int layers, int outputs, double dropout) {
    /// Checks the ranges.
    public LstmRegressorConfig {
        if (features < 1 || width < 1 || layers < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "features, width, layers and outputs are from 1, got %d, %d, %d and %d"
                            .formatted(features, width, layers, outputs));
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout is from 0 to below 1, got " + dropout);
        }
    }

    /// Two layers of 64 without dropout: the usual first network for a sequence of numbers.
    ///
    /// @param features numbers of a step of the input, from 1
    /// @param outputs numbers in the output, from 1
    public static LstmRegressorConfig of(int features, int outputs) {
        return new LstmRegressorConfig(features, 64, 2, outputs, 0);
    }

    /// These sizes with another width of the hidden states.
    public LstmRegressorConfig withWidth(int newWidth) {
        return new LstmRegressorConfig(features, newWidth, layers, outputs, dropout);
    }

    /// These sizes with another number of layers.
    public LstmRegressorConfig withLayers(int newLayers) {
        return new LstmRegressorConfig(features, width, newLayers, outputs, dropout);
    }

    /// These sizes with another dropout between layers.
    public LstmRegressorConfig withDropout(double newDropout) {
        return new LstmRegressorConfig(features, width, layers, outputs, newDropout);
    }
}
