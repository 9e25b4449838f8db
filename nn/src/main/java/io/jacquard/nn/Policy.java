package io.jacquard.nn;

import io.jacquard.ir.DType;
import io.jacquard.runtime.Precision;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import java.util.List;

/// The dtypes in which a model computes: mixed precision. The values of the parameters, their
/// gradients and the optimizer's state stay f32, and so does what is saved.
///
/// At the start of the network f32 inputs are converted to the dtype of computing; each trained
/// parameter is where a layer asks for its value; at the end outputs are converted to theirs, so
/// that losses and metrics are computed of f32. A network that makes floats of integers itself, of
/// pixels for example, makes them of {@link #compute}. State, such as a running mean, is not
/// converted. Sums, means, norms and softmax of 16-bit floats accumulate in f32 anyway.
///
/// | policy | computes in | for |
/// |---|---|---|
/// | {@link #f32()} | f32 | the default; the same on every device but for the last places |
/// | {@link #tf32()} | f32, products as fast as the device has them | NVIDIA GPUs from 2020 on |
/// | {@link #bf16()} | bf16 | GPUs, TPUs, CPUs with AMX or AVX512-BF16 |
/// | {@link #f16()} | f16, trained with a scaled loss | GPUs without bf16 |
///
/// Keras calls the last two `mixed_bfloat16` and `mixed_float16`, PyTorch `autocast`, which chooses
/// for each operation instead.
///
/// Source: Micikevicius et al., *Mixed precision training*, 2018, arXiv 1710.03740, section 3.
///
/// @param compute dtype inside of the network
/// @param output dtype of the outputs
/// @param products how exact products of f32 are
public record Policy(DType compute, DType output, Precision products) {
    private static final ScopedValue<Policy> CURRENT = ScopedValue.newInstance();

    /// Both dtypes are floating.
    ///
    /// @throws IllegalArgumentException if one is not
    public Policy {
        for (DType d : List.of(compute, output)) {
            if (!d.isFloat()) {
                throw new IllegalArgumentException(
                        """
                        [policy] a model cannot compute in %s
                          compute is %s, output is %s
                          expected f32, bf16 or f16; take Policy.bf16() or its like\
                        """
                                .formatted(d.text(), compute.text(), output.text()));
            }
        }
    }

    /// Everything in f32.
    public static Policy f32() {
        return new Policy(DType.F32, DType.F32, Precision.HIGHEST);
    }

    /// Everything in f32, but products as exact only as the device is fastest at.
    public static Policy tf32() {
        return new Policy(DType.F32, DType.F32, Precision.DEFAULT);
    }

    /// Computes in bf16.
    public static Policy bf16() {
        return new Policy(DType.BF16, DType.F32, Precision.HIGHEST);
    }

    /// Computes in f16, whose largest number is 65,504 and whose smallest is 6e-8: while training
    /// the loss is scaled so that gradients fit.
    public static Policy f16() {
        return new Policy(DType.F16, DType.F32, Precision.HIGHEST);
    }

    /// The policy of a name: `f32`, `tf32`, `bf16` or `f16`.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    public static Policy named(String name) {
        return switch (name) {
            case "f32" -> f32();
            case "tf32" -> tf32();
            case "bf16" -> bf16();
            case "f16" -> f16();
            default ->
                    throw new IllegalArgumentException(
                            """
                            [policy] there is no precision '%s'
                              expected f32, tf32, bf16 or f16\
                            """
                                    .formatted(name));
        };
    }

    /// True if what is computed may be too small or too large for the dtype of computing, so that
    /// the loss is scaled while training.
    public boolean scalesLoss() {
        return compute == DType.F16;
    }

    /// A network that computes as this says.
    Network of(Network network) {
        if (compute == DType.F32 && output == DType.F32) {
            return network;
        }
        return inputs -> {
            Tensors given = inputs.map(t -> t.dtype() == DType.F32 ? t.to(compute) : t);
            Tensors made = ScopedValue.where(CURRENT, this).call(() -> network.apply(given));
            return made.map(t -> t.dtype() == compute ? t.to(output) : t);
        };
    }

    /// A trained parameter's value as the network that is being traced computes with it.
    static Tensor computed(Tensor value) {
        return CURRENT.isBound() && value.dtype() == DType.F32
                ? value.to(CURRENT.get().compute)
                : value;
    }
}
