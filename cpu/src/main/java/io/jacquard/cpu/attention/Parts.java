package io.jacquard.cpu.attention;

import io.jacquard.cpu.attention.Problem.Sizes;
import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Phase;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Gradients of keys and values, in parts that are added at the end if there are several.
final class Parts {
    private static final int LINE = 16;
    private static final int KEYS_A_TASK = 512;

    private final Sizes sizes;
    private final int count;
    private final Strides k;
    private final Strides v;
    private final Strides toK;
    private final Strides toV;
    private final Loops sumK;
    private final Loops sumV;

    Parts(Sizes sizes, int count, KernelCache cache, Backward.Gradients to) {
        this.sizes = sizes;
        this.count = count;
        this.k = count == 1 ? to.k() : dense(sizes.size());
        this.v = count == 1 ? to.v() : dense(sizes.width());
        this.toK = to.k();
        this.toV = to.v();
        this.sumK = Loops.of(cache, Kernels.sum(count), strides(k, to.k()));
        this.sumV = Loops.of(cache, Kernels.sum(count), strides(v, to.v()));
    }

    private Strides dense(int width) {
        long matrix = (long) sizes.keys() * width;
        return new Strides(matrix * sizes.groups(), matrix, width, 1);
    }

    private long[] strides(Strides from, Strides to) {
        long[] all = new long[count + 1];
        java.util.Arrays.fill(all, 4 * from.row());
        all[count] = 4 * to.row();
        return all;
    }

    int count() {
        return count;
    }

    /// Where the gradient of the keys lies in a part.
    Strides k() {
        return k;
    }

    /// Where the gradient of the values lies in a part.
    Strides v() {
        return v;
    }

    private long elements(int width) {
        long all = (long) sizes.batch() * sizes.groups() * sizes.keys() * width;
        return Math.ceilDiv(all, LINE) * LINE;
    }

    /// Bytes of all parts, 0 if there is one.
    long bytes() {
        return count == 1 ? 0 : 4L * count * (elements(sizes.size()) + elements(sizes.width()));
    }

    long k(long partials, int part) {
        return partials + 4L * part * elements(sizes.size());
    }

    long v(long partials, int part) {
        return k(partials, count) + 4L * part * elements(sizes.width());
    }

    /// Adds the parts.
    Phase sums(LongSupplier partials, Supplier<Backward.Addresses> at) {
        int pieces = Math.ceilDiv(sizes.keys(), KEYS_A_TASK);
        int groups = sizes.batch() * sizes.groups();
        return Phase.of(groups * pieces, task -> sum(partials.getAsLong(), at.get(), task));
    }

    private void sum(long partials, Backward.Addresses at, int task) {
        int pieces = Math.ceilDiv(sizes.keys(), KEYS_A_TASK);
        int b = task / pieces / sizes.groups();
        int group = task / pieces % sizes.groups();
        int key = task % pieces * KEYS_A_TASK;
        int keys = Math.min(KEYS_A_TASK, sizes.keys() - key);
        long[] x = new long[count + 1];
        for (int part = 0; part < count; part++) {
            x[part] = k(partials, part) + 4 * k.at(b, group, key);
        }
        x[count] = at.dk() + 4 * toK.at(b, group, key);
        sumK.run(x, keys, sizes.size());
        for (int part = 0; part < count; part++) {
            x[part] = v(partials, part) + 4 * v.at(b, group, key);
        }
        x[count] = at.dv() + 4 * toV.at(b, group, key);
        sumV.run(x, keys, sizes.width());
    }
}
