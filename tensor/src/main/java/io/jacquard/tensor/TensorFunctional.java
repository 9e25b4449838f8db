package io.jacquard.tensor;

import io.jacquard.ir.Composite;
import io.jacquard.ir.Composite.Gelu.Form;
import io.jacquard.ir.Normalization;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import java.util.ArrayList;
import java.util.List;

/// What layers do to {@link Tensor}s: activations, normalizations, attention, embedding, losses;
/// PyTorch's `torch.nn.functional`. Recurrent networks are in {@link Sequences}.
///
/// 16-bit floats are computed in f32 and rounded once.
sealed interface TensorFunctional permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// `max(this, 0)`, NaN for NaN; its gradient at 0 is 0
    default Tensor relu() {
        return self().le(self().like(0)).where(self().like(0), self());
    }

    /// `x * P(X <= x)` for X of the standard normal distribution, exact
    ///
    /// Source: Hendrycks, Gimpel, *Gaussian error linear units*, 2016, arXiv 1606.08415.
    default Tensor gelu() {
        return gelu(Form.EXACT);
    }

    /// `x * P(X <= x)` for X of the standard normal distribution, exact or by the hyperbolic
    /// tangent as GPT-2 has it
    default Tensor gelu(Form form) {
        return self().op(new Composite.Gelu(form));
    }

    /// `e^x / sum(e^x)` along an axis
    default Tensor softmax(int axis) {
        return self().op(new Composite.Softmax(self().axis("softmax", axis)));
    }

    /// The logarithm of softmax along an axis
    default Tensor logSoftmax(int axis) {
        return self().op(new Composite.LogSoftmax(self().axis("logSoftmax", axis)));
    }

    /// The cross-entropy between labels and the softmax of these logits along an axis, in nats:
    /// `-sum(label * logSoftmax)`. Nothing is averaged.
    ///
    /// @param axis the axis of classes
    /// @param labels classes: integers of this shape without the axis; or shares of all classes: of
    ///   this type. A class that is not there makes its loss NaN; a share of 0 adds 0
    /// @return this shape without the axis
    /// @throws io.jacquard.ir.ShapeException if the labels do not fit
    default Tensor softmaxCrossEntropy(int axis, Tensor labels) {
        return softmaxCrossEntropy(axis, labels, 0);
    }

    /// The cross-entropy as {@link #softmaxCrossEntropy(int, Tensor)}, a share of each label spread
    /// evenly over all classes: PyTorch's `label_smoothing`, for classes and for shares.
    ///
    /// @param smoothing that share, from 0 inclusive to 1 exclusive
    /// @throws io.jacquard.ir.ShapeException if the labels do not fit or the smoothing is out of
    ///   its range
    default Tensor softmaxCrossEntropy(int axis, Tensor labels, double smoothing) {
        int classes = self().axis("softmaxCrossEntropy", axis);
        Op op = new Composite.SoftmaxCrossEntropy(classes, smoothing);
        return self().made(op, self(), self().sameTrace(labels));
    }

    /// Each element 0 with a probability, else divided by what is left of it.
    ///
    /// Source: Srivastava et al., *Dropout: a simple way to prevent neural networks from
    /// overfitting*, 2014.
    ///
    /// @param rate the probability, from 0 inclusive to 1 exclusive
    /// @param key a key of {@link Trace#randomKey}, `u32[2]`, that decides
    /// @throws io.jacquard.ir.ShapeException if the rate is out of its range
    default Tensor dropout(double rate, Tensor key) {
        return self().made(new Composite.Dropout(rate), self(), self().sameTrace(key));
    }

    /// The rows of a table at these ids.
    ///
    /// | value | shape |
    /// |---|---|
    /// | this | integers `[...]` |
    /// | table | floats `[rows, features]` |
    /// | result | `[..., features]` |
    ///
    /// An id that is no row reads the nearest one. The table's gradient is summed by row.
    ///
    /// @throws io.jacquard.ir.ShapeException if these are no integers or the table is none
    default Tensor embedding(Tensor table) {
        return embedding(table, Composite.Embedding.NO_PADDING);
    }

    /// The rows of a table at these ids, as {@link #embedding(Tensor)}; one row's gradient is 0.
    ///
    /// @param paddingIndex that row
    /// @throws io.jacquard.ir.ShapeException if there is no such row
    default Tensor embedding(Tensor table, int paddingIndex) {
        return self().made(new Composite.Embedding(paddingIndex), self().sameTrace(table), self());
    }

    /// Scaled dot-product attention with these queries: `softmax(queries * keys^T / sqrt(size)) *
    /// values`, for each head.
    ///
    /// | value | shape |
    /// |---|---|
    /// | this, queries | `[batch, heads, queries, size]` |
    /// | keys | `[batch, groups, keys, size]` |
    /// | values | `[batch, groups, keys, width]` |
    /// | result | `[batch, heads, queries, width]` |
    ///
    /// Neighboring heads share the keys and values of a group; there may be as many groups as
    /// heads.
    ///
    /// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762, equation 1.
    ///
    /// @throws io.jacquard.ir.ShapeException if the shapes do not fit
    default Tensor attention(Tensor keys, Tensor values) {
        return attention(keys, values, AttentionOptions.standard());
    }

    /// Attention as {@link #attention(Tensor, Tensor)}: causal, masked, in a window, with dropout
    /// or scaled in another way.
    ///
    /// @throws io.jacquard.ir.ShapeException if the shapes do not fit
    default Tensor attention(Tensor keys, Tensor values, AttentionOptions options) {
        List<Tensor> all = new ArrayList<>(List.of(self(), self().sameTrace(keys)));
        all.add(self().sameTrace(values));
        options.masks().forEach(mask -> all.add(mask(self().sameTrace(mask))));
        options.keys().forEach(key -> all.add(self().sameTrace(key)));
        return self().made(options.op(self()), all.toArray(Tensor[]::new));
    }

    private static Tensor mask(Tensor mask) {
        Tensor wide = mask;
        while (wide.rank() < 4) {
            wide = wide.expand(0);
        }
        return wide;
    }

    /// The last axes brought to mean 0 and variance 1, then scaled and shifted: `scale * (x - mean)
    /// / sqrt(variance + epsilon) + offset`, over as many axes as scale has.
    ///
    /// | value | shape |
    /// |---|---|
    /// | this, result | `[..., features...]` |
    /// | scale, offset | `[features...]` |
    ///
    /// Source: Ba, Kiros, Hinton, *Layer normalization*, 2016, arXiv 1607.06450, equation 4.
    ///
    /// @param epsilon added to the variance, from 0; usually 1e-5
    /// @throws io.jacquard.ir.ShapeException if the shapes do not fit
    default Tensor layerNorm(Tensor scale, Tensor offset, double epsilon) {
        Op op = new Normalization.LayerNorm(firstOf("layerNorm", scale), epsilon);
        return self().made(op, self(), self().sameTrace(scale), self().sameTrace(offset));
    }

    /// The last axes divided by their root mean square: `scale * x / sqrt(mean(x^2) + epsilon)`,
    /// over as many axes as scale has.
    ///
    /// Source: Zhang, Sennrich, *Root mean square layer normalization*, 2019, arXiv 1910.07467,
    /// equation 4.
    ///
    /// @param scale `[features...]`, the last axes of this
    /// @param epsilon added to the mean square, from 0; usually 1e-6
    /// @throws io.jacquard.ir.ShapeException if the shapes do not fit
    default Tensor rmsNorm(Tensor scale, double epsilon) {
        Op op = new Normalization.RmsNorm(firstOf("rmsNorm", scale), epsilon);
        return self().made(op, self(), self().sameTrace(scale));
    }

    private int firstOf(String name, Tensor scale) {
        int first = self().rank() - scale.rank();
        Shape tail = scale.shape();
        boolean fits = scale.rank() > 0 && first >= 0;
        for (int i = 1; fits && i <= scale.rank(); i++) {
            fits = self().size(-i) == tail.size(-i);
        }
        if (!fits) {
            throw self().error(
                            name,
                            "scale %s for %s".formatted(tail, self().shape()),
                            "the sizes of the last axes; reshape or replace the scale",
                            self(),
                            scale);
        }
        return first;
    }

    /// Groups of neighboring channels of each example brought to mean 0 and variance 1, over the
    /// spatial axes too, then scaled and shifted.
    ///
    /// | value | shape |
    /// |---|---|
    /// | this, result | `[batch, spatial..., channels]` |
    /// | scale, offset | `[channels]` |
    ///
    /// Source: Wu, He, *Group normalization*, 2018, arXiv 1803.08494, equation 7.
    ///
    /// @param groups number of groups, a divisor of the channels
    /// @param epsilon added to the variance, from 0; usually 1e-5
    /// @throws io.jacquard.ir.ShapeException if the shapes do not fit
    default Tensor groupNorm(int groups, Tensor scale, Tensor offset, double epsilon) {
        Op op = new Normalization.GroupNorm(groups, epsilon);
        return self().made(op, self(), self().sameTrace(scale), self().sameTrace(offset));
    }

    /// Each feature brought to mean 0 and variance 1 over all other axes, then scaled and shifted,
    /// as while training; and the mean and variance, for running ones.
    ///
    /// Source: Ioffe, Szegedy, *Batch normalization*, 2015, arXiv 1502.03167, algorithm 1.
    ///
    /// @param axis the axis of features; -1 in channels-last data
    /// @param scale `[features]`
    /// @param offset `[features]`
    /// @param epsilon added to the variance, from 0; usually 1e-5
    /// @throws io.jacquard.ir.ShapeException if the shapes do not fit
    default BatchNormed batchNorm(int axis, Tensor scale, Tensor offset, double epsilon) {
        Op op = new Normalization.BatchNormTraining(epsilon, self().axis("batchNorm", axis));
        List<Tensor> made = Tensor.apply(op, self(), scale, offset);
        return new BatchNormed(made.get(0), new Statistics(made.get(1), made.get(2)));
    }

    /// Each feature normalized by given statistics, then scaled and shifted, as after training.
    ///
    /// @param axis the axis of features; -1 in channels-last data
    /// @param scale `[features]`
    /// @param offset `[features]`
    /// @param given mean and variance, `[features]`
    /// @param epsilon added to the variance, from 0; usually 1e-5
    /// @throws io.jacquard.ir.ShapeException if the shapes do not fit
    default Tensor batchNorm(
            int axis, Tensor scale, Tensor offset, Statistics given, double epsilon) {
        Op op = new Normalization.BatchNormInference(epsilon, self().axis("batchNorm", axis));
        return Tensor.apply(op, self(), scale, offset, given.mean(), given.variance()).getFirst();
    }
}
