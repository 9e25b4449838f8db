package io.jacquard.trust.explain;

import io.jacquard.ir.Literal;
import java.util.Arrays;

/// What each element of an input contributes to a class's score, compared with a baseline.
///
/// `a[i] = (x[i] - b[i]) * integral over t from 0 to 1 of dF/dx[i] at b + t (x - b)`
///
/// Completeness: with the exact integral the contributions sum to `F(x) - F(b)`. What the numerical
/// integral misses is the {@link #gap}; look at it before trusting the picture.
///
/// Source: Sundararajan, Taly, Yan, *Axiomatic attribution for deep networks*, 2017, arXiv
/// 1703.01365, equations 1 and 3 and proposition 1.
///
/// @param label the class, from 0
/// @param score F(x), its logit at the input
/// @param baselineScore F(b), its logit at the baseline
/// @param attributions the contributions, of the input's type
public record IntegratedGradients(
        int label, double score, double baselineScore, Literal attributions) {
    /// The sum of the contributions.
    public double sum() {
        return Arrays.stream(attributions.doubles()).sum();
    }

    /// The completeness gap: the sum of the contributions less `F(x) - F(b)`, in units of the
    /// logit.
    public double gap() {
        return sum() - (score - baselineScore);
    }

    /// The size of the gap relative to the larger of `|F(x) - F(b)|` and 1e-12; 0 is complete.
    public double relativeGap() {
        return Math.abs(gap()) / Math.max(Math.abs(score - baselineScore), 1e-12);
    }
}
