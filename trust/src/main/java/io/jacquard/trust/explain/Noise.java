package io.jacquard.trust.explain;

import io.jacquard.ir.Literal;
import io.jacquard.tensor.Seed;
import java.util.Arrays;

/// Gaussian noise on an input.
///
/// @param samples number of noisy copies, from 1
/// @param deviation standard deviation of the noise, as a part of the range of the input (its
///   largest element less its smallest); 0 or more, 0.15 is usual
/// @param seed makes the noise
public record Noise(int samples, double deviation, Seed seed) {
    /// Checks the ranges.
    ///
    /// @throws ExplanationException if there is no sample or the deviation is negative
    public Noise {
        if (samples < 1 || !(deviation >= 0)) {
            throw new ExplanationException(
                    "[noise] %d samples with deviation %s\n  expected 1 or more, and 0 or more"
                            .formatted(samples, deviation));
        }
    }

    /// 50 samples with a deviation of 0.15.
    public static Noise usual(Seed seed) {
        return new Noise(50, 0.15, seed);
    }

    /// The noisy copy of that index.
    Literal of(Literal input, int index) {
        double[] x = input.doubles();
        double range = Arrays.stream(x).max().orElse(0) - Arrays.stream(x).min().orElse(0);
        Seed stream = seed.split(index);
        Literal noisy = Literal.zeros(input.type());
        for (int i = 0; i < x.length; i++) {
            noisy.set(i, x[i] + deviation * range * stream.normal(i));
        }
        return noisy;
    }
}
