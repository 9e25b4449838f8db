package io.jacquard.cpu.onednn;

import java.util.List;
import java.util.function.ToLongFunction;

/// Spatial axes in oneDNN's order and layouts: sizes are batch, channels, space; memory is
/// channels-last.
final class Spatial {
    private Spatial() {}

    /// Returns sizes for oneDNN.
    static long[] sizes(long first, long second, List<Window> windows, ToLongFunction<Window> of) {
        long[] sizes = new long[windows.size() + 2];
        sizes[0] = first;
        sizes[1] = second;
        for (int i = 0; i < windows.size(); i++) {
            sizes[i + 2] = of.applyAsLong(windows.get(i));
        }
        return sizes;
    }

    /// Returns the strides that put the channels last.
    static long[] channelsLast(long[] sizes) {
        long[] strides = new long[sizes.length];
        strides[1] = 1;
        long stride = sizes[1];
        for (int i = sizes.length - 1; i >= 2; i--) {
            strides[i] = stride;
            stride *= sizes[i];
        }
        strides[0] = stride;
        return strides;
    }

    static MemoryDesc activations(Handles owner, long[] sizes) {
        return MemoryDesc.strided(owner, DataType.F32, sizes, channelsLast(sizes));
    }
}
