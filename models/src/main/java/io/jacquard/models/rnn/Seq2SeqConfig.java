package io.jacquard.models.rnn;

/// Sizes of a translator of sequences.
///
/// @param source number of different ids of the input, from 1
/// @param target number of different ids of the output, from 1
/// @param embedding features of an embedded id, from 1
/// @param width features of a hidden state, from 1
/// @param layers LSTMs over each other on either side, from 1
/// @param score how the decoder's states and the encoder's are compared
public record Seq2SeqConfig(
        int source, int target, int embedding, int width, int layers, Score score) {
    /// Scores of {@link io.jacquard.nn.layer.Attention}.
    public enum Score {
        /// The dot product.
        DOT,
        /// The product through a matrix.
        GENERAL,
        /// A network of one hidden layer as wide as the states.
        CONCAT
    }

    /// Checks the ranges.
    public Seq2SeqConfig {
        if (source < 1 || target < 1 || embedding < 1 || width < 1 || layers < 1) {
            throw new IllegalArgumentException(
                    "all sizes are from 1, got %d, %d, %d, %d and %d"
                            .formatted(source, target, embedding, width, layers));
        }
    }

    /// One layer of 128 on either side, embeddings of 64, the general score.
    ///
    /// @param source number of different ids of the input, from 1
    /// @param target number of different ids of the output, from 1
    public static Seq2SeqConfig of(int source, int target) {
        return new Seq2SeqConfig(source, target, 64, 128, 1, Score.GENERAL);
    }

    /// These sizes with other widths.
    ///
    /// @param newEmbedding features of an embedded id, from 1
    /// @param newWidth features of a hidden state, from 1
    public Seq2SeqConfig withWidths(int newEmbedding, int newWidth) {
        return new Seq2SeqConfig(source, target, newEmbedding, newWidth, layers, score);
    }

    /// These sizes with another number of layers.
    public Seq2SeqConfig withLayers(int newLayers) {
        return new Seq2SeqConfig(source, target, embedding, width, newLayers, score);
    }

    /// These sizes with another score.
    public Seq2SeqConfig withScore(Score newScore) {
        return new Seq2SeqConfig(source, target, embedding, width, layers, newScore);
    }
}
