package io.jacquard.models.llama;

import java.util.function.DoubleUnaryOperator;

/// Llama 3.1's change of rotary frequencies for a longer context: slow turns become slower by the
/// factor, fast ones stay, those between are mixed.
///
/// Source: Grattafiori et al., 2024, arXiv 2407.21783, and Meta's code; `rope_type` `llama3` in
/// Hugging Face's `config.json`.
///
/// @param factor how much slower, from 1
/// @param low turns within the original context up to which a frequency is slow
/// @param high turns from which on it is fast, more than low
/// @param original context before, in tokens
public record RopeScaling(double factor, double low, double high, double original)
        implements DoubleUnaryOperator {
    /// Checks the ranges.
    public RopeScaling {
        if (!(factor >= 1 && low > 0 && high > low && original > 0)) {
            throw new IllegalArgumentException(
                    "factor %s, low %s, high %s, original %s: expected a factor from 1 and 0 < low < high"
                            .formatted(factor, low, high, original));
        }
    }

    @Override
    public double applyAsDouble(double frequency) {
        double turns = original * frequency / (2 * Math.PI);
        if (turns < low) {
            return frequency / factor;
        }
        if (turns > high) {
            return frequency;
        }
        double fast = (turns - low) / (high - low);
        return (1 - fast) * frequency / factor + fast * frequency;
    }
}
