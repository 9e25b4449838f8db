package io.jacquard.ir.interpret;

import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;

/// What a convolution means: data, kernel and result in channels-last order, each position of the
/// window a sum over its places and input features. Padding adds nothing.
final class ConvolutionMeaning {
    private final Cells data;
    private final Cells kernel;
    private final Shape out;
    private final IntList fromLast;
    private final TensorType type;
    private final Windows windows;
    private final int featureGroups;
    private final int groups;

    ConvolutionMeaning(Convolution op, Cells l, Cells r, TensorType type) {
        IntList last = order(op.out());
        this.type = type;
        this.data = l.transposed(order(op.lhs()));
        this.kernel = r.transposed(kernelOrder(op.rhs()));
        this.out = Shape.of(last.stream().map(type.shape()::size).toArray());
        this.fromLast = last.inverse();
        Shape kernelShape = kernel.type().shape();
        this.windows =
                Windows.of(
                        op.window(),
                        spatial(data.type().shape(), 1),
                        spatial(kernelShape, 0),
                        spatial(out, 1));
        this.featureGroups = op.featureGroups();
        this.groups = op.featureGroups() * op.batchGroups();
    }

    private static IntList order(Axes axes) {
        return IntList.of(axes.outer()).concat(axes.spatial()).concat(IntList.of(axes.feature()));
    }

    private static IntList kernelOrder(Axes axes) {
        return axes.spatial().concat(IntList.of(axes.feature(), axes.outer()));
    }

    private static Shape spatial(Shape shape, int start) {
        return Shape.of(IntList.of(shape.sizes()).slice(start, start + shape.rank() - 2).toArray());
    }

    Cells result() {
        TensorType channelsLast = type.with(out);
        Cells made =
                switch (data) {
                    case Reals x -> {
                        double[] sums = new double[out.elements()];
                        double[] k = ((Reals) kernel).values;
                        walk((to, from, weights) -> add(sums, to, x.values[from], k, weights));
                        yield Reals.rounded(channelsLast, sums);
                    }
                    case Integers x -> {
                        long[] sums = new long[out.elements()];
                        long[] k = ((Integers) kernel).values;
                        walk((to, from, weights) -> add(sums, to, x.values[from], k, weights));
                        yield Integers.wrapped(channelsLast, sums);
                    }
                };
        return made.transposed(fromLast);
    }

    private void add(double[] sums, int to, double x, double[] kernel, int weights) {
        int width = out.size(-1) / groups;
        for (int i = 0; i < width; i++) {
            sums[to + i] += x * kernel[weights + i];
        }
    }

    private void add(long[] sums, int to, long x, long[] kernel, int weights) {
        int width = out.size(-1) / groups;
        for (int i = 0; i < width; i++) {
            sums[to + i] += x * kernel[weights + i];
        }
    }

    /// Adds one element of the data times a row of the kernel to a row of the result.
    private interface Row {
        /// @param to where the output features of the group start in the result
        /// @param from position in the data
        /// @param weights where the group's row starts in the kernel
        void add(int to, int from, int weights);
    }

    private void walk(Row row) {
        for (int image = 0; image < out.size(0); image++) {
            for (int position = 0; position < windows.positions(); position++) {
                for (int place = 0; place < windows.places(); place++) {
                    int source = windows.source(position, place);
                    if (source >= 0) {
                        place(row, new int[] {image, position, place, source});
                    }
                }
            }
        }
    }

    private void place(Row row, int[] at) {
        int outputs = out.size(-1);
        int inputs = kernel.type().shape().size(-2);
        for (int group = 0; group < groups; group++) {
            int shift = group * (outputs / groups);
            int to = (at[0] * windows.positions() + at[1]) * outputs + shift;
            int from = dataRow(group, at[0], at[3]);
            int weights = at[2] * inputs * outputs + shift;
            for (int c = 0; c < inputs; c++) {
                row.add(to, from + c, weights + c * outputs);
            }
        }
    }

    // With feature groups a group has its own features of each image, with batch groups its own
    // images.
    private int dataRow(int group, int image, int source) {
        Shape shape = data.type().shape();
        boolean byFeature = featureGroups > 1;
        int from = byFeature ? image : group * out.size(0) + image;
        int features = shape.size(-1);
        int pixels = spatial(shape, 1).elements();
        int shift = byFeature ? group * (features / groups) : 0;
        return (from * pixels + source) * features + shift;
    }
}
