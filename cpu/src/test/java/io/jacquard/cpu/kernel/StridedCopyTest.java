package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StridedCopyTest {
    /// Bytes from one index to the next along each axis, for axes laid out in `order`, last
    /// densest.
    private static long[] strides(int[] sizes, List<Integer> order, int bytes) {
        long[] strides = new long[sizes.length];
        long step = bytes;
        for (int i = order.size() - 1; i >= 0; i--) {
            strides[order.get(i)] = step;
            step *= sizes[order.get(i)];
        }
        return strides;
    }

    private static long offset(int[] sizes, long[] strides, long index) {
        long offset = 0;
        long rest = index;
        for (int i = sizes.length - 1; i >= 0; i--) {
            offset += rest % sizes[i] * strides[i];
            rest /= sizes[i];
        }
        return offset;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void copiesAnyPermutationRepetitionAndReversal(int bytes) {
        Random random = new Random(bytes);
        for (int round = 0; round < 150; round++) {
            int rank = random.nextInt(6);
            int[] sizes = new int[rank];
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < rank; i++) {
                sizes[i] = 1 + random.nextInt(rank < 3 ? 40 : 6);
                order.add(i);
            }
            long[] target = strides(sizes, List.copyOf(order), bytes);
            Collections.shuffle(order, random);
            long[] source = strides(sizes, order, bytes);
            long first = 0;
            for (int i = 0; i < rank; i++) {
                int kind = random.nextInt(6);
                if (kind == 0) {
                    source[i] = 0;
                } else if (kind == 1) {
                    first += source[i] * (sizes[i] - 1);
                    source[i] = -source[i];
                }
            }
            check(bytes, sizes, source, target, first);
        }
    }

    private static void check(int bytes, int[] sizes, long[] source, long[] target, long first) {
        long elements = 1;
        for (int s : sizes) {
            elements *= s;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(elements * bytes, 64);
            MemorySegment to = arena.allocate(elements * bytes, 64);
            for (long i = 0; i < from.byteSize(); i++) {
                from.set(ValueLayout.JAVA_BYTE, i, (byte) (i * 31 + (i >> 8)));
            }
            StridedCopy copy = StridedCopy.plan(bytes, sizes, source, target);
            long half = copy.steps() / 2;
            copy.run(from.address() + first, to.address(), half, copy.steps());
            copy.run(from.address() + first, to.address(), 0, half);
            for (long e = 0; e < elements; e++) {
                long s = first + offset(sizes, source, e);
                long t = offset(sizes, target, e);
                assertThat(to.asSlice(t, bytes).mismatch(from.asSlice(s, bytes)))
                        .as("element %d of %s", e, java.util.Arrays.toString(sizes))
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void copiesIntoAPartOfALargerTarget() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(4 * 6, 64);
            MemorySegment to = arena.allocate(4 * 20, 64);
            for (int i = 0; i < 6; i++) {
                from.setAtIndex(ValueLayout.JAVA_INT, i, i + 1);
            }
            StridedCopy pad =
                    StridedCopy.plan(4, new int[] {2, 3}, new long[] {12, 4}, new long[] {20, 4});
            pad.run(from.address(), to.address() + 4 * 6);
            assertThat(to.toArray(ValueLayout.JAVA_INT))
                    .containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 4, 5, 6, 0, 0, 0, 0, 0, 0);
        }
    }

    @Test
    void rejectsElementsOfOtherSizes() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> StridedCopy.plan(3, new int[] {1}, new long[] {3}, new long[] {3}))
                .withMessageContaining("expected 1, 2, 4 or 8");
    }
}
