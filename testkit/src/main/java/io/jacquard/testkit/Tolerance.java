package io.jacquard.testkit;

import io.jacquard.ir.DType;

/// How far an element may be from the expected one: `absolute + relative * scale`.
///
/// NaN agrees with NaN only, an infinity with the same infinity only.
///
/// @param name shown in messages
/// @param relative part of the scale, 0 or more
/// @param absolute in the unit of the elements, 0 or more
/// @param scale what the relative part is of
public record Tolerance(String name, double relative, double absolute, Scale scale) {
    /// What a relative tolerance is relative to.
    public enum Scale {
        /// The magnitude of the expected element.
        ELEMENT,
        /// The largest finite magnitude of the expected array, so that sums may cancel.
        LARGEST
    }

    /// Equal numbers, zeros of equal sign; any NaN equals any other.
    public static final Tolerance EXACT = new Tolerance("EXACT", 0, 0, Scale.ELEMENT);

    /// For functions of single elements in f32, such as exp.
    public static final Tolerance ELEMENTWISE =
            new Tolerance("ELEMENTWISE", 1e-5, 1e-6, Scale.ELEMENT);

    /// For sums of up to 100 products in f32; see {@link #contraction}.
    public static final Tolerance CONTRACTION = contraction(100);

    /// For results in bf16 and f16.
    public static final Tolerance BFLOAT16 = new Tolerance("BFLOAT16", 0x1p-7, 1e-4, Scale.ELEMENT);

    /// For results in f64, sums included.
    public static final Tolerance DOUBLE = new Tolerance("DOUBLE", 1e-12, 1e-12, Scale.LARGEST);

    /// For functions of single elements in f64.
    public static final Tolerance DOUBLE_ELEMENTWISE =
            new Tolerance("DOUBLE_ELEMENTWISE", 1e-12, 1e-12, Scale.ELEMENT);

    /// For sums of so many products in f32: 1e-6 times the root of their number, at least 1e-5.
    ///
    /// @param terms number of products in a sum
    public static Tolerance contraction(int terms) {
        double relative = Math.max(1e-5, 1e-6 * Math.sqrt(terms));
        return new Tolerance("CONTRACTION", relative, 1e-7, Scale.LARGEST);
    }

    /// For gradients against those in f64. In f32 those of sums are as {@link #contraction}, others
    /// as {@link #ELEMENTWISE}; in bf16 and f16 results that were rounded may cancel on the way.
    ///
    /// @param dtype a floating one
    /// @param terms number of terms of the longest sum on the way; 1 if there is none
    public static Tolerance gradient(DType dtype, int terms) {
        return switch (dtype) {
            case F64 -> terms == 1 ? DOUBLE_ELEMENTWISE : DOUBLE;
            case BF16, F16 -> new Tolerance("GRADIENT16", 0x1p-6, 1e-3, Scale.LARGEST);
            case F32, I8, I32, I64, U8, U32, BOOL -> terms == 1 ? ELEMENTWISE : contraction(terms);
        };
    }

    /// The largest error that is allowed.
    ///
    /// @param expected the expected element
    /// @param largest the largest finite magnitude of the expected array
    public double allowed(double expected, double largest) {
        return absolute + relative * (scale == Scale.ELEMENT ? Math.abs(expected) : largest);
    }
}
