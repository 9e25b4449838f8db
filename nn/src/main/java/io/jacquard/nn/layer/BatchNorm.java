package io.jacquard.nn.layer;

import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.BatchNormed;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Statistics;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.List;

/// Normalizes each feature to mean 0 and variance 1, then scales and shifts it: by the mean and
/// variance of the batch while training, by running ones otherwise.
///
/// `y = weight * (x - mean) / sqrt(variance + epsilon) + bias`
///
/// | value | shape |
/// |---|---|
/// | input, output | `f32[batch, ..., features]` |
/// | `weight`, which starts at 1 | `f32[features]` |
/// | `bias`, which starts at 0 | `f32[features]` |
/// | `running_mean`, state that starts at 0 | `f32[features]` |
/// | `running_var`, state that starts at 1 | `f32[features]` |
///
/// Each call while training moves the running statistics: `running = (1 - momentum) * running +
/// momentum * batch`. As in PyTorch the batch is normalized by the variance of its n values of a
/// feature divided by n, and the running variance takes that divided by n - 1. PyTorch's counter
/// `num_batches_tracked` is not kept. Keras calls `1 - momentum` momentum and divides by n in both
/// places.
///
/// Examples of a batch depend on each other while training, so that {@link io.jacquard.tensor.Vmap}
/// and checkpoints of `Flow` refuse it there; `GroupNorm` has no state.
///
/// {@snippet file="io/jacquard/nn/SnippetsTest.java" region="batch-norm"}
///
/// Source: Ioffe, Szegedy, *Batch normalization*, 2015, arXiv 1502.03167, algorithms 1 and 2.
public final class BatchNorm implements Layer {
    private final Scope scope;
    private final List<Parameter> affine;
    private final Parameter mean;
    private final Parameter variance;
    private final Rates rates;

    /// Numbers that are no parameters.
    ///
    /// @param momentum weight of a batch in the running statistics
    /// @param epsilon added to the variance
    private record Rates(double momentum, double epsilon) {}

    private BatchNorm(
            Scope scope, List<Parameter> affine, Parameter mean, Parameter variance, Rates rates) {
        this.scope = scope;
        this.affine = affine;
        this.mean = mean;
        this.variance = variance;
        this.rates = rates;
    }

    private BatchNorm(Scope scope, TensorType each, List<Parameter> affine) {
        this(
                scope,
                affine,
                scope.state("running_mean", each, Initializers.zeros()),
                scope.state("running_var", each, Initializers.ones()),
                new Rates(0.1, 1e-5));
    }

    /// A normalization with PyTorch's momentum of 0.1 and epsilon of 1e-5.
    ///
    /// @param scope where the parameters are
    /// @param features size of the last axis, from 1
    public BatchNorm(Scope scope, int features) {
        this(scope, features, Initializers.ones());
    }

    /// A normalization whose scale starts as told: at 0 it makes the last one of a residual branch
    /// start as nothing.
    ///
    /// @param scope where the parameters are
    /// @param features size of the last axis, from 1
    /// @param initialWeight the scale before training
    public BatchNorm(Scope scope, int features, Initializer initialWeight) {
        this(scope, Sizes.features("batchNorm", features), affine(scope, features, initialWeight));
    }

    /// A normalization that neither scales nor shifts; it has state only.
    ///
    /// @param scope where the state is
    /// @param features size of the last axis, from 1
    public static BatchNorm withoutAffine(Scope scope, int features) {
        return new BatchNorm(scope, Sizes.features("batchNorm", features), List.of());
    }

    private static List<Parameter> affine(Scope scope, int features, Initializer initialWeight) {
        TensorType each = Sizes.features("batchNorm", features);
        return List.of(
                scope.parameter("weight", each, initialWeight),
                scope.parameter("bias", each, Initializers.zeros()));
    }

    /// This layer, with the same parameters, with another weight of a batch in the running
    /// statistics.
    ///
    /// @param newMomentum from 0 (they never move) to 1 (they are those of the last batch)
    public BatchNorm withMomentum(double newMomentum) {
        if (!(newMomentum >= 0 && newMomentum <= 1)) {
            throw Refusal.argument(
                    "batchNorm",
                    "the momentum is out of its range",
                    newMomentum,
                    "0 to 1; Keras's 0.99 is 0.01 here");
        }
        return with(new Rates(newMomentum, rates.epsilon));
    }

    /// This layer, with the same parameters, with another number added to the variance.
    ///
    /// @param newEpsilon from 0; 1e-3 in Keras
    public BatchNorm withEpsilon(double newEpsilon) {
        return with(new Rates(rates.momentum, Sizes.epsilon("batchNorm", newEpsilon)));
    }

    private BatchNorm with(Rates other) {
        return new BatchNorm(scope, affine, mean, variance, other);
    }

    /// The scale, `f32[features]`; no element if there is none.
    public List<Parameter> weight() {
        return affine.isEmpty() ? List.of() : List.of(affine.getFirst());
    }

    /// The offset, `f32[features]`; no element if there is none.
    public List<Parameter> bias() {
        return affine.isEmpty() ? List.of() : List.of(affine.getLast());
    }

    /// The running mean, state, `f32[features]`.
    public Parameter runningMean() {
        return mean;
    }

    /// The running variance, state, `f32[features]`.
    public Parameter runningVariance() {
        return variance;
    }

    /// @throws io.jacquard.ir.ShapeException if the last axis is not the features or there is no
    ///   other, and while training if there is only one value of each feature
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(this, () -> normalized(x));
    }

    private Tensor normalized(Tensor x) {
        Sizes.last("batchNorm", x, features());
        if (x.rank() < 2) {
            throw Refusal.of(
                    "batchNorm",
                    "there is no batch",
                    List.of(x),
                    "[batch, ..., %d]; use expand(0) for one example".formatted(features()));
        }
        Tensor scale = affine.isEmpty() ? filled(1) : wide(affine.getFirst().value());
        Tensor offset = affine.isEmpty() ? filled(0) : wide(affine.getLast().value());
        if (Trace.current().mode() == Mode.INFERENCE) {
            Statistics running = new Statistics(mean.value(), variance.value());
            return wide(x).batchNorm(-1, scale, offset, running, rates.epsilon).to(x.dtype());
        }
        int values = valuesOfAFeature(x);
        BatchNormed made = wide(x).batchNorm(-1, scale, offset, rates.epsilon);
        move(made.statistics(), values);
        return made.output().to(x.dtype());
    }

    // In the dtype of the running statistics, which is wider in mixed precision.
    private Tensor wide(Tensor x) {
        return x.dtype().bytes() == 2 ? x.to(mean.type().dtype()) : x;
    }

    private int valuesOfAFeature(Tensor x) {
        int values = x.shape().elements() / features();
        if (values < 2) {
            throw Refusal.of(
                    "batchNorm",
                    "no variance of %d value a feature".formatted(values),
                    List.of(x),
                    "at least 2 values while training; use larger batches, with dropRemainder() if"
                            + " the last is of one example");
        }
        return values;
    }

    private void move(Statistics batch, int values) {
        double m = rates.momentum;
        double unbiased = m * values / (values - 1);
        mean.set(moved(mean.value(), batch.mean(), m));
        variance.set(moved(variance.value(), batch.variance(), unbiased));
    }

    private Tensor moved(Tensor running, Tensor batch, double weight) {
        return running.mul(1 - rates.momentum).add(batch.stopGradient().mul(weight));
    }

    private Tensor filled(double number) {
        return Tensor.full(mean.type(), number);
    }

    private int features() {
        return mean.type().shape().size(0);
    }

    @Override
    public String title() {
        return "BatchNorm(%d)".formatted(features());
    }
}
