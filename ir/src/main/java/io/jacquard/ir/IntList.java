package io.jacquard.ir;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An immutable list of integers: axes, permutations, starts, strides.
public final class IntList {
    private static final IntList EMPTY = new IntList(new int[0]);

    private final int[] values;

    private IntList(int[] values) {
        this.values = values;
    }

    /// The list of those values.
    public static IntList of(int... values) {
        return values.length == 0 ? EMPTY : new IntList(values.clone());
    }

    /// The list `start, start + 1, ..., end - 1`.
    public static IntList range(int start, int end) {
        return generate(Math.max(0, end - start), i -> start + i);
    }

    /// The same value `count` times.
    public static IntList repeat(int value, int count) {
        int[] v = new int[count];
        Arrays.fill(v, value);
        return new IntList(v);
    }

    /// The list of `f(0), f(1), ..., f(count - 1)`.
    public static IntList generate(int count, IntUnaryOperator f) {
        int[] v = new int[count];
        for (int i = 0; i < count; i++) {
            v[i] = f.applyAsInt(i);
        }
        return new IntList(v);
    }

    /// Number of values.
    public int size() {
        return values.length;
    }

    /// The value at a position.
    public int at(int index) {
        return values[index];
    }

    /// The position of a value, or -1.
    public int indexOf(int value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /// True if the value is in the list.
    public boolean contains(int value) {
        return indexOf(value) >= 0;
    }

    /// A copy as an array.
    public int[] toArray() {
        return values.clone();
    }

    /// The values from `start` inclusive to `end` exclusive.
    public IntList slice(int start, int end) {
        return new IntList(Arrays.copyOfRange(values, start, end));
    }

    /// These values and then those of the other list.
    public IntList concat(IntList other) {
        int[] v = Arrays.copyOf(values, values.length + other.values.length);
        System.arraycopy(other.values, 0, v, values.length, other.values.length);
        return new IntList(v);
    }

    /// The values in order.
    public IntStream stream() {
        return Arrays.stream(values);
    }

    /// For a permutation p, the list q with `q[p[i]] = i`.
    public IntList inverse() {
        int[] q = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            q[values[i]] = i;
        }
        return new IntList(q);
    }

    /// True if this is a permutation of 0 to size - 1.
    public boolean isPermutation() {
        for (int i = 0; i < values.length; i++) {
            if (indexOf(i) < 0) {
                return false;
            }
        }
        return true;
    }

    /// True if each value is larger than the one before.
    public boolean isIncreasing() {
        for (int i = 1; i < values.length; i++) {
            if (values[i] <= values[i - 1]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof IntList l && Arrays.equals(values, l.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /// For example `[0, 2]`.
    @Override
    public String toString() {
        return stream().mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
