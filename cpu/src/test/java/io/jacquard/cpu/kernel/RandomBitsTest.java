package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomBitsTest {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final KernelCache cache = new KernelCache(4);

    /// Key, counter and result of the three known answers of Random123 (Salmon et al., 2011).
    private static final long[][] KNOWN = {
        {0, 0, 0, 0, 0x6b200159L, 0x99ba4efeL},
        {0xffffffffL, 0xffffffffL, 0xffffffffL, 0xffffffffL, 0x1cb996fcL, 0xbb002be7L},
        {0x13198a2eL, 0x03707344L, 0x243f6a88L, 0x85a308d3L, 0xc4923a9cL, 0x483df7a0L}
    };

    @ParameterizedTest
    @EnumSource(KernelCache.Body.class)
    void enciphersAsPublished(KernelCache.Body body) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int[] key = {b.input(DType.U32, Access.UNIFORM), b.input(DType.U32, Access.UNIFORM)};
        int[] counter = {b.input(DType.U32, Access.ELEMENT), b.input(DType.U32, Access.ELEMENT)};
        int[] words = RandomBits.in(b).cipher(key, counter);
        b.output(words[0], DType.U32, Access.ELEMENT);
        b.output(words[1], DType.U32, Access.ELEMENT);
        Kernel kernel = cache.kernel(b.build(), body);
        for (long[] known : KNOWN) {
            try (Arena arena = Arena.ofConfined()) {
                long[] addresses = new long[6];
                MemorySegment[] words32 = new MemorySegment[6];
                for (int i = 0; i < 6; i++) {
                    words32[i] = arena.allocate(64, 64);
                    for (int k = 0; k < 16; k++) {
                        words32[i].setAtIndex(INT, k, (int) known[i % 4]);
                    }
                    addresses[i] = words32[i].address();
                }
                kernel.run(addresses, new long[6], new long[0], 1, 16);
                for (int k = 0; k < 16; k++) {
                    assertThat(words32[4].getAtIndex(INT, k)).isEqualTo((int) known[4]);
                    assertThat(words32[5].getAtIndex(INT, k)).isEqualTo((int) known[5]);
                }
            }
        }
    }

    /// `jax.random.bits(jax.random.key(42), (1000,), "uint32")`, JAX 0.10.2, partitionable.
    @ParameterizedTest
    @EnumSource(KernelCache.Body.class)
    void equalsJax(KernelCache.Body body) {
        Kernel kernel = cache.kernel(RandomBits.spec(), body);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(4000, 64);
            bits(arena, kernel, 42, out, 0, 1000);
            int[] first = {0x7d1c13a2, 0xae0730d9, 0x9dc3f9f9, 0x8f9ec1d7};
            int[] last = {0x7ea6c13f, 0x51eb31df, 0xf2508a94, 0x5dc2d15a};
            for (int i = 0; i < 4; i++) {
                assertThat(out.getAtIndex(INT, i)).isEqualTo(first[i]);
                assertThat(out.getAtIndex(INT, 996 + i)).isEqualTo(last[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KernelCache.Body.class)
    void aSliceHoldsTheBitsOfTheWhole(KernelCache.Body body) {
        Kernel kernel = cache.kernel(RandomBits.spec(), body);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment whole = arena.allocate(4 * 200, 64);
            MemorySegment slice = arena.allocate(4 * 77, 64);
            bits(arena, kernel, 7, whole, 0, 200);
            bits(arena, kernel, 7, slice, 123, 77);
            assertThat(slice.mismatch(whole.asSlice(4 * 123))).isEqualTo(-1);
        }
    }

    private static void bits(
            Arena arena, Kernel kernel, int seed, MemorySegment out, int first, int count) {
        MemorySegment scalars = arena.allocate(12, 4);
        scalars.setAtIndex(INT, 1, seed);
        scalars.setAtIndex(INT, 2, first);
        long s = scalars.address();
        long[] addresses = {s, s + 4, s + 8, out.address()};
        kernel.run(addresses, new long[4], new long[0], 1, count);
    }
}
