package io.jacquard.cpu.onednn;

import java.util.List;
import java.util.function.ToLongFunction;

/// The numbers of all windows as native arrays, the way oneDNN takes them. They live as long as the
/// owner they were made with.
///
/// @param strides address of the strides
/// @param kernel address of the windows' sizes
/// @param gaps address of the elements left out between two elements of a window
/// @param before address of the padding in front
/// @param after address of the padding behind
record Geometry(long strides, long kernel, long gaps, long before, long after) {
    static Geometry of(Handles owner, List<Window> windows) {
        return new Geometry(
                array(owner, windows, Window::stride),
                array(owner, windows, Window::kernel),
                array(owner, windows, w -> w.dilation() - 1),
                array(owner, windows, w -> w.padding().before()),
                array(owner, windows, w -> w.padding().after()));
    }

    private static long array(Handles owner, List<Window> windows, ToLongFunction<Window> of) {
        return owner.array(windows.stream().mapToLong(of).toArray());
    }
}
