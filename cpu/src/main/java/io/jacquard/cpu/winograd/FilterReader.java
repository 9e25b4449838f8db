package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.kernel.StridedCopy;

/// Brings a kernel to the points, some rows and columns of its matrices at a time; for one thread
/// at a time.
///
/// A kernel is 9 matrices of channels before by channels after, one for each of its elements. Those
/// of the gradient by the source are the same in reverse order, each transposed.
final class FilterReader {
    /// Elements of a matrix that are done at once, about, so that all 36 lie in the cache.
    static final int AT_ONCE = 2048;

    private static final int PLACES = Transforms.KERNEL * Transforms.KERNEL;

    private static final int MOST_COLUMNS = 64;

    private final Sizes sizes;
    private final Filter filter;
    private final int rows;
    private final int columns;
    private final Pass pass;
    private final StridedCopy turn;
    private final long part;

    FilterReader(KernelCache kernels, Sizes sizes, Filter filter) {
        this.sizes = sizes;
        this.filter = filter;
        this.columns = columnsAtOnce(sizes);
        this.rows = rowsAtOnce(sizes);
        this.pass =
                new Pass(kernels.kernel(Transforms.filter()), Transforms.KERNEL + Transforms.SIDE);
        this.part = Scratch.padded(Picture.ELEMENT * rows * columns);
        this.turn =
                StridedCopy.plan(
                        Float.BYTES,
                        new int[] {rows, columns},
                        new long[] {Picture.ELEMENT, Picture.ELEMENT * sizes.in()},
                        new long[] {Picture.ELEMENT * columns, Picture.ELEMENT});
    }

    /// Rows that are done at once, at least 2.
    static int rowsAtOnce(Sizes sizes) {
        return Math.max(2, AT_ONCE / columnsAtOnce(sizes));
    }

    /// Columns that are done at once; all, if these cannot be cut evenly.
    static int columnsAtOnce(Sizes sizes) {
        int blocks = Math.ceilDiv(sizes.out(), MOST_COLUMNS);
        return sizes.out() % blocks == 0 ? sizes.out() / blocks : sizes.out();
    }

    /// Rows of the matrices, as many at a time as are done at once, in tasks.
    static Cut cut(Sizes sizes, int mostTasks) {
        return Cut.of(Math.ceilDiv(sizes.in(), rowsAtOnce(sizes)), mostTasks);
    }

    /// Steps `from` (inclusive) to `to` (exclusive) of such a cut: whole rows.
    static Region region(Sizes sizes, int from, int to) {
        int each = rowsAtOnce(sizes);
        int row = from * each;
        return new Region(row, Math.min(to * each, sizes.in()) - row, 0, sizes.out());
    }

    /// Bytes of scratch memory it needs.
    long scratchBytes() {
        return part * (PLACES + Transforms.SIDE * Transforms.KERNEL);
    }

    /// Reads rows and columns of the matrices.
    ///
    /// @param kernel address of the kernel
    /// @param region what is read; its columns begin at, and are, whole blocks of those that are
    ///   done at once
    /// @param target where the region goes at the first pair of points
    /// @param step bytes from one pair of points to the next
    /// @param scratch address of scratch memory
    void read(long kernel, Region region, Pass.Row target, long step, long scratch) {
        for (int row = 0; row < region.rows(); row += rows) {
            int count = Math.min(rows, region.rows() - row);
            for (int column = 0; column < region.columns(); column += columns) {
                Region some = region.part(row, count, column, columns);
                long to = target.address() + row * target.stride() + column * Picture.ELEMENT;
                some(kernel, some, new Pass.Row(to, target.stride()), step, scratch);
            }
        }
    }

    private void some(long address, Region region, Pass.Row target, long step, long scratch) {
        int side = Transforms.SIDE;
        int kernel = Transforms.KERNEL;
        long dense = Picture.ELEMENT * columns;
        long lines = scratch + PLACES * part;
        for (int x = 0; x < kernel; x++) {
            for (int y = 0; y < kernel; y++) {
                pass.operand(y, place(address, region, y * kernel + x, scratch), stride());
            }
            pass.operands(kernel, side, new Pass.Row(lines + x * part, dense), kernel * part);
            pass.run(region.rows(), columns);
        }
        for (int i = 0; i < side; i++) {
            pass.operands(0, kernel, new Pass.Row(lines + (long) i * kernel * part, dense), part);
            long to = target.address() + (long) i * side * step;
            pass.operands(kernel, side, new Pass.Row(to, target.stride()), step);
            pass.run(region.rows(), columns);
        }
    }

    private long stride() {
        return Picture.ELEMENT * (filter == Filter.TURNED ? columns : sizes.out());
    }

    // Where the region lies of the matrix that belongs to an element of the kernel.
    private long place(long kernel, Region region, int element, long scratch) {
        long matrix = Picture.ELEMENT * sizes.in() * sizes.out();
        if (filter == Filter.AS_IT_IS) {
            return kernel + element * matrix + region.offset(sizes.out());
        }
        long place = (long) region.column() * sizes.in() + region.row();
        long from = kernel + (PLACES - 1 - element) * matrix + Picture.ELEMENT * place;
        long to = scratch + element * part;
        turn.run(from, to, 0, region.rows());
        return to;
    }
}
