package io.jacquard.ir.batching;

import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.List;

/// The rule of convolution. Examples of data are more of its batch, kernels of examples more output
/// features, and where both differ each example is a group of its own.
///
/// @param b the batch
/// @param op the convolution of one example
record ConvolutionRule(Batch b, Convolution op) {
    List<Batched> of(List<Batched> operands) {
        Batched data = operands.getFirst();
        Batched kernel = operands.getLast();
        if (b.size() == 0) {
            TensorType one = op.infer(operands.stream().map(Batch::example).toList()).getFirst();
            return List.of(Batched.stacked(b.s().filled(one.with(one.shape().insert(0, 0)), 0)));
        }
        Value made;
        if (!kernel.stacked()) {
            made = ofData(data.value(), kernel.value());
        } else if (!data.stacked()) {
            made = ofKernels(data.value(), kernel.value());
        } else {
            made = ofBoth(data.value(), kernel.value());
        }
        return List.of(Batched.stacked(made));
    }

    private Value ofData(Value data, Value kernel) {
        Value all = merged(data, op.lhs().outer(), op.batchGroups());
        return split(b.builder().add(op, all, kernel), op.out().outer(), 1);
    }

    private Value ofKernels(Value data, Value kernel) {
        int groups = op.featureGroups() * op.batchGroups();
        Value all = merged(kernel, op.rhs().outer(), groups);
        return split(b.builder().add(op, data, all), op.out().feature(), groups);
    }

    private Value ofBoth(Value data, Value kernel) {
        Axes lhs = op.lhs();
        boolean batches = op.batchGroups() > 1;
        Value x = merged(data, batches ? lhs.outer() : lhs.feature(), 1);
        Value k = merged(kernel, op.rhs().outer(), 1);
        Convolution grouped =
                new Convolution(
                        op.window(),
                        lhs,
                        op.rhs(),
                        op.out(),
                        batches ? 1 : op.featureGroups() * b.size(),
                        batches ? op.batchGroups() * b.size() : 1);
        return split(b.builder().add(grouped, x, k), op.out().feature(), 1);
    }

    // Examples go into an axis: behind its groups, before what is in a group.
    private Value merged(Value stacked, int axis, int groups) {
        Shape one = stacked.type().shape().without(0);
        Shape parted = one.with(axis, groups).insert(axis + 1, one.size(axis) / groups);
        Value x = b.s().reshape(stacked, parted.insert(0, b.size()));
        Value moved = b.moved(x, 0, axis + 1);
        return b.s().reshape(moved, one.with(axis, one.size(axis) * b.size()));
    }

    private Value split(Value all, int axis, int groups) {
        Shape shape = all.type().shape();
        int size = shape.size(axis) / b.size();
        Shape parted =
                shape.with(axis, groups).insert(axis + 1, b.size()).insert(axis + 2, size / groups);
        Value moved = b.moved(b.s().reshape(all, parted), axis + 1, 0);
        return b.s().reshape(moved, shape.with(axis, size).insert(0, b.size()));
    }
}
