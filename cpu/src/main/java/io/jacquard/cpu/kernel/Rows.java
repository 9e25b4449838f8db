package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import io.jacquard.ir.Indexing.Update;
import java.lang.foreign.MemorySegment;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/// Copies and changes rows of elements in native memory.
final class Rows {
    /// From here on a block copy is faster than a loop.
    private static final int BLOCK_BYTES = 32;

    private Rows() {}

    /// Changes elements by others.
    interface Change {
        /// Changes `count` elements at an address by those at another.
        void run(long target, long source, int count);
    }

    /// Copies elements.
    ///
    /// @param bytes size of an element: 1, 2, 4 or 8
    static void copy(long source, long target, int count, int bytes) {
        if ((long) count * bytes >= BLOCK_BYTES) {
            MemorySegment.copy(Memory.ALL, source, Memory.ALL, target, (long) count * bytes);
            return;
        }
        for (int i = 0; i < count; i++) {
            long at = (long) i * bytes;
            switch (bytes) {
                case 1 -> Memory.i8(target + at, Memory.i8(source + at));
                case 2 -> Memory.u16(target + at, Memory.u16(source + at));
                case 4 -> Memory.i32(target + at, Memory.i32(source + at));
                default -> Memory.i64(target + at, Memory.i64(source + at));
            }
        }
    }

    /// The change of an update.
    ///
    /// @throws IllegalArgumentException if the dtype is bool or a float of 16 bits, which can only
    ///   be set
    static Change change(Update how, DType dtype) {
        int bytes = dtype.bytes();
        if (how == Update.SET) {
            return (target, source, count) -> copy(source, target, count, bytes);
        }
        return switch (dtype) {
            case F32 -> how == Update.ADD ? Rows::addF32 : floats(real(how));
            case F64 -> doubles(real(how));
            case I8, U8, I32, U32, I64 -> integers(dtype, whole(how));
            case BF16, F16, BOOL ->
                    throw new IllegalArgumentException(
                            "[scatter] %s of %s; expected a number of f32 or wider, or an integer"
                                    .formatted(how, dtype.text()));
        };
    }

    private static void addF32(long target, long source, int count) {
        for (long at = 0; at < 4L * count; at += 4) {
            Memory.f32(target + at, Memory.f32(target + at) + Memory.f32(source + at));
        }
    }

    private static Change floats(DoubleBinaryOperator f) {
        return (target, source, count) -> {
            for (long at = 0; at < 4L * count; at += 4) {
                double made = f.applyAsDouble(Memory.f32(target + at), Memory.f32(source + at));
                Memory.f32(target + at, (float) made);
            }
        };
    }

    private static Change doubles(DoubleBinaryOperator f) {
        return (target, source, count) -> {
            for (long at = 0; at < 8L * count; at += 8) {
                double made = f.applyAsDouble(Memory.f64(target + at), Memory.f64(source + at));
                Memory.f64(target + at, made);
            }
        };
    }

    private static Change integers(DType dtype, LongBinaryOperator f) {
        int bytes = dtype.bytes();
        return (target, source, count) -> {
            for (int i = 0; i < count; i++) {
                long to = target + (long) i * bytes;
                long from = source + (long) i * bytes;
                long made = f.applyAsLong(Elements.whole(dtype, to), Elements.whole(dtype, from));
                Elements.whole(dtype, to, made);
            }
        };
    }

    private static DoubleBinaryOperator real(Update how) {
        return switch (how) {
            case SET -> (_, by) -> by;
            case ADD -> Double::sum;
            case MULTIPLY -> (old, by) -> old * by;
            case MAXIMUM -> Math::max;
            case MINIMUM -> Math::min;
        };
    }

    private static LongBinaryOperator whole(Update how) {
        return switch (how) {
            case SET -> (_, by) -> by;
            case ADD -> Long::sum;
            case MULTIPLY -> (old, by) -> old * by;
            case MAXIMUM -> Math::max;
            case MINIMUM -> Math::min;
        };
    }
}
