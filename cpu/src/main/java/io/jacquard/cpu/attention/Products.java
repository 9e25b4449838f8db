package io.jacquard.cpu.attention;

import io.jacquard.cpu.onednn.Matmul;
import io.jacquard.cpu.onednn.MovingMatmul;
import io.jacquard.cpu.onednn.PostOp;
import io.jacquard.cpu.onednn.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The products of one kind for tiles of every size that occurs.
final class Products implements AutoCloseable {
    private final int lanes;
    private final Maker maker;
    private final List<Entry> made = new ArrayList<>();

    /// Says what is multiplied for a tile.
    interface Maker {
        Matmul.Spec of(int rows, int columns);
    }

    private record Entry(int rows, int columns, MovingMatmul product) {}

    /// @param lanes how many tasks may multiply at the same time
    Products(int lanes, Maker maker) {
        this.lanes = lanes;
        this.maker = maker;
    }

    /// Makes the products of a tiling that are not there yet.
    static void make(Tiling tiling, List<Products> all) {
        for (int tile = 0; tile < tiling.tiles(); tile++) {
            int rows = tiling.rows(tile);
            make(tiling, rows, tiling.to(tile) - tiling.from(tile), all);
            if (tiling.mayBeBlind()) {
                make(tiling, rows, tiling.keys(), all);
            }
        }
    }

    private static void make(Tiling tiling, int rows, int keys, List<Products> all) {
        for (Products p : all) {
            if (keys >= tiling.columns()) {
                p.make(rows, tiling.columns());
            }
            if (keys % tiling.columns() > 0) {
                p.make(rows, keys % tiling.columns());
            }
        }
    }

    private void make(int rows, int columns) {
        if (made.stream().noneMatch(e -> e.rows == rows && e.columns == columns)) {
            made.add(new Entry(rows, columns, new MovingMatmul(maker.of(rows, columns), lanes)));
        }
    }

    // There are few sizes: whole tiles, and the last ones.
    MovingMatmul of(int rows, int columns) {
        for (int i = 0; i < made.size(); i++) {
            Entry e = made.get(i);
            if (e.rows == rows && e.columns == columns) {
                return e.product;
            }
        }
        throw new IllegalStateException("no product for %d x %d".formatted(rows, columns));
    }

    long scratchBytes() {
        return made.stream().mapToLong(e -> e.product.scratchBytes()).max().orElse(0);
    }

    Set<String> implementations() {
        Set<String> names = new TreeSet<>();
        made.forEach(e -> names.add(e.product.implementation()));
        return names;
    }

    @Override
    public void close() {
        made.forEach(e -> e.product.close());
    }

    /// A product of two matrices.
    ///
    /// @param row elements from one row of the result to the next
    static Matmul.Spec product(View a, View b, long row) {
        Matmul.Spec dense = Matmul.Spec.of(a, b);
        List<Long> sizes = dense.c().sizes();
        return dense.into(new View(sizes, List.of(Math.max(row, sizes.getLast()), 1L)));
    }

    /// The same, added to what the result holds.
    static Matmul.Spec sum(View a, View b, long row) {
        return product(a, b, row).then(new PostOp.Sum(1));
    }

    /// A matrix whose strides oneDNN accepts: it checks those of axes of size 1 too.
    static View view(long rows, long columns, long rowStride, long columnStride) {
        long column = columns == 1 && rowStride == 1 ? rows : columnStride;
        long row = rows == 1 ? Math.max(1, columns * column) : rowStride;
        return new View(List.of(rows, columns), List.of(row, column));
    }
}
