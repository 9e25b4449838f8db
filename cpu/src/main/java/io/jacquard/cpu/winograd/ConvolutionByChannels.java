package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.onednn.Matmul;
import io.jacquard.cpu.team.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A convolution with a large kernel over few tiles, in two phases: all tiles are read; then each
/// task brings the kernel's columns of some channels to the points, block by block, multiplies
/// while they lie in the cache, and writes these channels.
final class ConvolutionByChannels implements Winograd {
    private final Sizes sizes;
    private final boolean biased;
    private final Blocks blocks;
    private final Matrices data;
    private final Matrices filters;
    private final Matrices products;
    private final AllTiles source;
    private final Slots slots;
    private final SummedProducts summed;
    private final List<FilterReader> readers = new ArrayList<>();
    private final List<TileWriter> writers = new ArrayList<>();
    private final Scratch scratch = new Scratch();
    private final Scratch slot = new Scratch();
    private final long dataAt;
    private final long productAt;
    private final long slotsAt;
    private final long productsAt;
    private final long readerAt;
    private final long writerAt;
    private long[] at = {};

    ConvolutionByChannels(KernelCache kernels, Sizes sizes, Filter filter, Epilogue epilogue) {
        this.sizes = sizes;
        this.biased = epilogue.bias();
        this.blocks = Blocks.of(sizes);
        this.data = Matrices.ofTiles(sizes.tiles(), sizes.source());
        this.filters = Matrices.dense(blocks.in(), blocks.out());
        this.products = Matrices.dense(sizes.tiles(), blocks.out());
        this.source = new AllTiles(kernels, sizes, sizes.source(), Transforms.SIDE);
        int tasks = blocks.across();
        this.slots = new Slots(tasks);
        for (int i = 0; i < tasks; i++) {
            readers.add(new FilterReader(kernels, sizes, filter));
            writers.add(new TileWriter(kernels, sizes, blocks.out(), epilogue));
        }
        Matmul.Spec product =
                Matmul.Spec.of(data.columns(blocks.in()).view(), filters.view())
                        .into(products.view());
        this.summed = new SummedProducts(product, tasks);
        slot.reserve(filters.bytes());
        this.productsAt = slot.reserve(products.bytes());
        this.readerAt = slot.reserve(readers.getFirst().scratchBytes());
        this.writerAt = slot.reserve(writers.getFirst().scratchBytes());
        this.productAt = slot.reserve(summed.scratchBytes());
        this.dataAt = scratch.reserve(data.bytes());
        this.slotsAt = scratch.reserve(Math.max(source.scratchBytes(), tasks * slot.bytes()));
    }

    @Override
    public void bind(long[] addresses) {
        at = addresses.clone();
        source.bind(at[0], scratch() + dataAt, scratch() + slotsAt);
    }

    private long scratch() {
        return at[at.length - 1];
    }

    @Override
    public List<Phase> phases() {
        return List.of(source.phase(), Phase.of(blocks.across(), this::channels));
    }

    private void channels(int task) {
        int mine = slots.take();
        try {
            long here = scratch() + slotsAt + mine * slot.bytes();
            for (int i = 0; i < blocks.down(); i++) {
                Region region = blocks.region(i * blocks.across() + task);
                var target = new Pass.Row(here, filters.stride());
                readers.get(mine).read(at[1], region, target, filters.step(), here + readerAt);
                long a = scratch() + dataAt + Picture.ELEMENT * region.row();
                summed.at(i == 0).run(mine, a, here, here + productsAt, here + productAt);
            }
            write(mine, here, task);
        } finally {
            slots.give(mine);
        }
    }

    private void write(int mine, long here, int task) {
        long channels = Picture.ELEMENT * task * blocks.out();
        TileWriter writer = writers.get(mine);
        writer.begin(here + writerAt, biased ? at[2] + channels : 0);
        int down = sizes.grid().down();
        for (int row = 0; row < sizes.tileRows(); row++) {
            long tile = here + productsAt + (long) row * sizes.grid().across() * products.stride();
            long target = at[at.length - 2] + row / down * sizes.result().bytes() + channels;
            writer.write(tile, products.step(), target, row % down);
        }
    }

    @Override
    public long scratchBytes() {
        return scratch.bytes();
    }

    @Override
    public Set<String> implementations() {
        return summed.implementations();
    }

    @Override
    public void close() {
        summed.close();
    }

    @Override
    public String toString() {
        return "Winograd convolution " + sizes;
    }
}
