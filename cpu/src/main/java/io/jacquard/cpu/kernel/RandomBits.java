package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;

/// Threefry-2x32 with 20 rounds as nodes of a kernel, so that what uses the bits fuses with them.
///
/// The bits at row-major index `i` of an array of fewer than 2^32 elements are those of
/// `jax.random.bits` with `jax_threefry_partitionable`: the cipher of the counter `(0, i)`, its two
/// words combined by xor.
///
/// Source: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3*, 2011, section
/// 3.3.
public final class RandomBits {
    private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};
    private static final int PARITY = 0x1BD11BDA;

    private final KernelBuilder b;

    private RandomBits(KernelBuilder builder) {
        this.b = builder;
    }

    /// The node of 32 random bits, u32.
    ///
    /// @param key0 node of the key's first word, u32
    /// @param key1 node of the key's second word, u32
    /// @param index node of the element's row-major index in the whole array, u32
    public static int bits(KernelBuilder builder, int key0, int key1, int index) {
        RandomBits r = new RandomBits(builder);
        int high = builder.constant(DType.U32, 0L);
        int[] words = r.cipher(new int[] {key0, key1}, new int[] {high, index});
        return builder.binary(BinaryOp.XOR, words[0], words[1]);
    }

    /// A kernel that writes random bits: inputs are the key's two words and the index of column 0
    /// (all u32, uniform), the output is u32 by element.
    public static KernelSpec spec() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int key0 = b.input(DType.U32, Access.UNIFORM);
        int key1 = b.input(DType.U32, Access.UNIFORM);
        int first = b.input(DType.U32, Access.UNIFORM);
        int column = b.convert(b.node(new Node.Column()), DType.U32);
        int index = b.binary(BinaryOp.ADD, first, column);
        b.output(bits(b, key0, key1, index), DType.U32, Access.ELEMENT);
        return b.build();
    }

    /// The nodes of the two words that a key (two nodes) and a counter (two nodes) encipher to.
    int[] cipher(int[] key, int[] counter) {
        int parity = b.constant(DType.U32, (long) PARITY);
        int[] keys = {key[0], key[1], xor(xor(key[0], key[1]), parity)};
        int x0 = add(key[0], counter[0]);
        int x1 = add(key[1], counter[1]);
        for (int group = 0; group < 5; group++) {
            for (int rotation : ROTATIONS[group % 2]) {
                x0 = add(x0, x1);
                x1 = xor(rotate(x1, rotation), x0);
            }
            x0 = add(x0, keys[(group + 1) % 3]);
            int number = b.constant(DType.U32, group + 1L);
            x1 = add(x1, add(keys[(group + 2) % 3], number));
        }
        return new int[] {x0, x1};
    }

    static RandomBits in(KernelBuilder builder) {
        return new RandomBits(builder);
    }

    private int rotate(int x, int by) {
        int left = b.binary(BinaryOp.SHIFT_LEFT, x, b.constant(DType.U32, (long) by));
        int right = b.binary(BinaryOp.SHIFT_RIGHT_LOGICAL, x, b.constant(DType.U32, 32L - by));
        return b.binary(BinaryOp.OR, left, right);
    }

    private int add(int x, int y) {
        return b.binary(BinaryOp.ADD, x, y);
    }

    private int xor(int x, int y) {
        return b.binary(BinaryOp.XOR, x, y);
    }
}
