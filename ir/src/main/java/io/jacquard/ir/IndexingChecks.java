package io.jacquard.ir;

import java.util.List;

/// Checks that the operations of {@link Indexing} share.
final class IndexingChecks {
    private IndexingChecks() {}

    static void starts(List<TensorType> starts, TensorType t) {
        if (starts.size() != t.rank()) {
            throw ShapeException.of(
                    "%d starts for %s".formatted(starts.size(), t),
                    "%d, one an axis; %s".formatted(t.rank(), Infer.fix(starts.size(), t.rank())));
        }
        for (TensorType start : starts) {
            if (!(start.rank() == 0
                    && start.dtype().isInteger()
                    && start.equals(starts.getFirst()))) {
                throw ShapeException.of(
                        "the starts are " + starts,
                        "scalars of one integer dtype; reshape or convert them");
            }
        }
    }

    static void fits(IntList sizes, TensorType t) {
        for (int i = 0; i < sizes.size(); i++) {
            if (!(sizes.at(i) >= 0 && sizes.at(i) <= t.shape().size(i))) {
                throw ShapeException.of(
                        "a slice of %s does not fit %s".formatted(sizes, t),
                        "a size from 0 to %d on axis %d; shrink the slice"
                                .formatted(t.shape().size(i), i));
            }
        }
    }

    static void dimensions(GatherDimensions d, TensorType t, TensorType indices) {
        if (!indices.dtype().isInteger()) {
            throw ShapeException.of(
                    "the indices are " + indices, "an integer dtype; convert them first");
        }
        if (!(d.indexVectorDim() >= 0 && d.indexVectorDim() <= indices.rank())) {
            throw ShapeException.of(
                    "index vector axis %d of %s".formatted(d.indexVectorDim(), indices),
                    "an axis from 0 to %d; %d makes each index a vector"
                            .formatted(indices.rank(), indices.rank()));
        }
        int vector =
                d.indexVectorDim() < indices.rank() ? indices.shape().size(d.indexVectorDim()) : 1;
        if (d.startIndexMap().size() != vector) {
            throw ShapeException.of(
                    "the start index map %s for vectors of %d".formatted(d.startIndexMap(), vector),
                    "an axis for each index of a vector; name %d".formatted(vector));
        }
        Infer.axes(d.startIndexMap().concat(d.operandBatchingDims()), t);
        Infer.axes(d.absent(), t);
        increasing(d.collapsedSliceDims(), "collapsed axes");
        increasing(d.operandBatchingDims(), "batching axes");
        increasing(d.offsetDims(), "offset axes");
        batching(d, t, indices);
        int rank = d.batch(indices.shape()).rank() + d.offsetDims().size();
        if (!(d.offsetDims().size() == t.rank() - d.absent().size()
                && d.offsetDims().stream().allMatch(a -> a >= 0 && a < rank))) {
            throw ShapeException.of(
                    "offset axes %s for slices of %s without %s"
                            .formatted(d.offsetDims(), t, d.absent()),
                    "%d axes below %d; those of a slice in the result"
                            .formatted(t.rank() - d.absent().size(), rank));
        }
    }

    private static void batching(GatherDimensions d, TensorType t, TensorType indices) {
        IntList ours = d.operandBatchingDims();
        IntList theirs = d.startIndicesBatchingDims();
        Infer.axes(theirs, indices);
        if (!(ours.size() == theirs.size() && !theirs.contains(d.indexVectorDim()))) {
            throw ShapeException.of(
                    "batching axes %s of the array, %s of the indices".formatted(ours, theirs),
                    "as many on both sides; the axis of index vectors is none");
        }
        for (int i = 0; i < ours.size(); i++) {
            int a = t.shape().size(ours.at(i));
            int b = indices.shape().size(theirs.at(i));
            if (a != b) {
                throw ShapeException.of(
                        "batching sizes differ: %d and %d".formatted(a, b),
                        "equal sizes on axis %d of the array and axis %d of the indices; slice one"
                                .formatted(ours.at(i), theirs.at(i)));
            }
        }
    }

    private static void increasing(IntList axes, String what) {
        if (!axes.isIncreasing()) {
            throw ShapeException.of("%s %s".formatted(what, axes), "increasing axes; sort them");
        }
    }
}
