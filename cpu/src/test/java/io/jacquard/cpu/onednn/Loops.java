package io.jacquard.cpu.onednn;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Convolution and pooling as plain loops: what the tests believe.
final class Loops {
    /// Something to do for one output position and one position inside its window.
    interface Visit {
        /// @param output flat index of the output position
        /// @param input flat index of the input position
        /// @param kernel flat index of the position in the window
        void at(int output, int input, int kernel);
    }

    private Loops() {}

    static int product(List<Window> windows, ToLongFunction<Window> size) {
        return (int) windows.stream().mapToLong(size).reduce(1, (a, b) -> a * b);
    }

    /// Visits all pairs of positions inside the input, windows in order, elements in order.
    static void visit(List<Window> windows, Visit visit) {
        int outputs = product(windows, Window::output);
        int kernels = product(windows, Window::kernel);
        for (int output = 0; output < outputs; output++) {
            for (int kernel = 0; kernel < kernels; kernel++) {
                Optional<Integer> input = input(windows, output, kernel);
                if (input.isPresent()) {
                    visit.at(output, input.get(), kernel);
                }
            }
        }
    }

    private static Optional<Integer> input(List<Window> windows, int output, int kernel) {
        long flat = 0;
        long scale = 1;
        int restOutput = output;
        int restKernel = kernel;
        for (int axis = windows.size() - 1; axis >= 0; axis--) {
            Window w = windows.get(axis);
            long position =
                    restOutput % w.output() * w.stride()
                            + restKernel % w.kernel() * w.dilation()
                            - w.padding().before();
            if (position < 0 || position >= w.input()) {
                return Optional.empty();
            }
            restOutput /= (int) w.output();
            restKernel /= (int) w.kernel();
            flat += position * scale;
            scale *= w.input();
        }
        return Optional.of((int) flat);
    }

    /// Which of the three tensors of a convolution is computed from the other two.
    enum Wanted {
        DESTINATION,
        SOURCE,
        WEIGHTS
    }

    static float[] convolution(
            Convolution.Spec spec, Wanted wanted, float[] source, float[] weights, float[] dest) {
        int in = (int) spec.channels().in();
        int out = (int) spec.channels().out();
        int inGroup = in / (int) spec.channels().groups();
        int outGroup = out / (int) spec.channels().groups();
        int inputs = product(spec.windows(), Window::input);
        int outputs = product(spec.windows(), Window::output);
        double[] sum =
                new double
                        [switch (wanted) {
                            case SOURCE -> source.length;
                            case WEIGHTS -> weights.length;
                            case DESTINATION -> dest.length;
                        }];
        for (int n = 0; n < spec.batch(); n++) {
            int first = n;
            visit(
                    spec.windows(),
                    (output, input, kernel) -> {
                        for (int o = 0; o < out; o++) {
                            for (int i = 0; i < inGroup; i++) {
                                int d = (first * outputs + output) * out + o;
                                int s = (first * inputs + input) * in + o / outGroup * inGroup + i;
                                int w = (kernel * inGroup + i) * out + o;
                                switch (wanted) {
                                    case DESTINATION -> sum[d] += (double) source[s] * weights[w];
                                    case SOURCE -> sum[s] += (double) dest[d] * weights[w];
                                    case WEIGHTS -> sum[w] += (double) source[s] * dest[d];
                                }
                            }
                        }
                    });
        }
        return floats(sum);
    }

    static float[] pooling(Pooling.Spec spec, float[] source) {
        int channels = (int) spec.channels();
        int inputs = product(spec.windows(), Window::input);
        int outputs = product(spec.windows(), Window::output);
        float[] result = new float[(int) spec.batch() * outputs * channels];
        if (spec.kind() == Pooling.Kind.MAX) {
            java.util.Arrays.fill(result, Float.NEGATIVE_INFINITY);
        }
        int[] counts = counts(spec);
        for (int n = 0; n < spec.batch(); n++) {
            int first = n;
            visit(
                    spec.windows(),
                    (output, input, _) -> {
                        for (int c = 0; c < channels; c++) {
                            int d = (first * outputs + output) * channels + c;
                            float x = source[(first * inputs + input) * channels + c];
                            result[d] =
                                    spec.kind() == Pooling.Kind.MAX
                                            ? Math.max(result[d], x)
                                            : result[d] + x / counts[output];
                        }
                    });
        }
        return result;
    }

    static float[] poolingGradient(Pooling.Spec spec, float[] source, float[] gradient) {
        int channels = (int) spec.channels();
        int inputs = product(spec.windows(), Window::input);
        int outputs = product(spec.windows(), Window::output);
        float[] pooled = pooling(spec, source);
        boolean[] given = new boolean[pooled.length];
        double[] result = new double[source.length];
        int[] counts = counts(spec);
        for (int n = 0; n < spec.batch(); n++) {
            int first = n;
            visit(
                    spec.windows(),
                    (output, input, _) -> {
                        for (int c = 0; c < channels; c++) {
                            int d = (first * outputs + output) * channels + c;
                            int s = (first * inputs + input) * channels + c;
                            if (spec.kind() != Pooling.Kind.MAX) {
                                result[s] += gradient[d] / counts[output];
                            } else if (!given[d] && source[s] == pooled[d]) {
                                given[d] = true;
                                result[s] += gradient[d];
                            }
                        }
                    });
        }
        return floats(result);
    }

    private static int[] counts(Pooling.Spec spec) {
        int[] counts = new int[product(spec.windows(), Window::output)];
        visit(spec.windows(), (output, _, _) -> counts[output]++);
        if (spec.kind() == Pooling.Kind.AVERAGE_WITH_PADDING) {
            java.util.Arrays.fill(counts, product(spec.windows(), Window::kernel));
        }
        return counts;
    }

    private static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }
}
