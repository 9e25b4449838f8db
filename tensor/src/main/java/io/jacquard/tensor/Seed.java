package io.jacquard.tensor;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.nio.charset.StandardCharsets;

/// A key of the random generator: immutable, always passed, never global.
///
/// The generator is Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw, *Parallel random
/// numbers: as easy as 1, 2, 3*, 2011) with JAX's keys, folding, splitting and (partitionable) bit
/// layout.
///
/// @param high first word of the key
/// @param low second word of the key
public record Seed(int high, int low) {
    private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};

    /// The seed of a number, as `jax.random.key(seed)`.
    public static Seed of(long seed) {
        return new Seed((int) (seed >>> 32), (int) seed);
    }

    /// The seed for a number, such as a step or an epoch, as `jax.random.fold_in`.
    public Seed fold(int data) {
        long words = block(0, data);
        return new Seed((int) (words >>> 32), (int) words);
    }

    /// The seed for a name, such as a parameter's.
    public Seed in(String name) {
        Seed s = this;
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += 4) {
            int word = 0;
            for (int j = i; j < Math.min(i + 4, bytes.length); j++) {
                word = (word << 8) | (bytes[j] & 0xFF);
            }
            s = s.fold(word);
        }
        return s.fold(bytes.length);
    }

    /// The seed of that index among the parts this one can be split into, as `jax.random.split(key,
    /// n)[index]`.
    public Seed split(int index) {
        long words = block(0, index);
        return new Seed((int) (words >>> 32), (int) words);
    }

    /// 32 random bits; those of different indices are independent.
    public int bits(int index) {
        long words = block(0, index);
        return (int) (words >>> 32) ^ (int) words;
    }

    /// A uniform value from 0 inclusive to 1 exclusive with 23 random bits, as
    /// `jax.random.uniform`.
    public float uniform(int index) {
        return Float.intBitsToFloat((bits(index) >>> 9) | 0x3F800000) - 1f;
    }

    /// A value of the standard normal distribution.
    public double normal(int index) {
        double u = ((bits(index) & 0xFFFFFFFFL) + 0.5) / 4294967296.0;
        return Normal.quantile(u);
    }

    /// A random order of 0 to n - 1 (Fisher and Yates).
    ///
    /// @param n number of items, from 0
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = (int) (((bits(i) & 0xFFFFFFFFL) * (i + 1)) >>> 32);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// The key as data, `u32[2]`.
    public Literal literal() {
        Literal l = Literal.zeros(TensorType.of(DType.U32, 2));
        l.setLong(0, high);
        l.setLong(1, low);
        return l;
    }

    private long block(int c0, int c1) {
        int[] key = {high, low, high ^ low ^ 0x1BD11BDA};
        int x0 = c0 + key[0];
        int x1 = c1 + key[1];
        for (int group = 0; group < 5; group++) {
            for (int rotation : ROTATIONS[group % 2]) {
                x0 += x1;
                x1 = Integer.rotateLeft(x1, rotation) ^ x0;
            }
            x0 += key[(group + 1) % 3];
            x1 += key[(group + 2) % 3] + group + 1;
        }
        return ((long) x0 << 32) | (x1 & 0xFFFFFFFFL);
    }
}
