package io.jacquard.cpu.attention;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Single numbers in native memory by address.
@SuppressWarnings("restricted")
final class Raw {
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Raw() {}

    static float f32(long address) {
        return ALL.get(ValueLayout.JAVA_FLOAT, address);
    }

    static void i32(long address, int value) {
        ALL.set(ValueLayout.JAVA_INT, address, value);
    }
}
