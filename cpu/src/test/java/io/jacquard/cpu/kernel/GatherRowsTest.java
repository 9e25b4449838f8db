package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatherRowsTest {
    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"I32", "I64"})
    void copiesRowsAndClampsIndices(DType type) {
        int[] wanted = {2, 0, -5, 3, 99};
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment table =
                    arena.allocateFrom(ValueLayout.JAVA_INT, 0, 1, 10, 11, 20, 21, 30, 31);
            MemorySegment indices = arena.allocate(8 * 5, 8);
            for (int i = 0; i < 5; i++) {
                if (type == DType.I32) {
                    indices.setAtIndex(ValueLayout.JAVA_INT, i, wanted[i]);
                } else {
                    indices.setAtIndex(ValueLayout.JAVA_LONG, i, wanted[i]);
                }
            }
            MemorySegment out = arena.allocate(8 * 5, 8);
            GatherRows gather = new GatherRows(4, 8, 8, type);
            gather.run(table.address(), indices.address(), out.address(), 0, 2);
            gather.run(table.address(), indices.address(), out.address(), 2, 5);
            assertThat(out.toArray(ValueLayout.JAVA_INT))
                    .containsExactly(20, 21, 0, 1, 0, 1, 30, 31, 30, 31);
        }
    }

    @Test
    void rejectsIndicesOfOtherDtypes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatherRows(4, 8, 8, DType.F32))
                .withMessageContaining("i32 or i64");
    }
}
