package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;

/// The lines along one axis of a dense array.
///
/// @param dtype dtype of its elements
/// @param count number of lines
/// @param size elements of a line
/// @param step elements from one of a line to its next
public record Lines(DType dtype, int count, int size, int step) {
    // Bytes from the array's start to a line's first element.
    private long start(int line) {
        return (long) dtype.bytes() * ((long) line / step * step * size + line % step);
    }

    private long stride() {
        return (long) dtype.bytes() * step;
    }

    /// Writes running sums, products or extrema of lines `from` (inclusive) to `to` (exclusive).
    /// Floats are accumulated in f64.
    ///
    /// @param at addresses of the array and of the result, which has its type
    /// @param op how
    public void forward(long[] at, int from, int to, ReduceOp op) {
        for (int line = from; line < to; line++) {
            run(at[0] + start(line), at[1] + start(line), stride(), op);
        }
    }

    /// Writes the same from the end of each line to its beginning.
    ///
    /// @param at addresses of the array and of the result, which has its type
    /// @param op how
    public void backward(long[] at, int from, int to, ReduceOp op) {
        for (int line = from; line < to; line++) {
            long last = start(line) + (size - 1) * stride();
            run(at[0] + last, at[1] + last, -stride(), op);
        }
    }

    private void run(long x, long out, long by, ReduceOp op) {
        if (dtype.isFloat()) {
            reals(x, out, by, op);
        } else {
            wholes(x, out, by, op);
        }
    }

    private void reals(long x, long out, long by, ReduceOp op) {
        double value = op.none();
        for (int i = 0; i < size; i++) {
            value = op.fold(value, Elements.real(dtype, x + i * by));
            Elements.real(dtype, out + i * by, value);
        }
    }

    private void wholes(long x, long out, long by, ReduceOp op) {
        long value = op.none(dtype);
        for (int i = 0; i < size; i++) {
            value = op.fold(value, Elements.whole(dtype, x + i * by));
            Elements.whole(dtype, out + i * by, value);
        }
    }

    /// Writes where the largest or smallest elements of lines are: the first of equal ones, the
    /// first NaN if there is one.
    ///
    /// @param at addresses of the array and of the result, an i32 a line
    /// @param from first line
    /// @param to line after the last
    /// @param op maximum or minimum
    public void indices(long[] at, int from, int to, ReduceOp op) {
        boolean least = op == ReduceOp.MINIMUM;
        for (int line = from; line < to; line++) {
            long first = at[0] + start(line);
            Memory.i32(
                    at[1] + 4L * line,
                    dtype.isFloat() ? bestReal(first, least) : bestWhole(first, least));
        }
    }

    private int bestReal(long x, boolean least) {
        int best = 0;
        double found = Elements.real(dtype, x);
        for (int i = 1; i < size && !Double.isNaN(found); i++) {
            double value = Elements.real(dtype, x + i * stride());
            if ((least ? value < found : value > found) || Double.isNaN(value)) {
                best = i;
                found = value;
            }
        }
        return best;
    }

    private int bestWhole(long x, boolean least) {
        int best = 0;
        long found = Elements.whole(dtype, x);
        for (int i = 1; i < size; i++) {
            long value = Elements.whole(dtype, x + i * stride());
            if (least ? value < found : value > found) {
                best = i;
                found = value;
            }
        }
        return best;
    }
}
