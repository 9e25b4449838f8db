package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The gradient of max-pooling over images of f32, channels last, with one to three spatial axes:
/// each window's gradient goes to its first maximum in row-major order (a NaN counts as one).
///
/// Windows that do not overlap and need no padding run in one generated kernel over rows of
/// windows, other small ones in a kernel each; the rest in a loop over elements.
public final class MaxPoolGradient {
    private static final DType F32 = DType.F32;
    private static final long[] NONE = {};

    /// The most elements of a window that has a kernel.
    static final int MOST = 9;

    private final Largest all;
    private final Extent height;
    private final Extent width;
    private final int channels;
    private final Kernel zero;
    private final Kernel windows;
    private final boolean plain;
    private final boolean covering;
    private final Optional<OverlappingWindows> overlapping;
    private final long[] strides;
    private final ThreadLocal<long[]> scratch;

    /// Plans the gradient for one shape.
    ///
    /// @param cache where the kernels are found
    /// @param spatial one to three axes
    /// @param channels number of channels
    public MaxPoolGradient(KernelCache cache, List<Extent> spatial, int channels) {
        this.all = Largest.of(spatial, channels);
        this.height = all.height();
        this.width = all.width();
        this.channels = channels;
        int elements = height.window() * width.window();
        boolean small = spatial.size() < 3 && elements <= MOST;
        this.plain = small && height.isPlain() && width.isPlain();
        this.zero = cache.kernel(zeros());
        this.covering = plain && height.isCovering() && width.isCovering();
        this.windows = plain ? cache.kernel(windows(elements, false)) : zero;
        this.overlapping =
                small && !plain
                        ? Optional.of(new OverlappingWindows(cache, all))
                        : Optional.empty();
        this.strides = new long[1 + 2 * elements];
        Arrays.fill(strides, 4L * channels * width.stride());
        strides[0] = 4L * channels;
        this.scratch = ThreadLocal.withInitial(() -> new long[1 + 2 * elements]);
    }

    private static KernelSpec zeros() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        b.output(b.constant(F32, 0), F32, Access.ELEMENT);
        return b.build();
    }

    /// Rows are windows side by side, columns are channels.
    ///
    /// @param adding whether the results are also operands, to which the gradient is added
    static KernelSpec windows(int elements, boolean adding) {
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
            int share = b.select(first, dy, zero);
            int sum = adding ? b.binary(BinaryOp.ADD, b.input(F32, Access.ELEMENT), share) : share;
            b.output(sum, F32, Access.ELEMENT);
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
        long in = 4L * all.inputs();
        long out = 4L * all.outputs();
        for (int image = from; image < to; image++) {
            image(x + image * in, dy + image * out, dx + image * in);
        }
    }

    private void image(long x, long dy, long dx) {
        if (!covering) {
            long[] addresses = scratch.get();
            addresses[0] = dx;
            zero.run(addresses, strides, NONE, 1, all.inputs());
        }
        if (overlapping.isPresent()) {
            overlapping.get().image(x, dy, dx);
            return;
        }
        if (!plain) {
            all.forEach(x, (to, from) -> add(dx + from, Memory.f32(dy + to)));
            return;
        }
        for (int h = 0; h < height.output(); h++) {
            rowOfWindows(x, dy, dx, h);
        }
    }

    private static void add(long address, float value) {
        Memory.f32(address, Memory.f32(address) + value);
    }

    private void rowOfWindows(long x, long dy, long dx, int h) {
        int elements = height.window() * width.window();
        long[] addresses = scratch.get();
        addresses[0] = dy + 4L * channels * width.output() * h;
        for (int i = 0; i < elements; i++) {
            int row = height.start(h) + i / width.window();
            long at = 4L * channels * (row * width.input() + i % width.window());
            addresses[1 + i] = x + at;
            addresses[1 + elements + i] = dx + at;
        }
        windows.run(addresses, strides, NONE, width.output(), channels);
    }
}
