package io.jacquard.cpu.kernel;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A kernel's operands for a number of rows and columns, filled from a seed, and runs on them.
final class KernelRun {
    final List<Tensor2d> inputs = new ArrayList<>();
    final List<Tensor2d> outputs = new ArrayList<>();
    private final KernelSpec spec;
    private final int rows;
    private final int columns;

    KernelRun(Arena arena, KernelSpec spec, int rows, int columns, Random random) {
        this.spec = spec;
        this.rows = rows;
        this.columns = columns;
        for (KernelSpec.Input i : spec.inputs()) {
            int shift = random.nextInt(4) * i.dtype().bytes();
            inputs.add(tensor(arena, i.dtype(), i.access(), shift).fill(random));
        }
        for (KernelSpec.Output o : spec.outputs()) {
            int shift = random.nextInt(4) * o.dtype().bytes();
            outputs.add(tensor(arena, o.dtype(), o.access(), shift));
        }
    }

    private Tensor2d tensor(Arena arena, io.jacquard.ir.DType dtype, Access access, int shift) {
        return switch (access) {
            case ELEMENT -> new Tensor2d(arena, dtype, rows, columns, shift);
            case STRIDED -> new Tensor2d(arena, dtype, columns, rows, shift);
            case COLUMN -> new Tensor2d(arena, dtype, 1, columns, shift);
            case ROW -> new Tensor2d(arena, dtype, rows, 1, shift);
            case UNIFORM -> new Tensor2d(arena, dtype, 1, 1, shift);
        };
    }

    void run(Kernel kernel) {
        List<Tensor2d> all = new ArrayList<>(inputs);
        all.addAll(outputs);
        long[] addresses = new long[all.size()];
        long[] rowStrides = new long[all.size()];
        long[] columnSteps = new long[all.size()];
        for (int i = 0; i < addresses.length; i++) {
            Tensor2d t = all.get(i);
            addresses[i] = t.address();
            boolean strided = access(i) == Access.STRIDED;
            rowStrides[i] = strided ? t.dtype.bytes() : t.rowStride();
            columnSteps[i] = strided ? t.rowStride() : -1;
        }
        kernel.run(addresses, rowStrides, columnSteps, rows, columns);
    }

    private Access access(int operand) {
        int n = spec.inputs().size();
        return operand < n
                ? spec.inputs().get(operand).access()
                : spec.outputs().get(operand - n).access();
    }

    /// Bits of all outputs after a run.
    List<long[]> result(Kernel kernel) {
        run(kernel);
        return outputs.stream().map(Tensor2d::allBits).toList();
    }
}
