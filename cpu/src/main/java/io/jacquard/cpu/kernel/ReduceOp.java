package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import io.jacquard.ir.Reduction.Reducer;

/// Reductions along the axis of a kernel.
///
/// The order of a float sum or product depends on the number of elements only, so its bits do not
/// depend on the width of the machine's vectors. Along columns 16, 32 or 64 partial results (by the
/// weight of the expression) each take every 16th, 32nd or 64th element and are folded by halves,
/// the last elements (fewer than 16) follow one by one. Along rows each column is folded from the
/// first row to the last.
public enum ReduceOp {
    /// Sum; integers wrap.
    SUM,
    /// Product; integers wrap.
    PRODUCT,
    /// The greatest; NaN if any is NaN.
    MAXIMUM,
    /// The least; NaN if any is NaN.
    MINIMUM,
    /// Bitwise and of integers, logical and of bools.
    AND,
    /// Bitwise or of integers, logical or of bools.
    OR;

    /// What nothing folds to, for a floating dtype.
    double none() {
        return switch (this) {
            case SUM, OR -> 0;
            case PRODUCT, AND -> 1;
            case MAXIMUM -> Double.NEGATIVE_INFINITY;
            case MINIMUM -> Double.POSITIVE_INFINITY;
        };
    }

    /// What nothing folds to, for an integer dtype or bool.
    long none(DType dtype) {
        return switch (this) {
            case SUM, OR -> 0;
            case PRODUCT, AND -> 1;
            case MAXIMUM -> (long) Reducer.MAXIMUM.identity(dtype);
            case MINIMUM -> (long) Reducer.MINIMUM.identity(dtype);
        };
    }

    /// Two floats combined.
    double fold(double a, double b) {
        return switch (this) {
            case SUM -> a + b;
            case PRODUCT -> a * b;
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case AND, OR -> throw new IllegalStateException(this + " of floats");
        };
    }

    /// Two integers combined, not wrapped.
    long fold(long a, long b) {
        return switch (this) {
            case SUM -> a + b;
            case PRODUCT -> a * b;
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case AND -> a & b;
            case OR -> a | b;
        };
    }
}
