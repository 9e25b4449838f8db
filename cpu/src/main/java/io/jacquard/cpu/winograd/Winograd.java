package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.onednn.Convolution;
import io.jacquard.cpu.onednn.Window;
import io.jacquard.cpu.team.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A convolution of f32 pictures with a kernel of 3x3, or one of its two gradients, with a quarter
/// of the multiplications.
///
/// The error is about five times that of the sum of products, of which it is another rounding: 1e-6
/// of the results' root mean square, 1e-5 at most, for 64 to 512 channels. An infinity or NaN makes
/// NaN of the tiles of 4x4 that it belongs to, not just of the elements whose windows it is in.
///
/// | operand | address of |
/// |---|---|
/// | source, or the result's gradient | `f32[batch, height, width, channels]` |
/// | the kernel; for its gradient, the result's gradient | `f32[3, 3, in, out]` |
/// | bias, if there is one | `f32[out]` |
/// | the result | as what it stands for |
/// | scratch | at least [#scratchBytes] bytes |
///
/// Life cycle: create it, [#bind] the addresses, run the phases as often as wanted, close it.
public sealed interface Winograd extends AutoCloseable
        permits ConvolutionByTiles,
                ConvolutionByChannels,
                FilterGradientByTiles,
                FilterGradientByChannels {
    /// The property that says `false` where every convolution is to be a sum of products.
    String PROPERTY = "jacquard.cpu.winograd";

    /// A convolution, if it is worth it.
    ///
    /// @param kernels where the generated kernels are found
    /// @param spec the sizes
    /// @param epilogue what happens to each result
    static Optional<Winograd> forward(
            KernelCache kernels, Convolution.Spec spec, Epilogue epilogue) {
        if (!isPossible(spec)) {
            return Optional.empty();
        }
        return convolution(kernels, Sizes.forward(spec), Filter.AS_IT_IS, epilogue);
    }

    /// The gradient by the source, if it is worth it.
    ///
    /// @param kernels where the generated kernels are found
    /// @param spec the sizes of the convolution itself
    static Optional<Winograd> inputGradient(KernelCache kernels, Convolution.Spec spec) {
        if (!isPossible(spec)) {
            return Optional.empty();
        }
        return convolution(kernels, Sizes.inputGradient(spec), Filter.TURNED, Epilogue.NONE);
    }

    /// The gradient by the kernel, if it is worth it.
    ///
    /// @param kernels where the generated kernels are found
    /// @param spec the sizes of the convolution itself
    static Optional<Winograd> filterGradient(KernelCache kernels, Convolution.Spec spec) {
        if (!isPossible(spec)) {
            return Optional.empty();
        }
        Sizes sizes = Sizes.forward(spec);
        return switch (Worth.ofFilterGradient(sizes)) {
            case BY_TILES -> Optional.of(new FilterGradientByTiles(kernels, sizes));
            case BY_CHANNELS -> Optional.of(new FilterGradientByChannels(kernels, sizes));
            case NONE -> Optional.empty();
        };
    }

    private static Optional<Winograd> convolution(
            KernelCache kernels, Sizes sizes, Filter filter, Epilogue epilogue) {
        return switch (Worth.ofConvolution(sizes)) {
            case BY_TILES -> Optional.of(new ConvolutionByTiles(kernels, sizes, filter, epilogue));
            case BY_CHANNELS ->
                    Optional.of(new ConvolutionByChannels(kernels, sizes, filter, epilogue));
            case NONE -> Optional.empty();
        };
    }

    private static boolean isPossible(Convolution.Spec spec) {
        return Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))
                && spec.windows().size() == 2
                && spec.channels().groups() == 1
                && spec.windows().stream().allMatch(Winograd::isPossible);
    }

    private static boolean isPossible(Window w) {
        int most = Transforms.KERNEL - 1;
        return w.kernel() == Transforms.KERNEL
                && w.stride() == 1
                && w.dilation() == 1
                && w.padding().before() <= most
                && w.padding().after() <= most;
    }

    /// Sets the addresses of the operands, scratch memory last.
    void bind(long[] addresses);

    /// The phases, in order.
    List<Phase> phases();

    /// Bytes of scratch memory.
    long scratchBytes();

    /// The names of oneDNN's implementations of the products.
    Set<String> implementations();

    @Override
    void close();
}
