package io.jacquard.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// Owns native objects of oneDNN and destroys them in reverse order of creation.
///
/// Not safe for use by several threads at once.
final class Handles implements AutoCloseable {
    /// Calls a function of oneDNN that stores the new object's pointer at an address.
    @FunctionalInterface
    interface Creation {
        int at(long result) throws Throwable;
    }

    private record Owned(long handle, MethodHandle destroy) {}

    private final Deque<Owned> owned = new ArrayDeque<>();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment cell = arena.allocate(JAVA_LONG);
    private boolean closed;

    /// Says whether the objects are gone.
    boolean isClosed() {
        return closed;
    }

    /// Creates an object and keeps it until this owner is closed.
    ///
    /// @param what what is being created, with its shapes, for the error message
    long create(Supplier<String> what, MethodHandle destroy, Creation creation) {
        long handle = stored(cell, what, creation);
        owned.push(new Owned(handle, destroy));
        return handle;
    }

    /// Calls a function with a cell for its result and returns the cell's content.
    static long call(Supplier<String> what, Creation creation) {
        try (Arena temporary = Arena.ofConfined()) {
            return stored(temporary.allocate(JAVA_LONG), what, creation);
        }
    }

    private static long stored(MemorySegment cell, Supplier<String> what, Creation creation) {
        try {
            Status.check(creation.at(cell.address()), what);
            return cell.get(JAVA_LONG, 0);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /// Allocates native memory that lives as long as this owner.
    MemorySegment allocate(long bytes) {
        return arena.allocate(Math.max(bytes, 1), 64);
    }

    /// Copies numbers into native memory that lives as long as this owner, and returns its address.
    long array(long[] values) {
        return arena.allocateFrom(JAVA_LONG, values).address();
    }

    @Override
    public void close() {
        closed = true;
        while (!owned.isEmpty()) {
            Owned last = owned.pop();
            try {
                int _ = (int) last.destroy.invokeExact(last.handle);
            } catch (Throwable e) {
                throw unchecked(e);
            }
        }
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    /// Turns what a method handle may throw by its signature into what it can really throw.
    static RuntimeException unchecked(Throwable e) {
        return switch (e) {
            case RuntimeException r -> r;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }
}
