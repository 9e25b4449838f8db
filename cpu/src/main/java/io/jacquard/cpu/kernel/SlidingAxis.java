package io.jacquard.cpu.kernel;

/// How windows move along one axis of an array.
///
/// @param extent sizes, stride and padding; the padding may be less than 0
/// @param baseDilation distance of two elements of the array
/// @param windowDilation distance of two elements of the window
public record SlidingAxis(Extent extent, int baseDilation, int windowDilation) {
    /// True if there is nothing to slide: each position has the element of its number.
    boolean isPlain() {
        return extent.window() == 1
                && extent.stride() == 1
                && extent.low() == 0
                && baseDilation == 1
                && extent.output() == extent.input();
    }

    /// The first place of a window that is not before the array.
    int first(int position) {
        return Math.max(0, Math.ceilDiv(-extent.start(position), windowDilation));
    }

    /// The place after the last of a window that is not behind the array.
    int end(int position) {
        long size = extent.input() == 0 ? 0 : (extent.input() - 1L) * baseDilation + 1;
        long room = Math.ceilDiv(size - extent.start(position), windowDilation);
        return Math.clamp(room, 0, extent.window());
    }

    /// The element at a place from {@link #first} to {@link #end}, or -1 between two elements.
    int source(int position, int place) {
        int at = extent.start(position) + place * windowDilation;
        return at % baseDilation == 0 ? at / baseDilation : -1;
    }
}
