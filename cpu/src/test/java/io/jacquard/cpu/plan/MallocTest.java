package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.runtime.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class MallocTest {
    @Test
    void memoryIsAlignedAndCanBeWrittenToItsEnds() {
        try (Arena owner = Arena.ofShared()) {
            for (long bytes : new long[] {1, 64, 1_000, 40_000_001}) {
                MemorySegment made = Malloc.allocate(owner, bytes, 64);
                assertThat(made.address() % 64).isZero();
                assertThat(made.byteSize()).isEqualTo(bytes);
                made.fill((byte) 7);
                assertThat(made.get(ValueLayout.JAVA_BYTE, bytes - 1)).isEqualTo((byte) 7);
            }
        }
    }

    @Test
    void itIsGoneWithItsOwner() {
        Arena owner = Arena.ofShared();
        MemorySegment made = Malloc.allocate(owner, 100, 64);
        owner.close();
        assertThatThrownBy(() -> made.get(ValueLayout.JAVA_BYTE, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void moreThanThereIsIsRefused() {
        try (Arena owner = Arena.ofShared()) {
            assertThatThrownBy(() -> Malloc.allocate(owner, 1L << 60, 64))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("no memory");
        }
    }
}
