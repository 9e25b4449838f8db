package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.onednn.Matmul;
import io.jacquard.cpu.onednn.MovingMatmul;
import io.jacquard.cpu.team.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The gradient by a large kernel in two phases: all tiles are read; then blocks of channels before
/// and after are multiplied and made the gradient while they lie in the cache.
final class FilterGradientByChannels implements Winograd {
    private final Sizes sizes;
    private final Blocks blocks;
    private final Matrices data;
    private final Matrices gradients;
    private final Matrices sums;
    private final AllTiles source;
    private final AllTiles gradient;
    private final Slots slots;
    private final MovingMatmul product;
    private final List<FilterWriter> writers = new ArrayList<>();
    private final Scratch scratch = new Scratch();
    private final Scratch slot = new Scratch();
    private final long dataAt;
    private final long gradientsAt;
    private final long productAt;
    private final long slotsAt;
    private final long writerAt;
    private long[] at = {};

    FilterGradientByChannels(KernelCache kernels, Sizes sizes) {
        this.sizes = sizes;
        this.blocks = Blocks.of(sizes);
        this.data = Matrices.ofTiles(sizes.tiles(), sizes.source());
        this.gradients = Matrices.ofTiles(sizes.tiles(), sizes.result());
        this.sums = Matrices.dense(blocks.in(), blocks.out());
        this.source = new AllTiles(kernels, sizes, sizes.source(), Transforms.SIDE);
        this.gradient = new AllTiles(kernels, sizes, sizes.result(), Transforms.TILE);
        int tasks = blocks.count();
        this.slots = new Slots(tasks);
        for (int i = 0; i < tasks; i++) {
            writers.add(new FilterWriter(kernels, sizes));
        }
        this.product =
                new MovingMatmul(
                        Matmul.Spec.of(
                                        data.columns(blocks.in()).view().transposed(),
                                        gradients.columns(blocks.out()).view())
                                .into(sums.view()),
                        tasks);
        slot.reserve(sums.bytes());
        this.writerAt = slot.reserve(writers.getFirst().scratchBytes());
        this.productAt = slot.reserve(product.scratchBytes());
        this.dataAt = scratch.reserve(data.bytes());
        this.gradientsAt = scratch.reserve(gradients.bytes());
        long reading = source.scratchBytes() + gradient.scratchBytes();
        this.slotsAt = scratch.reserve(Math.max(reading, tasks * slot.bytes()));
    }

    @Override
    public void bind(long[] addresses) {
        at = addresses.clone();
        long memory = scratch() + slotsAt;
        source.bind(at[0], scratch() + dataAt, memory);
        gradient.bind(at[1], scratch() + gradientsAt, memory + source.scratchBytes());
    }

    private long scratch() {
        return at[at.length - 1];
    }

    @Override
    public List<Phase> phases() {
        Phase reading = source.phase().beside(gradient.phase());
        return List.of(reading, Phase.of(blocks.count(), this::block));
    }

    private void block(int task) {
        Region region = blocks.region(task);
        int mine = slots.take();
        try {
            long here = scratch() + slotsAt + mine * slot.bytes();
            long a = scratch() + dataAt + Picture.ELEMENT * region.row();
            long b = scratch() + gradientsAt + Picture.ELEMENT * region.column();
            product.run(mine, a, b, here, here + productAt);
            var made = new Pass.Row(here, sums.stride());
            writers.get(mine).write(made, sums.step(), region, at[2], here + writerAt);
        } finally {
            slots.give(mine);
        }
    }

    @Override
    public long scratchBytes() {
        return scratch.bytes();
    }

    @Override
    public Set<String> implementations() {
        return Set.of(product.implementation());
    }

    @Override
    public void close() {
        product.close();
    }

    @Override
    public String toString() {
        return "Winograd gradient by weights " + sizes;
    }
}
