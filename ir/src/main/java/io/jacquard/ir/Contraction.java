package io.jacquard.ir;

import java.util.Arrays;
import java.util.List;

/// Operations that sum products: matrix multiplication and convolution. Products of bf16 and f16
/// accumulate in f32 or better.
public sealed interface Contraction extends Op {
    /// The general matrix product: sums over the contracting axes, pairs the batching axes. The
    /// result has the batching axes, then the other axes of the left, then those of the right.
    ///
    /// @param lhsBatching batching axes of the left operand
    /// @param rhsBatching the right operand's, pairwise equal in size
    /// @param lhsContracting contracting axes of the left operand
    /// @param rhsContracting the right operand's, pairwise equal in size
    record DotGeneral(
            IntList lhsBatching,
            IntList rhsBatching,
            IntList lhsContracting,
            IntList rhsContracting)
            implements Contraction {
        /// The plain product of two matrices.
        public static DotGeneral matmul() {
            return new DotGeneral(IntList.of(), IntList.of(), IntList.of(1), IntList.of(0));
        }

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 2);
            TensorType l = operands.getFirst();
            TensorType r = operands.getLast();
            dtypes(l, r);
            Infer.axes(lhsBatching.concat(lhsContracting), l);
            Infer.axes(rhsBatching.concat(rhsContracting), r);
            paired(lhsBatching, rhsBatching, l, r, "batching");
            paired(lhsContracting, rhsContracting, l, r, "contracting");
            IntList lFree = free(l, lhsBatching, lhsContracting);
            IntList rFree = free(r, rhsBatching, rhsContracting);
            int[] sizes = sizes(l, lhsBatching.concat(lFree));
            int[] right = sizes(r, rFree);
            int[] all = Arrays.copyOf(sizes, sizes.length + right.length);
            System.arraycopy(right, 0, all, sizes.length, right.length);
            return List.of(l.with(Shape.of(all)));
        }

        private static void paired(
                IntList left, IntList right, TensorType l, TensorType r, String what) {
            if (left.size() != right.size()) {
                throw ShapeException.of(
                        "%s axes %s and %s".formatted(what, left, right),
                        "as many on both sides; each is paired with one of the other side");
            }
            for (int i = 0; i < left.size(); i++) {
                int a = l.shape().size(left.at(i));
                int b = r.shape().size(right.at(i));
                if (a != b) {
                    throw ShapeException.of(
                            "%s sizes differ: %d and %d".formatted(what, a, b),
                            "equal sizes on axis %d of the left and axis %d of the right; transpose one?"
                                    .formatted(left.at(i), right.at(i)));
                }
            }
        }

        /// The axes of an operand that are neither batching nor contracting, in order.
        public static IntList free(TensorType t, IntList batching, IntList contracting) {
            return IntList.of(
                    IntList.range(0, t.rank()).stream()
                            .filter(a -> !batching.contains(a) && !contracting.contains(a))
                            .toArray());
        }

        private static int[] sizes(TensorType t, IntList axes) {
            return axes.stream().map(t.shape()::size).toArray();
        }
    }

    /// Which axis of an array means what in a convolution.
    ///
    /// @param outer the batch axis, or of a kernel the output features
    /// @param feature the feature axis, or of a kernel the input features
    /// @param spatial the spatial axes in order
    record Axes(int outer, int feature, IntList spatial) {
        /// The axes of channels-last data: `[batch, spatial..., channels]`.
        public static Axes channelsLast(int spatialRank) {
            return new Axes(0, spatialRank + 1, IntList.range(1, spatialRank + 1));
        }

        /// The axes of a channels-last kernel: `[spatial..., in, out]`.
        public static Axes kernel(int spatialRank) {
            return new Axes(spatialRank + 1, spatialRank, IntList.range(0, spatialRank));
        }

        void check(TensorType t, String what) {
            IntList all = IntList.of(outer, feature).concat(spatial);
            if (!(all.size() == t.rank() && all.isPermutation())) {
                throw ShapeException.of(
                        "axes %s of the %s do not fit %s".formatted(all, what, t),
                        "each axis from 0 to %d once; outer, feature, then the spatial ones"
                                .formatted(t.rank() - 1));
            }
        }
    }

    /// The window of a convolution, one value a spatial axis in each list.
    ///
    /// @param strides step of the window, from 1
    /// @param low zeros added before the first element; negative cuts
    /// @param high zeros added after the last element; negative cuts
    /// @param lhsDilation distance of neighbors in the data, from 1
    /// @param rhsDilation distance of neighbors in the kernel, from 1
    record Window(
            IntList strides, IntList low, IntList high, IntList lhsDilation, IntList rhsDilation) {
        /// The window with step 1 and nothing added.
        public static Window valid(int spatialRank) {
            return strided(IntList.repeat(1, spatialRank));
        }

        /// The window with those steps and nothing added.
        public static Window strided(IntList strides) {
            IntList zero = IntList.repeat(0, strides.size());
            IntList one = IntList.repeat(1, strides.size());
            return new Window(strides, zero, zero, one, one);
        }

        /// This window with other padding.
        public Window padded(IntList newLow, IntList newHigh) {
            return new Window(strides, newLow, newHigh, lhsDilation, rhsDilation);
        }

        /// Number of window positions along a spatial axis.
        ///
        /// @param i the spatial axis
        /// @param size elements of the data
        /// @param kernel elements of the kernel
        public int positions(int i, int size, int kernel) {
            long data = Infer.covered(size, lhsDilation.at(i)) + low.at(i) + high.at(i);
            long room = data - Infer.covered(kernel, rhsDilation.at(i));
            boolean none = data <= 0 || room < 0;
            return none ? 0 : Infer.size(room / strides.at(i) + 1, "spatial axis", i);
        }

        void check(int spatialRank) {
            for (IntList l : List.of(strides, low, high, lhsDilation, rhsDilation)) {
                Infer.window(l, spatialRank);
            }
            Infer.positive(strides, "strides");
            Infer.positive(lhsDilation, "dilations of the data");
            Infer.positive(rhsDilation, "dilations of the kernel");
        }
    }

    /// Slides a kernel over data and sums the products (no flip: a cross-correlation).
    ///
    /// The operands are the data and the kernel. With g feature groups the kernel's input features
    /// are those of the data divided by g; with g batch groups the data's batch is split in g parts
    /// that meet g parts of the output features. Where an infinite or NaN element of the kernel
    /// meets padding only, the product is 0 or NaN, as the backend likes: XLA gives the one or the
    /// other.
    ///
    /// @param window strides, padding, dilations
    /// @param lhs axes of the data
    /// @param rhs axes of the kernel
    /// @param out axes of the result
    /// @param featureGroups number of feature groups, from 1
    /// @param batchGroups number of batch groups, from 1; one of the two is 1
    record Convolution(
            Window window, Axes lhs, Axes rhs, Axes out, int featureGroups, int batchGroups)
            implements Contraction {
        /// The convolution of channels-last data, without groups.
        public static Convolution channelsLast(Window window) {
            int n = window.strides().size();
            return new Convolution(
                    window, Axes.channelsLast(n), Axes.kernel(n), Axes.channelsLast(n), 1, 1);
        }

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 2);
            TensorType l = operands.getFirst();
            TensorType r = operands.getLast();
            int n = window.strides().size();
            dtypes(l, r);
            if (!(l.rank() == n + 2 && r.rank() == n + 2)) {
                throw ShapeException.of(
                        "ranks %d and %d with %d spatial axes".formatted(l.rank(), r.rank(), n),
                        "rank %d for both; reshape one, or change the window".formatted(n + 2));
            }
            window.check(n);
            lhs.check(l, "data");
            rhs.check(r, "kernel");
            out.check(l, "result");
            groups(l.shape(), r.shape());
            int[] sizes = new int[n + 2];
            sizes[out.outer()] = l.shape().size(lhs.outer()) / batchGroups;
            sizes[out.feature()] = r.shape().size(rhs.outer());
            for (int i = 0; i < n; i++) {
                sizes[out.spatial().at(i)] =
                        window.positions(
                                i,
                                l.shape().size(lhs.spatial().at(i)),
                                r.shape().size(rhs.spatial().at(i)));
            }
            return List.of(l.with(Shape.of(sizes)));
        }

        private void groups(Shape l, Shape r) {
            int in = l.size(lhs.feature());
            int perGroup = r.size(rhs.feature());
            int outputs = r.size(rhs.outer());
            if (!(featureGroups > 0
                    && batchGroups > 0
                    && (featureGroups == 1 || batchGroups == 1))) {
                throw ShapeException.of(
                        "%d feature and %d batch groups".formatted(featureGroups, batchGroups),
                        "groups from 1, one of the two being 1; do it twice for both");
            }
            if (in != (long) perGroup * featureGroups) {
                throw ShapeException.of(
                        "the data has %d features, the kernel takes %d in each of %d groups"
                                .formatted(in, perGroup, featureGroups),
                        "data with %d features; transpose it, or change the groups"
                                .formatted((long) perGroup * featureGroups));
            }
            if (!(outputs % featureGroups == 0
                    && outputs % batchGroups == 0
                    && l.size(lhs.outer()) % batchGroups == 0)) {
                throw ShapeException.of(
                        "%d output features and a batch of %d do not divide into the groups"
                                .formatted(outputs, l.size(lhs.outer())),
                        "multiples of the number of groups; change the groups");
            }
        }
    }

    private static void dtypes(TensorType l, TensorType r) {
        if (l.dtype() != r.dtype()) {
            throw ShapeException.of(
                    "dtypes differ: %s and %s".formatted(l.dtype().text(), r.dtype().text()),
                    "equal dtypes; convert one of them");
        }
        Infer.number(l);
    }
}
