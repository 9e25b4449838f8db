package io.jacquard.ir.interpret;

import io.jacquard.ir.TensorType;

/// Threefry-2x32 with 20 rounds.
///
/// Source: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3*, 2011, section
/// 3.3.
final class RandomMeaning {
    private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};
    private static final int PARITY = 0x1BD11BDA;

    private RandomMeaning() {}

    static Integers bits(Integers key, TensorType out) {
        long[] values = new long[out.shape().elements()];
        for (int i = 0; i < values.length; i++) {
            long block = block((int) key.values[0], (int) key.values[1], i);
            values[i] = (block >>> 32) ^ block;
        }
        return Integers.wrapped(out, values);
    }

    /// The two words for a counter, the first in the upper half.
    static long block(int k0, int k1, long counter) {
        int[] keys = {k0, k1, k0 ^ k1 ^ PARITY};
        int x0 = (int) (counter >>> 32) + k0;
        int x1 = (int) counter + k1;
        for (int group = 0; group < 5; group++) {
            for (int rotation : ROTATIONS[group % 2]) {
                x0 += x1;
                x1 = Integer.rotateLeft(x1, rotation) ^ x0;
            }
            x0 += keys[(group + 1) % 3];
            x1 += keys[(group + 2) % 3] + group + 1;
        }
        return ((long) x0 << 32) | (x1 & 0xFFFFFFFFL);
    }
}
