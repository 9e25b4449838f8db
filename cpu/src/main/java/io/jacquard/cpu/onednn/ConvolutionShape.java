package io.jacquard.cpu.onednn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The memory layouts of a convolution, and the descriptors of its three primitives for a part of
/// the batch.
final class ConvolutionShape {
    private static final int FORWARD_TRAINING = 64;
    private static final int DIRECT = 1;

    private final Handles owner;
    private final Convolution.Spec spec;
    private final Geometry geometry;
    private final Map<Long, MemoryDesc> sources = new HashMap<>();
    private final Map<Long, MemoryDesc> destinations = new HashMap<>();

    ConvolutionShape(Handles owner, Convolution.Spec spec) {
        this.owner = owner;
        this.spec = spec;
        this.geometry = Geometry.of(owner, spec.windows());
    }

    MemoryDesc source(long batch) {
        return sources.computeIfAbsent(
                batch, n -> activations(n, spec.channels().in(), Window::input));
    }

    MemoryDesc destination(long batch) {
        return destinations.computeIfAbsent(
                batch, n -> activations(n, spec.channels().out(), Window::output));
    }

    private MemoryDesc activations(long batch, long channels, ToLongFunction<Window> size) {
        return Spatial.activations(owner, Spatial.sizes(batch, channels, spec.windows(), size));
    }

    /// The weights as the rest of the program sees them: space, in, out.
    MemoryDesc plainWeights() {
        long[] sizes = weightSizes();
        return MemoryDesc.strided(owner, DataType.F32, sizes, plainStrides(sizes));
    }

    /// The weights in a layout that oneDNN chooses.
    MemoryDesc anyWeights() {
        return MemoryDesc.any(owner, DataType.F32, weightSizes());
    }

    MemoryDesc bias() {
        return MemoryDesc.strided(
                owner, DataType.F32, new long[] {spec.channels().out()}, new long[] {1});
    }

    /// A bias as the operand of a binary post-op.
    MemoryDesc row() {
        return activations(1, spec.channels().out(), _ -> 1);
    }

    /// Returns the index of the first kernel axis in the weights' sizes.
    int kernelAxis() {
        return grouped() ? 3 : 2;
    }

    long[] weightSizes() {
        Convolution.Channels c = spec.channels();
        long[] plain = Spatial.sizes(c.out(), c.in(), spec.windows(), Window::kernel);
        if (!grouped()) {
            return plain;
        }
        long[] sizes = new long[plain.length + 1];
        System.arraycopy(plain, 0, sizes, 1, plain.length);
        sizes[0] = c.groups();
        sizes[1] = c.out() / c.groups();
        sizes[2] = c.in() / c.groups();
        return sizes;
    }

    private boolean grouped() {
        return spec.channels().groups() > 1;
    }

    private long[] plainStrides(long[] sizes) {
        long[] strides = new long[sizes.length];
        int out = grouped() ? 1 : 0;
        strides[0] = grouped() ? sizes[1] : 1;
        strides[out] = 1;
        strides[out + 1] = spec.channels().out();
        long stride = sizes[out + 1] * spec.channels().out();
        for (int i = sizes.length - 1; i > out + 1; i--) {
            strides[i] = stride;
            stride *= sizes[i];
        }
        return strides;
    }

    PrimitiveDesc forward(long batch, MemoryDesc weights, MemoryDesc bias, long attributes) {
        MemoryDesc source = source(batch);
        MemoryDesc destination = destination(batch);
        return PrimitiveDesc.create(
                owner,
                () -> "convolution forward " + spec + ", part of " + batch,
                to ->
                        (int)
                                Dnnl.CONVOLUTION_FORWARD.invokeExact(
                                        to,
                                        Engine.HANDLE,
                                        FORWARD_TRAINING,
                                        DIRECT,
                                        source.handle(),
                                        weights.handle(),
                                        bias.handle(),
                                        destination.handle(),
                                        geometry.strides(),
                                        geometry.gaps(),
                                        geometry.before(),
                                        geometry.after(),
                                        attributes));
    }

    PrimitiveDesc backwardData(long batch, MemoryDesc weights) {
        MemoryDesc source = source(batch);
        MemoryDesc destination = destination(batch);
        long attributes = Attributes.create(owner, List.of(), List.of());
        PrimitiveDesc hint = forward(batch, anyWeights(), MemoryDesc.NONE, attributes);
        return PrimitiveDesc.create(
                owner,
                () -> "convolution backward by data " + spec + ", part of " + batch,
                to ->
                        (int)
                                Dnnl.CONVOLUTION_BACKWARD_DATA.invokeExact(
                                        to,
                                        Engine.HANDLE,
                                        DIRECT,
                                        source.handle(),
                                        weights.handle(),
                                        destination.handle(),
                                        geometry.strides(),
                                        geometry.gaps(),
                                        geometry.before(),
                                        geometry.after(),
                                        hint.handle(),
                                        attributes));
    }

    PrimitiveDesc backwardWeights(long batch, MemoryDesc weights, MemoryDesc bias) {
        MemoryDesc source = source(batch);
        MemoryDesc destination = destination(batch);
        long attributes = Attributes.create(owner, List.of(), List.of());
        PrimitiveDesc hint = forward(batch, anyWeights(), bias, attributes);
        return PrimitiveDesc.create(
                owner,
                () -> "convolution backward by weights " + spec + ", part of " + batch,
                to ->
                        (int)
                                Dnnl.CONVOLUTION_BACKWARD_WEIGHTS.invokeExact(
                                        to,
                                        Engine.HANDLE,
                                        DIRECT,
                                        source.handle(),
                                        weights.handle(),
                                        bias.handle(),
                                        destination.handle(),
                                        geometry.strides(),
                                        geometry.gaps(),
                                        geometry.before(),
                                        geometry.after(),
                                        hint.handle(),
                                        attributes));
    }
}
