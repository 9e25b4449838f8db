package io.jacquard.models.generate;

import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Seed;

/// Which of the likely tokens comes next. The order is Hugging Face's: repeated tokens are made
/// less likely, logits are divided by the temperature, the k most likely are kept, of these the
/// smallest number whose probabilities reach p.
///
/// @param temperature divides the logits; 0 takes the most likely token always
/// @param topK number of tokens kept, from 1; 0 keeps all
/// @param topP probability that those kept reach together, above 0 to 1
/// @param repetitionPenalty divides positive logits of tokens that are there already, and
///   multiplies negative ones; 1 changes nothing. Keskar et al., *CTRL*, 2019, arXiv 1909.05858,
///   section 4.1
/// @param seed decides; the same seed, prompt and settings give the same tokens
public record Sampling(
        double temperature, int topK, double topP, double repetitionPenalty, Seed seed) {
    /// Checks the ranges.
    public Sampling {
        check(
                temperature >= 0 && temperature < Double.POSITIVE_INFINITY,
                "temperature",
                temperature);
        check(topK >= 0, "top-k", topK);
        check(topP > 0 && topP <= 1, "top-p", topP);
        check(
                repetitionPenalty > 0 && repetitionPenalty < Double.POSITIVE_INFINITY,
                "repetition penalty",
                repetitionPenalty);
    }

    private static void check(boolean fits, String what, Number came) {
        if (!fits) {
            throw Refusal.argument(
                    "sampling",
                    what + " is out of its range",
                    came,
                    "a temperature and a top-k from 0, a top-p above 0 to 1, a penalty above 0;"
                            + " leave it out for its default");
        }
    }

    /// Always the most likely token; of equals the one with the smallest id.
    public static Sampling greedy() {
        return new Sampling(0, 0, 1, 1, Seed.of(0));
    }

    /// Tokens by their probabilities.
    ///
    /// @param seed decides
    public static Sampling of(Seed seed) {
        return new Sampling(1, 0, 1, 1, seed);
    }

    /// This with another seed.
    public Sampling with(Seed other) {
        return new Sampling(temperature, topK, topP, repetitionPenalty, other);
    }

    /// This with another temperature.
    public Sampling withTemperature(double other) {
        return new Sampling(other, topK, topP, repetitionPenalty, seed);
    }

    /// This from the k most likely tokens only; 0 for all.
    ///
    /// Source: Fan, Lewis, Dauphin, *Hierarchical neural story generation*, 2018, arXiv 1805.04833.
    public Sampling withTopK(int k) {
        return new Sampling(temperature, k, topP, repetitionPenalty, seed);
    }

    /// This from the fewest tokens whose probabilities reach p.
    ///
    /// Source: Holtzman et al., *The curious case of neural text degeneration*, 2019, arXiv
    /// 1904.09751.
    public Sampling withTopP(double p) {
        return new Sampling(temperature, topK, p, repetitionPenalty, seed);
    }

    /// This with tokens that are there already less likely.
    public Sampling withRepetitionPenalty(double penalty) {
        return new Sampling(temperature, topK, topP, penalty, seed);
    }
}
