package io.jacquard.nn.layer;

import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// A convolution over one, two or three spatial axes: each window of the input times `weight`, plus
/// `bias`.
///
/// | value | shape |
/// |---|---|
/// | input | `f32[batch, spatial..., in]` |
/// | output | `f32[batch, spatial..., out]` |
/// | `weight` | `f32[kernel..., in / groups, out]` |
/// | `bias` | `f32[out]` |
public final class Conv implements Layer {
    /// Channels of a convolution.
    ///
    /// @param in channels of the input, from 1
    /// @param out channels of the output, from 1
    /// @param groups parts into which both are split, each output channel seeing its part only; a
    ///   divisor of both
    public record Channels(int in, int out, int groups) {
        /// Checks that the groups divide both.
        public Channels {
            if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
                throw Refusal.argument(
                        "conv",
                        "the groups do not divide the channels",
                        "%d input and %d output channels in %d groups".formatted(in, out, groups),
                        "numbers from 1, channels that are multiples of the groups; change one");
            }
        }

        /// Channels in one group.
        public static Channels of(int in, int out) {
            return new Channels(in, out, 1);
        }

        /// These channels in groups; as many as input channels make a depthwise convolution.
        public Channels inGroups(int number) {
            return new Channels(in, out, number);
        }
    }

    private final Scope scope;
    private final Channels channels;
    private final Kernel kernel;
    private final Parameter weight;
    private final List<Parameter> bias;

    /// A convolution whose window moves by single steps inside the data.
    ///
    /// @param scope where the parameters are
    /// @param in channels of the input, from 1
    /// @param out channels of the output, from 1
    /// @param sizes of the window along each spatial axis: 1, 2 or 3 numbers from 1
    public Conv(Scope scope, int in, int out, int... sizes) {
        this(scope, Channels.of(in, out), Kernel.of(sizes));
    }

    /// A convolution with a weight that starts Glorot uniform and a bias that starts at 0, as in
    /// Keras.
    public Conv(Scope scope, Channels channels, Kernel kernel) {
        this(scope, channels, kernel, Initializers.glorotUniform());
    }

    /// A convolution with a weight that starts as told and a bias that starts at 0.
    public Conv(Scope scope, Channels channels, Kernel kernel, Initializer initial) {
        this(scope, channels, kernel, weight(scope, channels, kernel, initial), true);
    }

    private Conv(Scope scope, Channels channels, Kernel kernel, Parameter weight, boolean biased) {
        this.scope = scope;
        this.channels = channels;
        this.kernel = kernel;
        this.weight = weight;
        this.bias = biased ? List.of(bias(scope, channels)) : List.of();
    }

    /// A convolution that has no bias.
    public static Conv withoutBias(
            Scope scope, Channels channels, Kernel kernel, Initializer initial) {
        return new Conv(scope, channels, kernel, weight(scope, channels, kernel, initial), false);
    }

    private static Parameter weight(
            Scope scope, Channels channels, Kernel kernel, Initializer initial) {
        IntList shape =
                kernel.sizes()
                        .concat(IntList.of(channels.in() / channels.groups(), channels.out()));
        return scope.parameter("weight", TensorType.of(DType.F32, shape.toArray()), initial);
    }

    private static Parameter bias(Scope scope, Channels channels) {
        TensorType type = TensorType.of(DType.F32, channels.out());
        return scope.parameter("bias", type, Initializers.zeros());
    }

    /// The weight, `f32[kernel..., in / groups, out]`.
    public Parameter weight() {
        return weight;
    }

    /// The bias, `f32[out]`; no element if there is none.
    public List<Parameter> bias() {
        return bias;
    }

    /// The window.
    public Kernel kernel() {
        return kernel;
    }

    /// @throws io.jacquard.ir.ShapeException if the input has other axes or channels, or the window
    ///   does not fit
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(this, () -> slid(x));
    }

    private Tensor slid(Tensor x) {
        Sizes.last("conv", x, channels.in());
        kernel.check("conv", x);
        int rank = kernel.rank();
        Convolution op =
                new Convolution(
                        kernel.window(x.shape()),
                        Axes.channelsLast(rank),
                        Axes.kernel(rank),
                        Axes.channelsLast(rank),
                        channels.groups(),
                        1);
        Tensor y = x.convolution(weight.value(), op);
        for (Parameter b : bias) {
            y = y.add(b.value());
        }
        return y;
    }

    @Override
    public String title() {
        String groups = channels.groups() == 1 ? "" : ", groups " + channels.groups();
        return "Conv(%d, %d, %s%s)".formatted(channels.in(), channels.out(), kernel, groups);
    }
}
