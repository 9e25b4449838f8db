package io.jacquard.ir.interpret;

import io.jacquard.ir.IntList;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;

/// What pooling over channels-last data and its gradients mean. Padding takes no part.
final class PoolingMeaning {
    private final TensorType in;
    private final TensorType out;
    private final Windows windows;
    private final int pixels;
    private final int channels;

    /// @param in type of the pooling's operand
    /// @param out type of its result
    PoolingMeaning(PoolWindow window, TensorType in, TensorType out) {
        this.in = in;
        this.out = out;
        Shape data = spatial(in.shape());
        this.windows = Windows.of(window, data, spatial(out.shape()));
        this.pixels = data.elements();
        this.channels = in.shape().size(-1);
    }

    private static Shape spatial(Shape shape) {
        return Shape.of(IntList.of(shape.sizes()).slice(1, shape.rank() - 1).toArray());
    }

    /// One window of one channel of one image.
    private interface Visit {
        /// @param to position in the result of the pooling
        /// @param position of the window
        /// @param base what {@link #source} adds: where the channel of the image starts
        void window(int to, int position, int base);
    }

    private void forEach(Visit visit) {
        int to = 0;
        for (int image = 0; image < in.shape().size(0); image++) {
            for (int position = 0; position < windows.positions(); position++) {
                for (int channel = 0; channel < channels; channel++) {
                    visit.window(to++, position, image * pixels * channels + channel);
                }
            }
        }
    }

    private int source(int position, int place, int base) {
        int source = windows.source(position, place);
        return source < 0 ? -1 : base + source * channels;
    }

    Reals max(Reals x) {
        double[] y = new double[out.shape().elements()];
        forEach((to, position, base) -> {
            int first = firstLargest(x.values, position, base);
            y[to] = first < 0 ? Double.NEGATIVE_INFINITY : x.values[first];
        });
        return Reals.rounded(out, y);
    }

    Reals maxGradient(Reals x, Reals dy) {
        double[] dx = new double[in.shape().elements()];
        forEach((to, position, base) -> {
            int first = firstLargest(x.values, position, base);
            if (first >= 0) {
                dx[first] += dy.values[to];
            }
        });
        return Reals.rounded(in, dx);
    }

    private int firstLargest(double[] x, int position, int base) {
        int first = -1;
        for (int place = 0; place < windows.places(); place++) {
            int at = source(position, place, base);
            if (at >= 0 && (first < 0 || isLarger(x[at], x[first]))) {
                first = at;
            }
        }
        return first;
    }

    private static boolean isLarger(double candidate, double best) {
        return candidate > best || (Double.isNaN(candidate) && !Double.isNaN(best));
    }

    Reals average(Reals x) {
        double[] y = new double[out.shape().elements()];
        forEach((to, position, base) -> {
            double sum = 0;
            for (int place = 0; place < windows.places(); place++) {
                int at = source(position, place, base);
                sum += at >= 0 ? x.values[at] : 0;
            }
            y[to] = sum / counted(position);
        });
        return Reals.rounded(out, y);
    }

    Reals averageGradient(Reals dy) {
        double[] dx = new double[in.shape().elements()];
        forEach((to, position, base) -> {
            double share = dy.values[to] / counted(position);
            for (int place = 0; place < windows.places(); place++) {
                int at = source(position, place, base);
                if (at >= 0) {
                    dx[at] += share;
                }
            }
        });
        return Reals.rounded(in, dx);
    }

    private int counted(int position) {
        int count = 0;
        for (int place = 0; place < windows.places(); place++) {
            count += windows.source(position, place) >= 0 ? 1 : 0;
        }
        return count;
    }
}
