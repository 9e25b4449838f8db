package io.jacquard.cpu.onednn;

/// How a kernel or a pooling window moves along one spatial axis.
///
/// @param input size of the axis before, at least 1
/// @param kernel size of the window, at least 1
/// @param stride steps between neighboring windows, at least 1
/// @param dilation distance between the elements of a window, at least 1 (which means dense)
/// @param padding how far windows reach beyond the ends
public record Window(long input, long kernel, long stride, long dilation, Padding padding) {
    /// How far windows reach beyond the ends of an axis.
    ///
    /// @param before elements in front of the first, at least 0
    /// @param after elements behind the last, at least 0
    public record Padding(long before, long after) {
        /// No padding.
        public static final Padding NONE = new Padding(0, 0);

        /// Returns the same padding at both ends.
        ///
        /// @param elements how far windows reach beyond each end
        public static Padding of(long elements) {
            return new Padding(elements, elements);
        }
    }

    /// Checks the ranges.
    public Window {
        if (input < 1 || kernel < 1 || stride < 1 || dilation < 1) {
            throw new IllegalArgumentException(
                    "Input, kernel, stride and dilation of at least 1 expected, got "
                            + describe(input, kernel, stride, dilation));
        }
        if (padding.before < 0 || padding.after < 0) {
            throw new IllegalArgumentException("Padding of at least 0 expected, got " + padding);
        }
        if (input + padding.before + padding.after < (kernel - 1) * dilation + 1) {
            throw new IllegalArgumentException(
                    "A window that fits the padded axis expected, got "
                            + describe(input, kernel, stride, dilation)
                            + " "
                            + padding);
        }
    }

    private static String describe(long input, long kernel, long stride, long dilation) {
        return "input %d, kernel %d, stride %d, dilation %d"
                .formatted(input, kernel, stride, dilation);
    }

    /// Returns a dense window that moves by one.
    ///
    /// @param input size of the axis before
    /// @param kernel size of the window
    /// @param padding how far windows reach beyond the ends
    public static Window of(long input, long kernel, Padding padding) {
        return new Window(input, kernel, 1, 1, padding);
    }

    /// Returns how many windows there are: the size of the axis after.
    public long output() {
        long span = (kernel - 1) * dilation + 1;
        return (input + padding.before + padding.after - span) / stride + 1;
    }
}
