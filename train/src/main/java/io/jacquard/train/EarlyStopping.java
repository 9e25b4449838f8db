package io.jacquard.train;

/// Ends training when the validation loss has not become better for some epochs; the parameters of
/// the best epoch come back.
///
/// @param patience epochs without a better loss, from 1
/// @param minimum how much less the loss must be to count as better, from 0
public record EarlyStopping(int patience, double minimum) {
    /// Checks the ranges.
    public EarlyStopping {
        if (patience < 1 || !(minimum >= 0)) {
            throw new IllegalArgumentException(
                    "patience is from 1 and the minimum from 0, got %d and %s"
                            .formatted(patience, minimum));
        }
    }

    /// Any better loss counts.
    public static EarlyStopping of(int patience) {
        return new EarlyStopping(patience, 0);
    }
}
