package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.onednn.Matmul;
import io.jacquard.cpu.onednn.MovingMatmul;
import io.jacquard.cpu.team.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A convolution in two phases: the kernel is brought to the points; then blocks of rows of tiles
/// are read, multiplied and written, each by one task.
final class ConvolutionByTiles implements Winograd {
    private static final int MOST_TASKS = 16;
    private static final int LEAST_TILES = 16;
    private static final int MOST_TILES = 64;

    /// Blocks there should be, so that each of some threads has several.
    private static final int BLOCKS = 8;

    /// Bytes of scratch memory that all tasks may take together, if two take less.
    private static final long SCRATCH = 48L << 20;

    private final Sizes sizes;
    private final boolean biased;
    private final int rows;
    private final Matrices data;
    private final Matrices products;
    private final Matrices filters;
    private final Cut blocks;
    private final Cut reading;
    private final Slots slots;
    private final MovingMatmul product;
    private final List<FilterReader> filterReaders = new ArrayList<>();
    private final List<TileReader> readers = new ArrayList<>();
    private final List<TileWriter> writers = new ArrayList<>();
    private final Scratch scratch = new Scratch();
    private final Scratch slot = new Scratch();
    private final long productsAt;
    private final long readerAt;
    private final long writerAt;
    private final long filtersAt;
    private final long productAt;
    private final long slotsAt;
    private long[] at = {};

    ConvolutionByTiles(KernelCache kernels, Sizes sizes, Filter filter, Epilogue epilogue) {
        this.sizes = sizes;
        this.biased = epilogue.bias();
        this.rows = rows(sizes);
        int tiles = rows * sizes.grid().across();
        this.data = Matrices.ofTiles(tiles, sizes.source());
        this.products = Matrices.ofTiles(tiles, sizes.result());
        this.filters = Matrices.dense(sizes.in(), sizes.out());
        int most = Math.clamp(SCRATCH / (data.bytes() + products.bytes()), 2, MOST_TASKS);
        this.blocks = Cut.of(Math.ceilDiv(sizes.tileRows(), rows), most);
        this.reading = FilterReader.cut(sizes, MOST_TASKS);
        this.slots = new Slots(blocks.tasks());
        for (int i = 0; i < blocks.tasks(); i++) {
            readers.add(new TileReader(kernels, sizes.source(), sizes.grid(), Transforms.SIDE));
            writers.add(new TileWriter(kernels, sizes, sizes.out(), epilogue));
        }
        for (int i = 0; i < reading.tasks(); i++) {
            filterReaders.add(new FilterReader(kernels, sizes, filter));
        }
        Matmul.Spec spec = Matmul.Spec.of(data.view(), filters.view()).into(products.view());
        this.product = new MovingMatmul(spec, blocks.tasks());
        slot.reserve(data.bytes());
        this.productsAt = slot.reserve(products.bytes());
        this.readerAt = slot.reserve(readers.getFirst().scratchBytes());
        this.writerAt = slot.reserve(writers.getFirst().scratchBytes());
        this.productAt = slot.reserve(product.scratchBytes());
        this.filtersAt = scratch.reserve(filters.bytes());
        long forFilters = reading.tasks() * filterReaders.getFirst().scratchBytes();
        this.slotsAt = scratch.reserve(Math.max(forFilters, blocks.tasks() * slot.bytes()));
    }

    /// Rows of tiles that pass through all steps together.
    static int rows(Sizes sizes) {
        int tiles = Math.clamp(sizes.tiles() / BLOCKS, LEAST_TILES, MOST_TILES);
        return Math.clamp(tiles / sizes.grid().across(), 1, sizes.tileRows());
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
        return List.of(reading.phase(this::read), blocks.phase(this::convolve));
    }

    private void read(int task, int from, int to) {
        FilterReader reader = filterReaders.get(task);
        Region region = FilterReader.region(sizes, from, to);
        long address = scratch() + filtersAt + region.offset(sizes.out());
        var target = new Pass.Row(address, filters.stride());
        long memory = scratch() + slotsAt + task * reader.scratchBytes();
        reader.read(at[1], region, target, filters.step(), memory);
    }

    private void convolve(int task, int from, int to) {
        int mine = slots.take();
        try {
            long here = scratch() + slotsAt + mine * slot.bytes();
            readers.get(mine).begin(here + readerAt);
            writers.get(mine).begin(here + writerAt, biased ? at[2] : 0);
            for (int block = from; block < to; block++) {
                block(mine, here, block);
            }
        } finally {
            slots.give(mine);
        }
    }

    private void block(int mine, long here, int block) {
        int down = sizes.grid().down();
        long across = sizes.grid().across();
        int first = block * rows;
        int end = Math.min(first + rows, sizes.tileRows());
        for (int row = first; row < end; row++) {
            long tile = here + (row - first) * across * data.stride();
            long source = at[0] + row / down * sizes.source().bytes();
            readers.get(mine).read(source, row % down, tile, data.step());
        }
        long results = here + productsAt;
        product.run(mine, here, scratch() + filtersAt, results, here + productAt);
        for (int row = first; row < end; row++) {
            long tile = results + (row - first) * across * products.stride();
            long target = at[at.length - 2] + row / down * sizes.result().bytes();
            writers.get(mine).write(tile, products.step(), target, row % down);
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
        return "Winograd convolution " + sizes;
    }
}
