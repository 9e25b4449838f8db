package io.jacquard.train.metric;

import io.jacquard.ir.DType;
import io.jacquard.tensor.Tensor;

/// The usual metrics.
///
/// {@snippet file="io/jacquard/train/SnippetsTest.java" region="measure"}
public final class Metrics {
    private Metrics() {}

    /// The share of examples whose largest logit is that of their class, 0 to 1. Targets are class
    /// indices `[batch]` or probabilities `[batch, classes]`.
    public static Metric accuracy() {
        return mean("accuracy", (p, t) -> p.argmax(-1).eq(classes(t)).to(DType.F32));
    }

    /// The share of examples whose class is among the k largest logits, 0 to 1.
    ///
    /// @param k from 1
    public static Metric topK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is from 1, got " + k);
        }
        return mean("top" + k, (p, t) -> isAmongLargest(p, classes(t), k));
    }

    // The class is among the k largest if fewer than k logits are larger.
    private static Tensor isAmongLargest(Tensor p, Tensor classes, int k) {
        Tensor own = p.mul(classes.oneHot(p.size(-1), p.dtype())).sum(-1);
        Tensor larger = p.gt(own.expand(-1)).to(DType.F32).sum(-1);
        return larger.lt(larger.like(k)).to(DType.F32);
    }

    /// The mean squared error.
    public static Metric mse() {
        return mean("mse", (p, t) -> flat(p.sub(t.reshape(p.shape().sizes()))).square().mean(1));
    }

    /// The mean absolute error.
    public static Metric mae() {
        return mean("mae", (p, t) -> flat(p.sub(t.reshape(p.shape().sizes()))).abs().mean(1));
    }

    /// The coefficient of determination: 1 for predictions without an error, 0 for those as good as
    /// the targets' mean, less for worse ones.
    ///
    /// `1 - sum((target - prediction)^2) / sum((target - mean)^2)` of each output, then the mean
    /// over the outputs. Where all targets are equal it is 1 if the predictions are that too, else
    /// 0; for fewer than two examples it is NaN.
    ///
    /// Source: scikit-learn 1.9, `r2_score` with its defaults `uniform_average` and `force_finite`.
    public static Metric r2() {
        return new R2();
    }

    /// How often each class was taken for each: accuracy, and precision, recall and F1 of each
    /// class and on average; see {@link Confusion}.
    public static Confusion confusion() {
        return new Confusion();
    }

    /// The mean of one value an example.
    ///
    /// @param name name of the metric
    /// @param value traces the values, `f32[batch]`, from predictions and targets
    public static Metric mean(String name, java.util.function.BinaryOperator<Tensor> value) {
        return new Mean(name, value);
    }

    /// Class indices, i32, of targets that are indices or probabilities.
    static Tensor classes(Tensor targets) {
        return targets.rank() > 1 && targets.dtype().isFloat()
                ? targets.argmax(-1)
                : targets.to(DType.I32);
    }

    private static Tensor flat(Tensor t) {
        return t.reshape(t.size(0), -1).to(DType.F32);
    }
}
