package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;

/// Makes rows of tiles of a picture from the products at the points; for one thread at a time.
final class TileWriter {
    private final Picture picture;
    private final int across;
    private final int channels;
    private final long pixelBytes;
    private final boolean biased;
    private final Pass inner;
    private final Pass last;
    private final long lineBytes;
    private long scratch;
    private long bias;

    /// @param channels how many of the picture's channels it writes
    TileWriter(KernelCache kernels, Sizes sizes, int channels, Epilogue epilogue) {
        this.picture = sizes.result();
        this.across = sizes.grid().across();
        this.channels = channels;
        this.pixelBytes = Picture.ELEMENT * channels;
        this.biased = epilogue.bias();
        int operands = Transforms.SIDE + Transforms.TILE;
        this.inner = new Pass(kernels.kernel(Transforms.result(Epilogue.NONE)), operands);
        this.last =
                new Pass(kernels.kernel(Transforms.result(epilogue)), operands + (biased ? 1 : 0));
        this.lineBytes = (long) across * Transforms.TILE * pixelBytes;
    }

    /// Bytes of scratch memory it needs.
    long scratchBytes() {
        return Transforms.SIDE * lineBytes + picture.rowBytes();
    }

    /// Takes its scratch memory.
    ///
    /// @param memory address of scratch memory
    /// @param biases address of the bias; of anything, if there is none
    void begin(long memory, long biases) {
        scratch = memory;
        bias = biases;
    }

    /// Writes a row of tiles.
    ///
    /// @param source the first tile at the first pair of points, tiles following each other
    /// @param step bytes from one pair of points to the next
    /// @param target address of the picture, at the first of the channels
    /// @param row the row of tiles
    void write(long source, long step, long target, int row) {
        for (int i = 0; i < Transforms.SIDE; i++) {
            var tile = new Pass.Row(source + (long) i * Transforms.SIDE * step, pixelBytes);
            var line = new Pass.Row(scratch + i * lineBytes, Transforms.TILE * pixelBytes);
            inner.operands(0, Transforms.SIDE, tile, step);
            inner.operands(Transforms.SIDE, Transforms.TILE, line, pixelBytes);
            inner.run(across, channels);
        }
        last.operands(0, Transforms.SIDE, new Pass.Row(scratch, pixelBytes), lineBytes);
        int first = Transforms.SIDE;
        if (biased) {
            last.operand(first++, bias, 0);
        }
        // Rows below the picture go behind the lines, where nobody reads them.
        long outside = scratch + Transforms.SIDE * lineBytes;
        for (int i = 0; i < Transforms.TILE; i++) {
            int y = row * Transforms.TILE + i;
            boolean inside = y < picture.height();
            last.operand(
                    first + i,
                    inside ? target + y * picture.rowBytes() : outside,
                    picture.pixelBytes());
        }
        last.run(picture.width(), channels);
    }
}
