package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// A convolution over f32 pictures, or one of its two gradients. One to three spatial axes.
///
/// | operand | address of |
/// |---|---|
/// | `source`, `diffSource` | `f32[batch, space..., in]` |
/// | `weights`, `diffWeights` | `f32[kernel..., in / groups, out]` |
/// | `bias`, `diffBias` | `f32[out]` |
/// | `destination`, `diffDestination` | `f32[batch, space..., out]` |
/// | `binary0`, ... one for each binary post-op | `f32` as `destination`, or `f32[out]` |
/// | `scratch` | at least [#scratchBytes] bytes |
///
/// Everything is contiguous. Where oneDNN wants the weights in a layout of its own, they are
/// brought into it and back inside.
public final class Convolution extends Operation {
    /// The channels of a convolution.
    ///
    /// @param in channels of the source
    /// @param out channels of the destination
    /// @param groups in how many independent groups both are split; divides both
    public record Channels(long in, long out, long groups) {
        /// Checks that the groups divide the channels.
        public Channels {
            if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
                throw new IllegalArgumentException(
                        "[convolution] channels divisible by their groups expected, got "
                                + "in "
                                + in
                                + ", out "
                                + out
                                + ", groups "
                                + groups);
            }
        }
    }

    /// A convolution's sizes.
    ///
    /// @param batch number of pictures, at least 1
    /// @param channels channels before and after
    /// @param windows how the kernel moves along each spatial axis; one to three
    public record Spec(long batch, Channels channels, List<Window> windows) {
        /// Checks the number of axes.
        public Spec {
            windows = List.copyOf(windows);
            if (batch < 1 || windows.isEmpty() || windows.size() > 3) {
                throw new IllegalArgumentException(
                        "[convolution] a batch of at least 1 and 1 to 3 spatial axes expected, got "
                                + batch
                                + " and "
                                + windows);
            }
        }

        /// The convolution that gives some of the output channels.
        Spec withOutputs(long outputs) {
            return new Spec(batch, new Channels(channels.in(), outputs, 1), windows);
        }

        long sourceBytes() {
            return bytes(channels.in(), Window::input);
        }

        long destinationBytes() {
            return bytes(channels.out(), Window::output);
        }

        long weightBytes() {
            return bytes(channels.in() / channels.groups() * channels.out(), Window::kernel);
        }

        /// Returns the multiplications and additions of one picture.
        long flops() {
            return 2 * product(Window::output) * weightBytes() / DataType.F32.bytes();
        }

        private long bytes(long channels, ToLongFunction<Window> size) {
            return product(size) * channels * DataType.F32.bytes();
        }

        private long product(ToLongFunction<Window> size) {
            return windows.stream().mapToLong(size).reduce(1, Math::multiplyExact);
        }
    }

    private final Supplier<String> description;

    private Convolution(
            Supplier<String> description, List<String> operands, Consumer<Program> build) {
        super("convolution", operands, build);
        this.description = description;
    }

    /// Creates `destination = postOps(conv(source, weights) + bias)`.
    ///
    /// Operands: `source`, `weights`, `bias` if there is one, `destination`, `binary0`...,
    /// `scratch`.
    ///
    /// @param spec the sizes
    /// @param bias whether there is a bias
    /// @param postOps what happens to each element before it is stored
    /// @throws OnednnException if oneDNN cannot do it
    public static Convolution forward(Spec spec, Bias bias, List<PostOp> postOps) {
        var operands = new ArrayList<>(List.of("source", "weights"));
        if (bias == Bias.PRESENT) {
            operands.add("bias");
        }
        operands.add("destination");
        operands.addAll(PostOps.names(postOps));
        operands.add("scratch");
        return new Convolution(
                () -> "convolution forward " + spec + " " + postOps,
                operands,
                program -> new ConvolutionForward(program, spec, bias, postOps).build());
    }

    /// Creates the gradient with respect to the source.
    ///
    /// Operands: `diffDestination`, `weights`, `diffSource`, `scratch`.
    ///
    /// @param spec the sizes of the convolution itself
    /// @throws OnednnException if oneDNN cannot do it
    public static Convolution backwardData(Spec spec) {
        return new Convolution(
                () -> "convolution backward by data " + spec,
                List.of("diffDestination", "weights", "diffSource", "scratch"),
                program -> new ConvolutionBackwardData(program, spec).build());
    }

    /// Creates the gradient with respect to the weights, and to the bias if there is one.
    ///
    /// The batch is cut into a number of parts fixed by the sizes, whose results are added in
    /// order.
    ///
    /// Operands: `source`, `diffDestination`, `diffWeights`, `diffBias` if there is a bias,
    /// `scratch`.
    ///
    /// @param spec the sizes of the convolution itself
    /// @param bias whether the gradient of a bias is wanted too
    /// @throws OnednnException if oneDNN cannot do it
    public static Convolution backwardWeights(Spec spec, Bias bias) {
        var operands = new ArrayList<>(List.of("source", "diffDestination", "diffWeights"));
        if (bias == Bias.PRESENT) {
            operands.add("diffBias");
        }
        operands.add("scratch");
        return new Convolution(
                () -> "convolution backward by weights " + spec,
                operands,
                program -> new ConvolutionBackwardWeights(program, spec, bias).build());
    }

    @Override
    public String toString() {
        return description.get();
    }
}
