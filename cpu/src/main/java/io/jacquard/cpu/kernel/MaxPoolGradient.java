package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The gradient of max-pooling over `[height, width, channels]` images of f32: each window's
/// gradient goes to its first maximum in row-major order (a NaN counts as one).
///
/// Windows that do not overlap and need no padding run in one generated kernel over rows of
/// windows; others in a loop over windows that adds into the result.
public final class MaxPoolGradient {
    /// Sizes along one spatial axis.
    ///
    /// @param input size of the input
    /// @param window size of the window
    /// @param stride step of the window
    /// @param low padding before the first element
    /// @param output number of windows
    public record Extent(int input, int window, int stride, int low, int output) {
        private boolean isPlain() {
            return low == 0 && stride >= window && (output - 1) * stride + window <= input;
        }

        private boolean isCovering() {
            return stride == window && output * stride == input;
        }

        private int start(int index) {
            return index * stride - low;
        }
    }

    private static final DType F32 = DType.F32;
    private static final long[] NONE = {};
    private static final int MOST_WINDOW_ELEMENTS = 9;

    private final Extent height;
    private final Extent width;
    private final int channels;
    private final Kernel zero;
    private final Kernel windows;
    private final boolean plain;
    private final boolean covering;
    private final long[] strides;
    private final ThreadLocal<long[]> scratch;

    /// Plans the gradient for one shape.
    ///
    /// @param cache where the kernels are found
    public MaxPoolGradient(KernelCache cache, Extent height, Extent width, int channels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        int elements = height.window * width.window;
        this.plain = height.isPlain() && width.isPlain() && elements <= MOST_WINDOW_ELEMENTS;
        this.zero = cache.kernel(zeros());
        this.covering = plain && height.isCovering() && width.isCovering();
        this.windows = plain ? cache.kernel(windows(elements)) : zero;
        this.strides = new long[1 + 2 * elements];
        Arrays.fill(strides, 4L * channels * width.stride);
        strides[0] = 4L * channels;
        this.scratch = ThreadLocal.withInitial(() -> new long[1 + 2 * elements]);
    }

    private static KernelSpec zeros() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        b.output(b.constant(F32, 0), F32, Access.ELEMENT);
        return b.build();
    }

    /// Rows are windows side by side, columns are channels.
    private static KernelSpec windows(int elements) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int dy = b.input(F32, Access.ELEMENT);
        int zero = b.constant(F32, 0);
        List<Integer> xs = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            xs.add(b.input(F32, Access.ELEMENT));
        }
        int best = xs.getFirst();
        for (int x : xs.subList(1, elements)) {
            best = b.binary(BinaryOp.MAXIMUM, best, x);
        }
        int free = b.constant(DType.BOOL, 1);
        for (int x : xs) {
            int equal = b.compare(CompareOp.EQ, x, best);
            int hit = b.binary(BinaryOp.OR, equal, b.compare(CompareOp.NE, x, x));
            int first = b.binary(BinaryOp.AND, hit, free);
            free = b.binary(BinaryOp.AND, free, b.unary(UnaryOp.NOT, hit));
            b.output(b.select(first, dy, zero), F32, Access.ELEMENT);
        }
        return b.build();
    }

    /// Writes the gradient of images `from` (inclusive) to `to` (exclusive), all of them densely
    /// stored.
    ///
    /// @param x address of the inputs
    /// @param dy address of the gradient of the outputs
    /// @param dx address of the result, as large as the inputs
    public void run(long x, long dy, long dx, int from, int to) {
        long in = 4L * height.input * width.input * channels;
        long out = 4L * height.output * width.output * channels;
        for (int image = from; image < to; image++) {
            image(x + image * in, dy + image * out, dx + image * in);
        }
    }

    private void image(long x, long dy, long dx) {
        if (!covering) {
            long[] addresses = scratch.get();
            addresses[0] = dx;
            zero.run(addresses, strides, NONE, 1, height.input * width.input * channels);
        }
        for (int h = 0; h < height.output; h++) {
            if (plain) {
                rowOfWindows(x, dy, dx, h);
                continue;
            }
            for (int w = 0; w < width.output; w++) {
                window(x, dy + 4L * channels * (h * width.output + w), dx, h, w);
            }
        }
    }

    private void rowOfWindows(long x, long dy, long dx, int h) {
        int elements = height.window * width.window;
        long[] addresses = scratch.get();
        addresses[0] = dy + 4L * channels * width.output * h;
        for (int i = 0; i < elements; i++) {
            int row = height.start(h) + i / width.window;
            long at = 4L * channels * (row * width.input + i % width.window);
            addresses[1 + i] = x + at;
            addresses[1 + elements + i] = dx + at;
        }
        windows.run(addresses, strides, NONE, width.output, channels);
    }

    private void window(long x, long dy, long dx, int h, int w) {
        int top = Math.max(0, height.start(h));
        int bottom = Math.min(height.input, height.start(h) + height.window);
        int left = Math.max(0, width.start(w));
        int right = Math.min(width.input, width.start(w) + width.window);
        for (int c = 0; c < channels; c++) {
            long at = -1;
            float best = 0;
            for (int i = top; i < bottom; i++) {
                for (int j = left; j < right; j++) {
                    long here = 4L * ((i * width.input + j) * channels + c);
                    float value = Memory.f32(x + here);
                    if (at < 0 || value > best || (Float.isNaN(value) && !Float.isNaN(best))) {
                        at = here;
                        best = value;
                    }
                }
            }
            if (at >= 0) {
                Memory.f32(dx + at, Memory.f32(dx + at) + Memory.f32(dy + 4L * c));
            }
        }
    }
}
