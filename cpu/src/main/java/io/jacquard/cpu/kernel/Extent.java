package io.jacquard.cpu.kernel;

/// How pooling windows move along one spatial axis.
///
/// @param input size of the input
/// @param window size of the window
/// @param stride step of the window
/// @param low padding before the first element
/// @param output number of windows
public record Extent(int input, int window, int stride, int low, int output) {
    /// The axis that data without it has.
    static final Extent ONE = new Extent(1, 1, 1, 0, 1);

    /// True if windows neither overlap nor reach beyond the ends.
    boolean isPlain() {
        return low == 0 && stride >= window && (output - 1) * stride + window <= input;
    }

    /// True if each element is in exactly one window.
    boolean isCovering() {
        return stride == window && output * stride == input;
    }

    int start(int index) {
        return index * stride - low;
    }

    /// The first element of a window that is not padding.
    int first(int index) {
        return Math.max(0, start(index));
    }

    /// The element after the last of a window that is not padding.
    int end(int index) {
        return Math.min(input, start(index) + window);
    }

    /// Elements of a window that are not padding.
    int length(int index) {
        return Math.max(0, end(index) - first(index));
    }
}
