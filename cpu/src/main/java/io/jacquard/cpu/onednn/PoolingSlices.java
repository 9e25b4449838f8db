package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/// Builds a pooling: each slice of the batch is a task. The number of slices depends on the sizes
/// alone, so forward pass and gradient share the slices of the workspace.
final class PoolingSlices {
    private static final int FORWARD_TRAINING = 64;
    private static final int FORWARD_INFERENCE = 96;

    /// Bytes of the source that make a slice worth its overhead.
    private static final long SLICE_BYTES = 128 * 1024;

    private static final int MOST_SLICES = 16;

    private final Program program;
    private final Pooling.Spec spec;
    private final Geometry geometry;
    private final long attributes;

    PoolingSlices(Program program, Pooling.Spec spec) {
        this.program = program;
        this.spec = spec;
        this.geometry = Geometry.of(program.owner(), spec.windows());
        this.attributes = Attributes.create(program.owner(), List.of(), List.of());
    }

    /// Builds the forward pass without a workspace.
    void inference() {
        build(
                batch -> forward(batch, FORWARD_INFERENCE),
                new Side("source", Argument.SOURCE),
                new Side("destination", Argument.DESTINATION));
    }

    /// Builds the forward pass for training.
    void training() {
        build(
                batch -> forward(batch, FORWARD_TRAINING),
                new Side("source", Argument.SOURCE),
                new Side("destination", Argument.DESTINATION));
    }

    /// Builds the gradient.
    void backward() {
        build(
                this::backward,
                new Side("diffSource", Argument.DIFF_SOURCE),
                new Side("diffDestination", Argument.DIFF_DESTINATION));
    }

    /// One of the two tensors: the operand's name and oneDNN's number for it.
    private record Side(String name, int argument) {}

    private void build(LongFunction<PrimitiveDesc> create, Side source, Side destination) {
        var primitives = new Primitives(program, create);
        var tasks = new ArrayList<Program.Task>();
        for (Block slice : slices()) {
            var arguments = new ArrayList<Call.Operand>();
            arguments.add(activations(source, slice, Window::input));
            arguments.add(activations(destination, slice, Window::output));
            int workspace = program.slot(Pooling.WORKSPACE);
            if (workspace >= 0) {
                MemoryDesc layout = primitives.desc(slice.size()).layout(Query.WORKSPACE);
                long start = program.reserve(workspace, layout.bytes());
                arguments.add(new Call.Operand(Argument.WORKSPACE, layout, workspace, start));
            }
            tasks.add(primitives.task(slice.size(), arguments));
        }
        program.phase(tasks);
    }

    private List<Block> slices() {
        long bytes = spec.batch() * spec.bytes(Window::input);
        int wanted = Math.clamp(bytes / SLICE_BYTES, 1, MOST_SLICES);
        return Block.cut(spec.batch(), Integer.highestOneBit(wanted), 1);
    }

    private Call.Operand activations(Side side, Block slice, ToLongFunction<Window> size) {
        return new Call.Operand(
                side.argument(),
                layout(slice.size(), size),
                program.slot(side.name()),
                slice.start() * spec.bytes(size));
    }

    private MemoryDesc layout(long batch, ToLongFunction<Window> size) {
        return Spatial.activations(
                program.owner(), Spatial.sizes(batch, spec.channels(), spec.windows(), size));
    }

    private PrimitiveDesc forward(long batch, int mode) {
        MemoryDesc source = layout(batch, Window::input);
        MemoryDesc destination = layout(batch, Window::output);
        return PrimitiveDesc.create(
                program.owner(),
                () -> "pooling " + spec + ", part of " + batch,
                to ->
                        (int)
                                Dnnl.POOLING_FORWARD.invokeExact(
                                        to,
                                        Engine.HANDLE,
                                        mode,
                                        spec.kind().code(),
                                        source.handle(),
                                        destination.handle(),
                                        geometry.strides(),
                                        geometry.kernel(),
                                        geometry.gaps(),
                                        geometry.before(),
                                        geometry.after(),
                                        attributes));
    }

    private PrimitiveDesc backward(long batch) {
        MemoryDesc source = layout(batch, Window::input);
        MemoryDesc destination = layout(batch, Window::output);
        PrimitiveDesc hint = forward(batch, FORWARD_TRAINING);
        return PrimitiveDesc.create(
                program.owner(),
                () -> "pooling backward " + spec + ", part of " + batch,
                to ->
                        (int)
                                Dnnl.POOLING_BACKWARD.invokeExact(
                                        to,
                                        Engine.HANDLE,
                                        spec.kind().code(),
                                        source.handle(),
                                        destination.handle(),
                                        geometry.strides(),
                                        geometry.kernel(),
                                        geometry.gaps(),
                                        geometry.before(),
                                        geometry.after(),
                                        hint.handle(),
                                        attributes));
    }
}
