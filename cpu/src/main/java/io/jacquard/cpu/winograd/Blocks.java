package io.jacquard.cpu.winograd;

/// Blocks of channels before and after, whose matrices at all points lie in the cache together.
///
/// @param sizes the convolution
/// @param in channels before of a block
/// @param out channels after of a block
record Blocks(Sizes sizes, int in, int out) {
    private static final int UNIT = 64;
    private static final int MOST_BLOCKS = 63;

    /// True if the channels can be cut into blocks.
    static boolean isPossible(Sizes sizes) {
        return sizes.in() % UNIT == 0
                && sizes.out() % UNIT == 0
                && of(sizes).count() <= MOST_BLOCKS;
    }

    static Blocks of(Sizes sizes) {
        return new Blocks(sizes, sizes.in() % (2 * UNIT) == 0 ? 2 * UNIT : UNIT, UNIT);
    }

    /// How many there are.
    int count() {
        return down() * across();
    }

    /// Blocks of channels before.
    int down() {
        return sizes.in() / in;
    }

    /// Blocks of channels after.
    int across() {
        return sizes.out() / out;
    }

    /// The matrices' rows and columns of a block.
    Region region(int block) {
        return new Region(block / across() * in, in, block % across() * out, out);
    }
}
