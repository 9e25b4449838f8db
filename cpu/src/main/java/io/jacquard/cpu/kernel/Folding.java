package io.jacquard.cpu.kernel;

import java.util.Arrays;

/// Partial results of the scalar body's reductions along columns, in an array.
///
/// Called by generated code; `width` is 16, 32 or 64.
final class Folding {
    private Folding() {}

    /// Raw bits of the value that folding starts from.
    static long identity(Opcode op, Kind kind) {
        return switch (op) {
            case ADD, OR -> 0;
            case MUL -> one(kind);
            case AND -> -1;
            case MAX -> least(kind);
            case MIN -> greatest(kind);
            default -> throw Operators.none(op, kind);
        };
    }

    private static long one(Kind kind) {
        return switch (kind) {
            case F -> Float.floatToRawIntBits(1);
            case D -> Double.doubleToRawLongBits(1);
            case I, L, Z -> 1;
        };
    }

    private static long least(Kind kind) {
        return switch (kind) {
            case F -> Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);
            case D -> Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
            case I, Z -> Integer.MIN_VALUE;
            case L -> Long.MIN_VALUE;
        };
    }

    private static long greatest(Kind kind) {
        return switch (kind) {
            case F -> Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
            case D -> Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
            case I, Z -> Integer.MAX_VALUE;
            case L -> Long.MAX_VALUE;
        };
    }

    static void fill(float[] partials, float value) {
        Arrays.fill(partials, value);
    }

    static void fill(double[] partials, double value) {
        Arrays.fill(partials, value);
    }

    static void fill(int[] partials, int value) {
        Arrays.fill(partials, value);
    }

    static void fill(long[] partials, long value) {
        Arrays.fill(partials, value);
    }

    /// Folds by halves: the second half into the first, until one is left.
    static float fold(float[] partials, Opcode op) {
        for (int half = partials.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partials[i] = apply(op, partials[i], partials[i + half]);
            }
        }
        return partials[0];
    }

    static double fold(double[] partials, Opcode op) {
        for (int half = partials.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partials[i] = apply(op, partials[i], partials[i + half]);
            }
        }
        return partials[0];
    }

    static int fold(int[] partials, Opcode op) {
        int result = partials[0];
        for (int i = 1; i < partials.length; i++) {
            result = apply(op, result, partials[i]);
        }
        return result;
    }

    static long fold(long[] partials, Opcode op) {
        long result = partials[0];
        for (int i = 1; i < partials.length; i++) {
            result = apply(op, result, partials[i]);
        }
        return result;
    }

    /// One step of a reduction.
    static float apply(Opcode op, float a, float b) {
        return switch (op) {
            case ADD -> a + b;
            case MUL -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            default -> throw Operators.none(op, Kind.F);
        };
    }

    private static double apply(Opcode op, double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case MUL -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            default -> throw Operators.none(op, Kind.D);
        };
    }

    /// One step of a reduction.
    static int apply(Opcode op, int a, int b) {
        return (int) apply(op, (long) a, (long) b);
    }

    private static long apply(Opcode op, long a, long b) {
        return switch (op) {
            case ADD -> a + b;
            case MUL -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case AND -> a & b;
            case OR -> a | b;
            default -> throw Operators.none(op, Kind.L);
        };
    }
}
