package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;

/// Cuts a matrix product into cells of its result, by the sizes alone.
final class MatmulSlicing {
    /// A cell of the result.
    ///
    /// @param batch the part of the first batch axis that is longer than 1
    /// @param rows the rows
    /// @param columns the columns
    record Cell(Block batch, Block rows, Block columns) {
        /// Returns the cell of the same size at index 0, which the same primitive computes.
        Cell atOrigin() {
            return new Cell(
                    new Block(0, batch.size()),
                    new Block(0, rows.size()),
                    new Block(0, columns.size()));
        }
    }

    /// Multiplications and additions that make a slice worth its overhead: about 13 microseconds of
    /// one core.
    private static final long SLICE_FLOPS = 3_000_000;

    /// From here on there are two slices at least.
    private static final long TWO_SLICES_FLOPS = 1_200_000;

    private static final int MOST_SLICES = 16;
    private static final long COLUMN_UNIT = 64;
    private static final long ROW_UNIT = 16;

    private MatmulSlicing() {}

    static List<Cell> of(Matmul.Spec spec) {
        long batch = spec.c().sizes().get(batchAxis(spec.c()));
        long batches = spec.c().rank() == 2 ? 1 : batch;
        long flops = 2 * spec.k() * spec.c().sizes().stream().reduce(1L, (x, y) -> x * y);
        int wanted = Math.clamp(flops / SLICE_FLOPS, flops < TWO_SLICES_FLOPS ? 1 : 2, MOST_SLICES);
        if (batches > 1) {
            return cells(
                    Block.cut(batches, wanted, 1),
                    List.of(new Block(0, spec.m())),
                    List.of(new Block(0, spec.n())));
        }
        return matrix(spec.m(), spec.n(), wanted);
    }

    /// Cuts the columns if the left operand is the smaller one, because each slice reads all of it;
    /// otherwise the rows.
    private static List<Cell> matrix(long m, long n, int wanted) {
        List<Block> one = List.of(new Block(0, 1));
        int slices = Integer.highestOneBit(wanted);
        if (m <= n) {
            return cells(one, List.of(new Block(0, m)), Block.cut(n, slices, COLUMN_UNIT));
        }
        return cells(one, Block.cut(m, slices, ROW_UNIT), List.of(new Block(0, n)));
    }

    /// Returns the axis along which a stack of matrices is cut: the first longer than 1.
    static int batchAxis(View c) {
        for (int axis = 0; axis < c.rank() - 2; axis++) {
            if (c.sizes().get(axis) > 1) {
                return axis;
            }
        }
        return 0;
    }

    private static List<Cell> cells(List<Block> batches, List<Block> rows, List<Block> columns) {
        var cells = new ArrayList<Cell>();
        for (Block b : batches) {
            for (Block r : rows) {
                for (Block c : columns) {
                    cells.add(new Cell(b, r, c));
                }
            }
        }
        return cells;
    }
}
