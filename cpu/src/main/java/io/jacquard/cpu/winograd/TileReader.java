package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;

/// Brings rows of tiles of a picture to the points; for one thread at a time.
///
/// First all columns of a row of tiles are combined into 6 lines, as wide as the tiles reach; then
/// each line's elements, tile by tile.
final class TileReader {
    private final Picture picture;
    private final Sizes.Grid grid;
    private final int reach;
    private final Pass pass;
    private final Pass zero;
    private final long lineBytes;
    private long lines;

    /// @param grid the tiles
    /// @param reach elements of the picture that make a tile, along an axis: 6, or 4 for tiles side
    ///   by side, which begin at the picture's first element
    TileReader(KernelCache kernels, Picture picture, Sizes.Grid grid, int reach) {
        boolean apart = reach == Transforms.TILE;
        this.picture = picture;
        this.grid = apart ? grid.withoutPadding() : grid;
        this.reach = reach;
        this.pass =
                new Pass(
                        kernels.kernel(apart ? Transforms.gradient() : Transforms.data()),
                        reach + Transforms.SIDE);
        this.zero = new Pass(kernels.kernel(Transforms.zero()), 1);
        int positions = (grid.across() - 1) * Transforms.TILE + reach;
        this.lineBytes = positions * picture.pixelBytes();
    }

    /// Bytes of scratch memory it needs.
    long scratchBytes() {
        return Transforms.SIDE * lineBytes + picture.rowBytes();
    }

    /// Prepares its scratch memory.
    void begin(long scratch) {
        lines = scratch;
        zero.operand(0, lines, 0);
        zero.run(1, (int) (scratchBytes() / Picture.ELEMENT));
    }

    /// Reads a row of tiles.
    ///
    /// @param source address of the picture
    /// @param row the row of tiles
    /// @param target where the first tile goes at the first pair of points; tiles follow each other
    /// @param step bytes from one pair of points to the next
    void read(long source, int row, long target, long step) {
        // What lies outside of the picture is read from a row of zeros behind the lines.
        long outside = lines + Transforms.SIDE * lineBytes;
        long pixel = picture.pixelBytes();
        for (int i = 0; i < reach; i++) {
            int y = row * Transforms.TILE - grid.top() + i;
            boolean inside = y >= 0 && y < picture.height();
            pass.operand(i, inside ? source + y * picture.rowBytes() : outside, 0);
        }
        var made = new Pass.Row(lines + grid.left() * pixel, 0);
        pass.operands(reach, Transforms.SIDE, made, lineBytes);
        pass.run(1, picture.width() * picture.channels());
        for (int i = 0; i < Transforms.SIDE; i++) {
            var line = new Pass.Row(lines + i * lineBytes, Transforms.TILE * pixel);
            var tile = new Pass.Row(target + (long) i * Transforms.SIDE * step, pixel);
            pass.operands(0, reach, line, pixel);
            pass.operands(reach, Transforms.SIDE, tile, step);
            pass.run(grid.across(), picture.channels());
        }
    }
}
