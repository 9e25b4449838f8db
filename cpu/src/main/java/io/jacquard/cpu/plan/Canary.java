package io.jacquard.cpu.plan;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Bytes on both sides of a block of memory that nobody may write. Whoever does is found out.
public final class Canary {
    /// Bytes on each side.
    public static final long BYTES = 64;

    private static final byte PATTERN = (byte) 0xA5;
    private static final byte UNWRITTEN = (byte) 0xFF;

    private Canary() {}

    /// Writes them around a block. The block's owner has that much room on both sides.
    public static void plant(long address, long bytes) {
        at(address - BYTES, BYTES).fill(PATTERN);
        at(address + bytes, BYTES).fill(PATTERN);
    }

    /// Makes a block look unwritten: as floats of any size all NaN, as integers -1.
    public static void clear(long address, long bytes) {
        at(address, bytes).fill(UNWRITTEN);
    }

    /// Where they were overwritten, if they were.
    public static Optional<String> damage(long address, long bytes) {
        for (long i = 1; i <= BYTES; i++) {
            if (at(address - i, 1).get(ValueLayout.JAVA_BYTE, 0) != PATTERN) {
                return Optional.of("%d bytes before its start".formatted(i));
            }
        }
        for (long i = 0; i < BYTES; i++) {
            if (at(address + bytes + i, 1).get(ValueLayout.JAVA_BYTE, 0) != PATTERN) {
                return Optional.of("%d bytes behind its end".formatted(i + 1));
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("restricted")
    private static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }
}
