package io.jacquard.cpu.kernel;

/// A loop nest over `rows x cols` elements in native memory.
///
/// Operands are numbered inputs first, then outputs, in the order of the {@link KernelSpec}. An
/// output may be exactly the memory of an input (same address, same strides, same element size);
/// any other overlap of an output with an operand gives undefined results. A kernel holds no state:
/// any number of threads may run it at the same time on disjoint outputs.
@FunctionalInterface
public interface Kernel {
    /// Runs the kernel.
    ///
    /// @param addresses address of the first element of each operand; no alignment is asked for, 64
    ///   bytes is fastest
    /// @param rowStrides bytes from one row to the next for each operand; read only where the
    ///   access is {@link Access#ELEMENT}, {@link Access#ROW} or {@link Access#STRIDED}
    /// @param columnSteps bytes from one column to the next for each operand; read only where the
    ///   access is {@link Access#STRIDED}, may be empty if there is none
    /// @param rows number of rows, 0 or more
    /// @param columns number of columns, 0 or more
    void run(long[] addresses, long[] rowStrides, long[] columnSteps, int rows, int columns);
}
