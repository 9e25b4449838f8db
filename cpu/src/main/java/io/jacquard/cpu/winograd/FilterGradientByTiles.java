package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.onednn.Matmul;
import io.jacquard.cpu.onednn.MovingMatmul;
import io.jacquard.cpu.team.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The gradient by the kernel in two phases: parts of the tiles are read and multiplied, block by
/// block, each part into sums of its own; then these are added in the order of the parts and made
/// the gradient.
final class FilterGradientByTiles implements Winograd {
    private static final int MOST_TASKS = 16;
    private static final int MOST_PARTS = 8;

    /// Bytes that the sums of all parts may take together, if those of two take less.
    private static final long SUMS = 12L << 20;

    private final Sizes sizes;
    private final int rows;
    private final Matrices data;
    private final Matrices gradients;
    private final Matrices sums;
    private final Cut parts;
    private final Cut filters;
    private final Slots slots;
    private final SummedProducts summed;
    private final Pass[] zeros;
    private final List<TileReader> readers = new ArrayList<>();
    private final List<TileReader> gradientReaders = new ArrayList<>();
    private final List<FilterWriter> writers = new ArrayList<>();
    private final Scratch scratch = new Scratch();
    private final Scratch slot = new Scratch();
    private final long sumsAt;
    private final long productAt;
    private final long slotsAt;
    private final long gradientsAt;
    private final long readerAt;
    private final long gradientReaderAt;
    private long[] at = {};

    FilterGradientByTiles(KernelCache kernels, Sizes sizes) {
        this.sizes = sizes;
        this.rows = ConvolutionByTiles.rows(sizes);
        long tiles = (long) rows * sizes.grid().across();
        this.data = Matrices.ofTiles(tiles, sizes.source());
        this.gradients = Matrices.ofTiles(tiles, sizes.result());
        this.sums = Matrices.dense(sizes.in(), sizes.out());
        int most = Math.clamp(SUMS / sums.bytes(), 2, MOST_PARTS);
        this.parts = Cut.of(Math.ceilDiv(sizes.tileRows(), rows), most);
        this.filters = FilterReader.cut(sizes, MOST_TASKS);
        this.slots = new Slots(parts.tasks());
        this.zeros = new Pass[parts.tasks()];
        for (int i = 0; i < parts.tasks(); i++) {
            readers.add(new TileReader(kernels, sizes.source(), sizes.grid(), Transforms.SIDE));
            gradientReaders.add(
                    new TileReader(kernels, sizes.result(), sizes.grid(), Transforms.TILE));
            zeros[i] = new Pass(kernels.kernel(Transforms.zero()), 1);
        }
        for (int i = 0; i < filters.tasks(); i++) {
            writers.add(new FilterWriter(kernels, sizes));
        }
        Matmul.Spec product =
                Matmul.Spec.of(data.view().transposed(), gradients.view()).into(sums.view());
        this.summed = new SummedProducts(product, parts.tasks());
        slot.reserve(data.bytes());
        this.gradientsAt = slot.reserve(gradients.bytes());
        this.readerAt = slot.reserve(readers.getFirst().scratchBytes());
        this.gradientReaderAt = slot.reserve(gradientReaders.getFirst().scratchBytes());
        this.productAt = slot.reserve(summed.scratchBytes());
        this.sumsAt = scratch.reserve(parts.tasks() * sums.bytes());
        long writing = filters.tasks() * writers.getFirst().scratchBytes();
        this.slotsAt = scratch.reserve(Math.max(writing, parts.tasks() * slot.bytes()));
    }

    @Override
    public void bind(long[] addresses) {
        at = addresses.clone();
    }

    private long scratch() {
        return at[at.length - 1];
    }

    @Override
    public List<Phase> phases() {
        return List.of(parts.phase(this::sum), filters.phase(this::write));
    }

    private void sum(int part, int from, int to) {
        int mine = slots.take();
        try {
            long here = scratch() + slotsAt + mine * slot.bytes();
            readers.get(mine).begin(here + readerAt);
            gradientReaders.get(mine).begin(here + gradientReaderAt);
            long total = scratch() + sumsAt + part * sums.bytes();
            for (int block = from; block < to; block++) {
                read(mine, here, block);
                MovingMatmul product = summed.at(block == from);
                product.run(mine, here, here + gradientsAt, total, here + productAt);
            }
        } finally {
            slots.give(mine);
        }
    }

    private void read(int mine, long here, int block) {
        int down = sizes.grid().down();
        int across = sizes.grid().across();
        int begin = block * rows;
        int count = Math.min(rows, sizes.tileRows() - begin);
        for (int i = 0; i < count; i++) {
            int row = begin + i;
            long tile = (long) i * across;
            long source = at[0] + row / down * sizes.source().bytes();
            long gradient = at[1] + row / down * sizes.result().bytes();
            readers.get(mine).read(source, row % down, here + tile * data.stride(), data.step());
            long to = here + gradientsAt + tile * gradients.stride();
            gradientReaders.get(mine).read(gradient, row % down, to, gradients.step());
        }
        // Tiles that the last block lacks add nothing.
        if (count < rows) {
            zero(mine, here, data, count * across);
            zero(mine, here + gradientsAt, gradients, count * across);
        }
    }

    private void zero(int mine, long address, Matrices all, int tiles) {
        zeros[mine].operand(0, address + tiles * all.stride(), all.step());
        zeros[mine].run(Transforms.POINTS, (int) ((all.rows() - tiles) * all.columns()));
    }

    private void write(int task, int from, int to) {
        FilterWriter writer = writers.get(task);
        Region region = FilterReader.region(sizes, from, to);
        long offset = region.offset(sizes.out());
        var total = new Pass.Row(scratch() + sumsAt + offset, sums.stride());
        for (int part = 1; part < parts.tasks(); part++) {
            var more = new Pass.Row(total.address() + part * sums.bytes(), sums.stride());
            writer.add(region, more, total, sums.step());
        }
        long memory = scratch() + slotsAt + task * writer.scratchBytes();
        writer.write(total, sums.step(), region, at[2], memory);
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
        return "Winograd gradient by weights " + sizes;
    }
}
