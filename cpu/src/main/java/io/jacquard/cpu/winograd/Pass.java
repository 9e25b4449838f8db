package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.Kernel;

/// A kernel with its operands' addresses; for one thread at a time.
final class Pass {
    private static final long[] NONE = {};

    private final Kernel kernel;
    private final long[] addresses;
    private final long[] strides;

    /// @param operands number of operands, inputs first
    Pass(Kernel kernel, int operands) {
        this.kernel = kernel;
        this.addresses = new long[operands];
        this.strides = new long[operands];
    }

    /// Sets where an operand lies.
    ///
    /// @param stride bytes from one row to the next
    void operand(int number, long address, long stride) {
        addresses[number] = address;
        strides[number] = stride;
    }

    /// Sets where several operands lie, the first of them `number`, evenly apart.
    void operands(int number, int count, Row first, long step) {
        for (int i = 0; i < count; i++) {
            operand(number + i, first.address + i * step, first.stride);
        }
    }

    void run(int rows, int columns) {
        kernel.run(addresses, strides, NONE, rows, columns);
    }

    /// Rows of an operand.
    record Row(long address, long stride) {}
}
