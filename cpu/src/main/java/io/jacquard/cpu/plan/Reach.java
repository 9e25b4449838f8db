package io.jacquard.cpu.plan;

import io.jacquard.ir.Contraction.Window;

/// Which elements of the data, the kernel and the result of a convolution meet along one spatial
/// axis; what is outside meets padding only.
///
/// @param data the elements of the data
/// @param kernel the elements of the kernel
/// @param result the window positions
/// @param isSliding whether one element of the kernel meets the data one after the other
/// @param isCovering whether one window meets all of the data, element by element
record Reach(Range data, Range kernel, Range result, boolean isSliding, boolean isCovering) {
    /// Indices from `start` (inclusive) to `end` (exclusive).
    record Range(int start, int end) {
        private static final Range NOTHING = new Range(0, 0);

        private boolean isNothing() {
            return start == end;
        }

        private Range with(int index) {
            return isNothing()
                    ? new Range(index, index + 1)
                    : new Range(Math.min(start, index), Math.max(end, index + 1));
        }

        int size() {
            return end - start;
        }
    }

    /// Sizes of a convolution along the axis.
    record Sizes(int data, int kernel, int result) {}

    /// The reach of a window whose data are not dilated.
    ///
    /// @param axis the spatial axis
    static Reach of(Window window, int axis, Sizes sizes) {
        Range data = Range.NOTHING;
        Range kernel = Range.NOTHING;
        Range result = Range.NOTHING;
        boolean slides = true;
        boolean covers = true;
        for (int p = 0; p < sizes.result(); p++) {
            for (int k = 0; k < sizes.kernel(); k++) {
                int x = p * window.strides().at(axis) + k * window.rhsDilation().at(axis);
                x -= window.low().at(axis);
                if (x >= 0 && x < sizes.data()) {
                    data = data.with(x);
                    kernel = kernel.with(k);
                    result = result.with(p);
                    slides &= x - data.start() == p - result.start();
                    covers &= x - data.start() == k - kernel.start();
                }
            }
        }
        return new Reach(
                data, kernel, result, slides && kernel.size() == 1, covers && result.size() == 1);
    }
}
