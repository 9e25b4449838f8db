package io.jacquard.nn.attention;

import io.jacquard.tensor.Refusal;

/// How many keys before and after its own position a query sees.
///
/// @param before number of earlier positions, from 0
/// @param after number of later positions, from 0
public record Reach(int before, int after) {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /// Checks the ranges.
    public Reach {
        if (before < 0 || after < 0) {
            throw Refusal.argument(
                    "reach",
                    "there are no such positions",
                    "%d before, %d after".formatted(before, after),
                    "numbers from 0; Reach.causal() sees all that is before");
        }
    }

    /// Every key.
    public static Reach everything() {
        return new Reach(UNLIMITED, UNLIMITED);
    }

    /// The keys up to its own position.
    public static Reach causal() {
        return new Reach(UNLIMITED, 0);
    }

    /// The last keys up to its own position: a sliding window.
    ///
    /// Source: Beltagy, Peters, Cohan, *Longformer*, 2020, arXiv 2004.05150, section 3.1.
    ///
    /// @param size number of keys, its own among them, from 1
    public static Reach window(int size) {
        return new Reach(size - 1, 0);
    }

    /// Whether the attention operation has it as options: causal or not, with a window or without.
    boolean isOption() {
        return after == 0 || after == before;
    }

    boolean limitsBefore() {
        return before != UNLIMITED;
    }

    boolean limitsAfter() {
        return after != UNLIMITED;
    }
}
