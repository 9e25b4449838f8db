package io.jacquard.cpu.kernel;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The gradient of max-pooling where windows overlap or reach beyond the ends: window by window in
/// row-major order, all channels at once, each adding to what earlier ones left.
final class OverlappingWindows {
    private static final long[] NONE = {};

    private final Largest all;
    private final Map<Integer, Kernel> kernels = new TreeMap<>();
    private final long[] strides;
    private final ThreadLocal<long[]> scratch;

    /// Plans the gradient.
    ///
    /// @param cache where the kernels are found
    /// @param all windows along two axes, each of at most {@link MaxPoolGradient#MOST} elements
    OverlappingWindows(KernelCache cache, Largest all) {
        this.all = all;
        for (int h = 0; h < all.height().output(); h++) {
            for (int w = 0; w < all.width().output(); w++) {
                int n = elements(h, w);
                if (n > 0) {
                    kernels.computeIfAbsent(n, k -> cache.kernel(MaxPoolGradient.windows(k, true)));
                }
            }
        }
        int operands = 1 + 3 * all.height().window() * all.width().window();
        this.strides = new long[operands];
        this.scratch = ThreadLocal.withInitial(() -> new long[operands]);
    }

    // A window that reaches beyond the ends has fewer.
    private int elements(int h, int w) {
        return all.height().length(h) * all.width().length(w);
    }

    /// Adds the gradient of an image to the result.
    void image(long x, long dy, long dx) {
        long pixel = 4L * all.channels();
        long from = dy;
        for (int h = 0; h < all.height().output(); h++) {
            for (int w = 0; w < all.width().output(); w++) {
                window(h, w, x, from, dx);
                from += pixel;
            }
        }
    }

    private void window(int h, int w, long x, long dy, long dx) {
        int n = elements(h, w);
        if (n == 0) {
            return;
        }
        long[] addresses = scratch.get();
        addresses[0] = dy;
        int i = 1;
        for (int row = all.height().first(h); row < all.height().end(h); row++) {
            for (int column = all.width().first(w); column < all.width().end(w); column++) {
                long at = 4L * all.channels() * (row * all.width().input() + column);
                addresses[i] = x + at;
                addresses[n + i] = dx + at;
                addresses[2 * n + i] = dx + at;
                i++;
            }
        }
        Objects.requireNonNull(kernels.get(n)).run(addresses, strides, NONE, 1, all.channels());
    }
}
