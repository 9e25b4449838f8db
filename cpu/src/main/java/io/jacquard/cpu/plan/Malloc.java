package io.jacquard.cpu.plan;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jacquard.runtime.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Native memory as the C library gives it. Memory of an {@link Arena} is filled with zeros when it
/// is allocated, which takes as long as a step of a small network; this is not touched before it is
/// used, and what is read before it is written can be anything.
@SuppressWarnings("restricted")
final class Malloc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MALLOC =
            handle("malloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
    private static final MethodHandle FREE = handle("free", FunctionDescriptor.ofVoid(ADDRESS));

    private Malloc() {}

    private static MethodHandle handle(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }

    /// Allocates memory that is freed when its owner is closed.
    ///
    /// @param alignment a power of two
    /// @throws DeviceException if there is not enough
    static MemorySegment allocate(Arena owner, long bytes, long alignment) {
        long held = Math.addExact(bytes, alignment - 1);
        MemorySegment start = malloc(held).reinterpret(held, owner, Malloc::free);
        return start.asSlice(-start.address() & alignment - 1, bytes);
    }

    private static MemorySegment malloc(long bytes) {
        MemorySegment start;
        try {
            start = (MemorySegment) MALLOC.invokeExact(bytes);
        } catch (Throwable e) {
            throw new IllegalStateException("malloc cannot be called", e);
        }
        if (start.equals(MemorySegment.NULL)) {
            throw new DeviceException(
                    "no memory for %,d bytes that a compiled function needs".formatted(bytes));
        }
        return start;
    }

    private static void free(MemorySegment start) {
        try {
            FREE.invokeExact(start);
        } catch (Throwable e) {
            throw new IllegalStateException("free cannot be called", e);
        }
    }
}
