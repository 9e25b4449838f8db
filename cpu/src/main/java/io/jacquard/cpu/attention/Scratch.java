package io.jacquard.cpu.attention;

/// The scratch memory of a lane: tiles of scores, a matrix, numbers of each row, a few more.
final class Scratch {
    /// The most operands of a kernel.
    static final int OPERANDS = 20;

    private static final int LINE = 64;
    private static final int KINDS_OF_ROWS = 3;
    private static final int PADDING = 16;

    private final long tile;
    private final long tiles;
    private final long matrix;
    private final long rows;
    private final long bytes;

    /// @param product bytes that a product needs
    /// @param tiles how many tiles
    /// @param lines queries of a tile
    /// @param line elements from one row of a tile to the next
    /// @param width columns of the matrix, 0 if there is none
    Scratch(long product, int tiles, int lines, int line, int width) {
        this.tile = padded(4L * lines * line);
        this.tiles = LINE;
        this.matrix = this.tiles + tiles * tile;
        this.rows = matrix + padded(4L * lines * width);
        this.bytes = rows + KINDS_OF_ROWS * 4 * Tiling.ROWS + padded(product);
    }

    // A distance that is no power of two, so that the lines of a tile lie in different sets of a
    // cache.
    static int line(int columns) {
        return Math.ceilDiv(columns, PADDING) * PADDING + PADDING;
    }

    private static long padded(long bytes) {
        return Math.ceilDiv(bytes, LINE) * LINE;
    }

    long bytes() {
        return bytes;
    }

    long numbers(long scratch, int lane) {
        return scratch + lane * bytes;
    }

    long tile(long scratch, int lane, int index) {
        return scratch + lane * bytes + tiles + index * tile;
    }

    long matrix(long scratch, int lane) {
        return scratch + lane * bytes + matrix;
    }

    long rows(long scratch, int lane, int kind) {
        return scratch + lane * bytes + rows + kind * 4L * Tiling.ROWS;
    }

    long product(long scratch, int lane) {
        return scratch + lane * bytes + rows + KINDS_OF_ROWS * 4L * Tiling.ROWS;
    }
}
