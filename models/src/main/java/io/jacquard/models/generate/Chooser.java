package io.jacquard.models.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Chooses the next token from its logits.
final class Chooser {
    private final Sampling sampling;

    Chooser(Sampling sampling) {
        this.sampling = sampling;
    }

    /// The next token.
    ///
    /// @param logits one a token; changed
    /// @param before the tokens that are there
    /// @param step number of tokens chosen before
    int next(float[] logits, Set<Integer> before, int step) {
        penalize(logits, before);
        if (sampling.temperature() == 0) {
            return largest(logits);
        }
        int[] order = likely(logits);
        double[] weights = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            double above = (double) logits[order[i]] - logits[order[0]];
            weights[i] = Math.exp(above / sampling.temperature());
        }
        int kept = reaching(weights);
        double all = IntStream.range(0, kept).mapToDouble(i -> weights[i]).sum();
        double left = sampling.seed().fold(step).uniform(0) * all;
        for (int i = 0; i < kept; i++) {
            left -= weights[i];
            if (left < 0) {
                return order[i];
            }
        }
        return order[kept - 1];
    }

    /// Makes tokens that are there already less likely.
    void penalize(float[] logits, Set<Integer> before) {
        double penalty = sampling.repetitionPenalty();
        if (penalty == 1) {
            return;
        }
        for (int id : before) {
            double x = logits[id];
            logits[id] = (float) (x > 0 ? x / penalty : x * penalty);
        }
    }

    static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    /// The tokens kept by top-k, the most likely first.
    private int[] likely(float[] logits) {
        int k = sampling.topK() == 0 ? logits.length : Math.min(sampling.topK(), logits.length);
        return sorted(logits, k);
    }

    /// The k largest, the largest first; of equals the one with the smallest id.
    static int[] sorted(float[] logits, int k) {
        List<Integer> order =
                IntStream.range(0, logits.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -logits[i]))
                        .limit(k)
                        .toList();
        return order.stream().mapToInt(i -> i).toArray();
    }

    /// How many of the first reach the probability p.
    private int reaching(double[] weights) {
        double wanted = sampling.topP() * Arrays.stream(weights).sum();
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            if (sum >= wanted) {
                return i + 1;
            }
        }
        return weights.length;
    }
}
