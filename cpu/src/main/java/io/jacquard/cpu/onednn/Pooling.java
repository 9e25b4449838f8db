package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Pooling of f32 pictures, or its gradient. One to three spatial axes. Each slice of the batch is
/// a task.
///
/// | operand | address of |
/// |---|---|
/// | `source`, `diffSource` | `f32[batch, space..., channels]` |
/// | `destination`, `diffDestination` | `f32[batch, space..., channels]` |
/// | `workspace`, for the gradient of `MAX` only | which elements were the greatest, see [#workspaceBytes] |
/// | `scratch` | at least [#scratchBytes] bytes |
public final class Pooling extends Operation {
    /// What becomes of the elements of a window, with the values of `dnnl_pooling_*`.
    public enum Kind {
        /// The greatest, the first of equal ones.
        MAX(0x1ff),
        /// The mean, padding counted as zeros.
        AVERAGE_WITH_PADDING(0x2ff),
        /// The mean of the elements that are not padding.
        AVERAGE(0x3ff);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /// A pooling's sizes.
    ///
    /// @param kind what becomes of the elements of a window
    /// @param batch number of pictures, at least 1
    /// @param channels number of channels, at least 1
    /// @param windows how the window moves along each spatial axis; one to three
    public record Spec(Kind kind, long batch, long channels, List<Window> windows) {
        /// Checks the ranges.
        public Spec {
            windows = List.copyOf(windows);
            if (batch < 1 || channels < 1 || windows.isEmpty() || windows.size() > 3) {
                throw new IllegalArgumentException(
                        "[pooling] batch and channels of at least 1, and 1 to 3 spatial axes"
                                + " expected, got "
                                + batch
                                + ", "
                                + channels
                                + " and "
                                + windows);
            }
        }

        long bytes(ToLongFunction<Window> size) {
            return windows.stream().mapToLong(size).reduce(1, Math::multiplyExact)
                    * channels
                    * DataType.F32.bytes();
        }
    }

    static final String WORKSPACE = "workspace";

    private final Supplier<String> description;

    private Pooling(Supplier<String> description, List<String> operands, Consumer<Program> build) {
        super("pooling", operands, build);
        this.description = description;
    }

    /// Creates a pooling whose gradient will not be asked for.
    ///
    /// Operands: `source`, `destination`, `scratch`.
    ///
    /// @param spec the sizes
    /// @throws OnednnException if oneDNN cannot do it
    public static Pooling inference(Spec spec) {
        return new Pooling(
                () -> "pooling " + spec,
                List.of("source", "destination", "scratch"),
                program -> new PoolingSlices(program, spec).inference());
    }

    /// Creates a pooling whose gradient will be asked for.
    ///
    /// Operands: `source`, `destination`, for `MAX` `workspace`, `scratch`.
    ///
    /// @param spec the sizes
    /// @throws OnednnException if oneDNN cannot do it
    public static Pooling training(Spec spec) {
        var operands = new ArrayList<>(List.of("source", "destination"));
        if (spec.kind() == Kind.MAX) {
            operands.add(WORKSPACE);
        }
        operands.add("scratch");
        return new Pooling(
                () -> "pooling for training " + spec,
                operands,
                program -> new PoolingSlices(program, spec).training());
    }

    /// Creates the gradient.
    ///
    /// Operands: `diffDestination`, for `MAX` the `workspace` that the forward pass wrote,
    /// `diffSource`, `scratch`.
    ///
    /// @param spec the sizes of the pooling itself
    /// @throws OnednnException if oneDNN cannot do it
    public static Pooling backward(Spec spec) {
        var operands = new ArrayList<>(List.of("diffDestination"));
        if (spec.kind() == Kind.MAX) {
            operands.add(WORKSPACE);
        }
        operands.addAll(List.of("diffSource", "scratch"));
        return new Pooling(
                () -> "pooling backward " + spec,
                operands,
                program -> new PoolingSlices(program, spec).backward());
    }

    /// Returns how many bytes the `workspace` takes, 0 if there is none. It is kept from the
    /// forward pass to the gradient of the same [Spec].
    public long workspaceBytes() {
        return reservedBytes(WORKSPACE);
    }

    @Override
    public String toString() {
        return description.get();
    }
}
