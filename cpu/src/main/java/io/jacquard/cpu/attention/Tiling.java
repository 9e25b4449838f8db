package io.jacquard.cpu.attention;

import io.jacquard.ir.Attention;

/// How queries and keys are cut into tiles, by the sizes alone.
final class Tiling {
    /// Queries of a tile.
    static final int ROWS = 64;

    private static final int WIDE = 256;
    private static final int NARROW = 128;
    private static final int LARGE_HEAD = 80;
    // Of a few queries only the keys and values take time to read.
    private static final int FEW_QUERIES = 8;
    private static final int LONG = 2_048;
    private static final int UNIT = 64;

    private final Attention op;
    private final int queries;
    private final int keys;
    private final int columns;
    private final boolean blind;

    Tiling(Problem p) {
        this.op = p.op();
        this.queries = p.sizes().queries();
        this.keys = p.sizes().keys();
        boolean large = Math.max(p.sizes().size(), p.sizes().width()) > LARGE_HEAD;
        this.columns = queries <= FEW_QUERIES ? LONG : large ? NARROW : WIDE;
        boolean beyond = op.window() > 0 && queries - op.window() >= keys;
        this.blind = (op.causal() || op.window() > 0) && (p.mask().isPresent() || beyond);
    }

    /// Keys of a tile.
    int columns() {
        return Math.min(columns, keys);
    }

    /// All keys.
    int keys() {
        return keys;
    }

    /// Tiles of queries.
    int tiles() {
        return Math.ceilDiv(queries, ROWS);
    }

    /// Queries of the largest tile.
    int rows() {
        return Math.min(ROWS, queries);
    }

    int rows(int tile) {
        return Math.min(ROWS, queries - tile * ROWS);
    }

    /// Whether a query may see no key in any tile that is not left out.
    boolean mayBeBlind() {
        return blind;
    }

    /// The first key of the tiles that a tile of queries sees.
    int from(int tile) {
        if (op.window() == 0) {
            return 0;
        }
        int first = Math.max(0, tile * ROWS - op.window() + 1);
        return Math.min(first, keys - 1) / UNIT * UNIT;
    }

    /// The end of the keys that a tile of queries sees, more than {@link #from}.
    int to(int tile) {
        long end = (long) tile * ROWS + rows(tile);
        if (!op.causal()) {
            end = op.window() == 0 ? keys : end - 1 + op.window();
        }
        return (int) Math.clamp(end, from(tile) + 1L, keys);
    }

    /// Whether some query of a tile does not see some key of a tile by its position.
    boolean isEdge(int tile, int key, int count) {
        int first = tile * ROWS;
        int last = first + rows(tile) - 1;
        int lastKey = key + count - 1;
        boolean behind = op.causal() && lastKey > first;
        boolean before = op.window() > 0 && last - key >= op.window();
        boolean after = op.window() > 0 && lastKey - first >= op.window();
        return behind || before || after;
    }

    /// Cuts pieces into runs of about equal costs.
    ///
    /// @return where each run begins, and the end
    static int[] cut(long[] costs, int parts) {
        int[] bounds = new int[parts + 1];
        long all = 0;
        for (long c : costs) {
            all += c;
        }
        long sum = 0;
        int part = 1;
        for (int i = 0; i < costs.length && part < parts; i++) {
            sum += costs[i];
            while (part < parts && sum * parts >= all * part) {
                bounds[part++] = i + 1;
            }
        }
        while (part <= parts) {
            bounds[part++] = costs.length;
        }
        return bounds;
    }

    /// Keys that a tile of queries meets.
    long cost(int tile) {
        return (long) (to(tile) - from(tile)) * rows(tile);
    }
}
