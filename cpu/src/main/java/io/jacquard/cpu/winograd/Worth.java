package io.jacquard.cpu.winograd;

/// Where fewer multiplications make up for the combinations, and how they are ordered.
enum Worth {
    /// A sum of products is faster.
    NONE,
    /// Blocks of tiles pass through all steps; the kernel at the points is kept.
    BY_TILES,
    /// All tiles are read first; blocks of the kernel's channels pass through the other steps.
    BY_CHANNELS;

    private static final int FEWEST_CHANNELS = 32;
    private static final int FEWEST_TILES = 32;

    // A tile saves three of four multiplications, if all of it is used.
    private static final double LEAST_USED = 0.5;

    // Kernels at the points that come from the cache for each block of tiles.
    private static final long FILTERS = 10L << 20;

    // Sums for a kernel's gradient of which several parts have their own.
    private static final long SUMS = 3L << 20;

    // All tiles at the points.
    private static final long TILES = 24L << 20;

    /// How a convolution is computed.
    static Worth ofConvolution(Sizes sizes) {
        if (!savesMuch(sizes)) {
            return NONE;
        }
        if (sizes.filterBytes() <= FILTERS) {
            return BY_TILES;
        }
        return hasBlocks(sizes) ? BY_CHANNELS : NONE;
    }

    /// How the gradient by the kernel is computed.
    static Worth ofFilterGradient(Sizes sizes) {
        if (!savesMuch(sizes)) {
            return NONE;
        }
        if (sizes.filterBytes() > SUMS && hasBlocks(sizes)) {
            return BY_CHANNELS;
        }
        return sizes.filterBytes() <= FILTERS ? BY_TILES : NONE;
    }

    private static boolean hasBlocks(Sizes sizes) {
        long tile = Picture.ELEMENT * Transforms.POINTS * (sizes.in() + sizes.out());
        return Blocks.isPossible(sizes) && sizes.tiles() * tile <= TILES;
    }

    private static boolean savesMuch(Sizes sizes) {
        Picture y = sizes.result();
        double places = Transforms.TILE * Transforms.TILE * (double) sizes.tiles();
        return Math.min(sizes.in(), sizes.out()) >= FEWEST_CHANNELS
                && sizes.tiles() >= FEWEST_TILES
                && (double) sizes.batch() * y.height() * y.width() >= LEAST_USED * places;
    }
}
