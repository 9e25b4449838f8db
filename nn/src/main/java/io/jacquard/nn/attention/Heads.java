package io.jacquard.nn.attention;

import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;

/// The heads of an attention.
///
/// @param count number of heads of queries, from 1
/// @param groups number of heads of keys and values, a divisor of the count; neighboring heads of
///   queries share one
/// @param size features of a head, from 1
/// @param positions what heads learn of where tokens stand
public record Heads(int count, int groups, int size, HeadPositions positions) {
    /// Checks the ranges.
    public Heads {
        if (count < 1 || groups < 1 || count % groups != 0 || size < 1) {
            throw Refusal.argument(
                    "heads",
                    "these are no heads of an attention",
                    "%d heads in %d groups of %d features".formatted(count, groups, size),
                    "each from 1, heads a multiple of the groups; change one of them");
        }
    }

    /// Heads that share the width evenly, each with keys and values of its own.
    ///
    /// @param width features of a token, a multiple of the count
    /// @param count number of heads
    public static Heads of(int width, int count) {
        if (count < 1 || width % count != 0) {
            throw Refusal.argument(
                    "heads",
                    "the width cannot be shared evenly",
                    "width %d, %d heads".formatted(width, count),
                    "a width that is a multiple of the heads; change one of them");
        }
        return new Heads(count, count, width / count, HeadPositions.none());
    }

    /// These with fewer keys and values.
    ///
    /// Source: Ainslie et al., *GQA*, 2023, arXiv 2305.13245; 1 is multi-query attention.
    ///
    /// @param newGroups a divisor of the count
    public Heads inGroups(int newGroups) {
        return new Heads(count, newGroups, size, positions);
    }

    /// These with positions.
    public Heads with(HeadPositions newPositions) {
        return new Heads(count, groups, size, newPositions);
    }

    int queryFeatures() {
        return count * size;
    }

    int keyFeatures() {
        return groups * size;
    }

    /// `[batch, time, heads * size]` as `[batch, heads, time, size]`.
    Tensor split(Tensor x) {
        return x.reshape(x.size(0), x.size(1), x.size(2) / size, size).transpose(0, 2, 1, 3);
    }

    /// `[batch, heads, time, size]` as `[batch, time, heads * size]`.
    Tensor joined(Tensor x) {
        return x.transpose(0, 2, 1, 3).reshape(x.size(0), x.size(2), queryFeatures());
    }
}
