package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Phase;
import java.util.ArrayList;
import java.util.List;

/// A phase that brings all tiles of all pictures to the points.
final class AllTiles {
    private static final int MOST_TASKS = 16;

    private final Sizes sizes;
    private final Picture picture;
    private final Matrices made;
    private final Cut rows;
    private final List<TileReader> readers = new ArrayList<>();
    private long from;
    private long to;
    private long scratch;

    /// @param reach as of [TileReader]
    AllTiles(KernelCache kernels, Sizes sizes, Picture picture, int reach) {
        this.sizes = sizes;
        this.picture = picture;
        this.made = Matrices.ofTiles(sizes.tiles(), picture);
        this.rows = Cut.of(sizes.tileRows(), MOST_TASKS);
        for (int i = 0; i < rows.tasks(); i++) {
            readers.add(new TileReader(kernels, picture, sizes.grid(), reach));
        }
    }

    /// Bytes of scratch memory.
    long scratchBytes() {
        return rows.tasks() * Scratch.padded(readers.getFirst().scratchBytes());
    }

    /// Sets the addresses of the pictures, of the tiles at the points, and of scratch memory.
    void bind(long pictures, long tiles, long memory) {
        from = pictures;
        to = tiles;
        scratch = memory;
    }

    Phase phase() {
        return rows.phase(this::read);
    }

    private void read(int task, int first, int end) {
        TileReader reader = readers.get(task);
        reader.begin(scratch + task * Scratch.padded(reader.scratchBytes()));
        int down = sizes.grid().down();
        for (int row = first; row < end; row++) {
            long tile = to + (long) row * sizes.grid().across() * made.stride();
            reader.read(from + row / down * picture.bytes(), row % down, tile, made.step());
        }
    }
}
