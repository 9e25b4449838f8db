package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;

/// Makes the gradient of a kernel from sums of products at the points, some rows and columns of its
/// matrices at a time; for one thread at a time.
final class FilterWriter {
    private final Sizes sizes;
    private final int rows;
    private final int columns;
    private final Pass pass;
    private final Pass sum;
    private final long part;

    FilterWriter(KernelCache kernels, Sizes sizes) {
        this.sizes = sizes;
        this.rows = FilterReader.rowsAtOnce(sizes);
        this.columns = FilterReader.columnsAtOnce(sizes);
        this.pass =
                new Pass(
                        kernels.kernel(Transforms.filterGradient()),
                        Transforms.SIDE + Transforms.KERNEL);
        this.sum = new Pass(kernels.kernel(Transforms.sum()), 3);
        this.part = Scratch.padded(Picture.ELEMENT * rows * columns);
    }

    /// Bytes of scratch memory it needs.
    long scratchBytes() {
        return part * Transforms.SIDE * Transforms.KERNEL;
    }

    /// Adds a region of one array of matrices to that of another.
    ///
    /// @param more where the region lies in the one, at the first pair of points
    /// @param total the same for the other
    /// @param step bytes from one pair of points to the next in both
    void add(Region region, Pass.Row more, Pass.Row total, long step) {
        for (int i = 0; i < Transforms.POINTS; i++) {
            long to = total.address() + i * step;
            sum.operand(0, to, total.stride());
            sum.operand(1, more.address() + i * step, more.stride());
            sum.operand(2, to, total.stride());
            sum.run(region.rows(), region.columns());
        }
    }

    /// Writes rows and columns of the gradient's matrices.
    ///
    /// @param sums where the region lies at the first pair of points
    /// @param step bytes from one pair of points to the next
    /// @param region what is written; its columns are whole blocks of those that are done at once
    /// @param target address of the gradient
    /// @param scratch address of scratch memory
    void write(Pass.Row sums, long step, Region region, long target, long scratch) {
        for (int row = 0; row < region.rows(); row += rows) {
            int count = Math.min(rows, region.rows() - row);
            for (int column = 0; column < region.columns(); column += columns) {
                Region some = region.part(row, count, column, columns);
                long from = sums.address() + row * sums.stride() + column * Picture.ELEMENT;
                some(new Pass.Row(from, sums.stride()), step, some, target, scratch);
            }
        }
    }

    private void some(Pass.Row sums, long step, Region region, long target, long scratch) {
        int side = Transforms.SIDE;
        int kernel = Transforms.KERNEL;
        long dense = Picture.ELEMENT * columns;
        for (int i = 0; i < side; i++) {
            long from = sums.address() + (long) i * side * step;
            pass.operands(0, side, new Pass.Row(from, sums.stride()), step);
            pass.operands(
                    side, kernel, new Pass.Row(scratch + (long) i * kernel * part, dense), part);
            pass.run(region.rows(), columns);
        }
        long matrix = Picture.ELEMENT * sizes.in() * sizes.out();
        long stride = Picture.ELEMENT * sizes.out();
        for (int x = 0; x < kernel; x++) {
            pass.operands(0, side, new Pass.Row(scratch + x * part, dense), kernel * part);
            long to = target + x * matrix + region.offset(sizes.out());
            pass.operands(side, kernel, new Pass.Row(to, stride), kernel * matrix);
            pass.run(region.rows(), columns);
        }
    }
}
