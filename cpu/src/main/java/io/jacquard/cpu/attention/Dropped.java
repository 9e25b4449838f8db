package io.jacquard.cpu.attention;

import io.jacquard.cpu.kernel.Access;
import io.jacquard.cpu.kernel.Axis;
import io.jacquard.cpu.kernel.BinaryOp;
import io.jacquard.cpu.kernel.CompareOp;
import io.jacquard.cpu.kernel.KernelBuilder;
import io.jacquard.cpu.kernel.KernelSpec;
import io.jacquard.cpu.kernel.Node;
import io.jacquard.ir.DType;

/// Dropout of a tile: the bits of {@link io.jacquard.ir.Composite.RandomBits} at the elements'
/// places in the whole array, made again wherever they are needed.
///
/// Source: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3*, 2011, section
/// 3.3.
final class Dropped {
    private static final DType U32 = DType.U32;
    private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};
    private static final long PARITY = 0x1BD11BDA;
    private static final int GROUPS = 5;
    private static final int DROPPED_BITS = 9;

    private final KernelBuilder b = new KernelBuilder(Axis.COLUMNS);

    private Dropped() {}

    /// | operand | of |
    /// |---|---|
    /// | elements | each |
    /// | place of the first, u32 | the call |
    /// | places from one row to the next, u32 | the call |
    /// | two words of the key, u32 | the call |
    /// | result | each |
    static KernelSpec spec(double rate) {
        return new Dropped().build(rate);
    }

    private KernelSpec build(double rate) {
        int x = b.input(DType.F32, Access.ELEMENT);
        int first = b.input(U32, Access.UNIFORM);
        int step = b.input(U32, Access.UNIFORM);
        int k0 = b.input(U32, Access.UNIFORM);
        int k1 = b.input(U32, Access.UNIFORM);
        int row = b.bitcast(b.node(new Node.Row()), U32);
        int line = add(first, b.binary(BinaryOp.MULTIPLY, row, step));
        int bits = bits(add(line, b.bitcast(b.node(new Node.Column()), U32)), k0, k1);
        int high = b.bitcast(shift(BinaryOp.SHIFT_RIGHT_LOGICAL, bits, DROPPED_BITS), DType.I32);
        int uniform =
                b.binary(
                        BinaryOp.MULTIPLY,
                        b.convert(high, DType.F32),
                        b.constant(DType.F32, 0x1p-23));
        int keep = b.compare(CompareOp.GE, uniform, b.constant(DType.F32, rate));
        int more = b.binary(BinaryOp.MULTIPLY, x, b.constant(DType.F32, 1 / (1 - rate)));
        b.output(b.select(keep, more, b.constant(DType.F32, 0)), DType.F32, Access.ELEMENT);
        return b.build();
    }

    private int bits(int place, int k0, int k1) {
        int[] keys = {k0, k1, xor(xor(k0, k1), b.constant(U32, PARITY))};
        int x0 = k0;
        int x1 = add(place, k1);
        for (int group = 0; group < GROUPS; group++) {
            for (int rotation : ROTATIONS[group % 2]) {
                x0 = add(x0, x1);
                x1 = xor(rotate(x1, rotation), x0);
            }
            x0 = add(x0, keys[(group + 1) % 3]);
            x1 = add(x1, add(keys[(group + 2) % 3], b.constant(U32, group + 1L)));
        }
        return xor(x0, x1);
    }

    private int rotate(int x, int by) {
        int left = shift(BinaryOp.SHIFT_LEFT, x, by);
        return b.binary(
                BinaryOp.OR, left, shift(BinaryOp.SHIFT_RIGHT_LOGICAL, x, Integer.SIZE - by));
    }

    private int shift(BinaryOp how, int x, int by) {
        return b.binary(how, x, b.constant(U32, (long) by));
    }

    private int add(int x, int y) {
        return b.binary(BinaryOp.ADD, x, y);
    }

    private int xor(int x, int y) {
        return b.binary(BinaryOp.XOR, x, y);
    }
}
