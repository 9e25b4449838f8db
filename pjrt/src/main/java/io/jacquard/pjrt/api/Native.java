package io.jacquard.pjrt.api;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// All that is unsafe: calls of native functions, memory at an address, shared libraries.
///
/// Every function of the C API has one of two shapes: it takes a pointer to a struct and returns a
/// pointer to an error or nothing. Pointers are passed as numbers, which is the same in C and costs
/// no object.
@SuppressWarnings("restricted")
public final class Native {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle CALL =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    private static final MethodHandle CALL_VOID =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG));
    private static final int LAZY = 1;

    private Native() {}

    /// Calls a function that returns an error, 0 if there is none.
    static long call(MemorySegment function, MemorySegment arguments) {
        try {
            return (long) CALL.invokeExact(function, arguments.address());
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            Reference.reachabilityFence(arguments);
        }
    }

    /// Calls a function that returns nothing.
    static void callVoid(MemorySegment function, MemorySegment arguments) {
        try {
            CALL_VOID.invokeExact(function, arguments.address());
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            Reference.reachabilityFence(arguments);
        }
    }

    /// Calls a function of C that takes a number and returns nothing, for example a deleter.
    ///
    /// @param function its address
    public static void callVoid(long function, long argument) {
        try {
            CALL_VOID.invokeExact(MemorySegment.ofAddress(function), argument);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Calls `GetPjrtApi`.
    static MemorySegment table(MemorySegment function) {
        try {
            long table =
                    (long)
                            LINKER.downcallHandle(function, FunctionDescriptor.of(JAVA_LONG))
                                    .invokeExact();
            return MemorySegment.ofAddress(table);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Memory that a plugin owns.
    public static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /// Text that a plugin owns.
    public static String text(long address, long bytes) {
        if (address == 0 || bytes == 0) {
            return "";
        }
        byte[] copy = at(address, bytes).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        return new String(copy, StandardCharsets.UTF_8);
    }

    /// Sets a variable of the real environment, which native code reads and Java's copy is not,
    /// unless it is set.
    static void setDefault(String variable, String value) {
        Optional<MemorySegment> setenv = LINKER.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            int _ =
                    (int)
                            LINKER.downcallHandle(
                                            setenv.get(),
                                            FunctionDescriptor.of(
                                                    JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                                    .invokeExact(
                                            arena.allocateFrom(variable),
                                            arena.allocateFrom(value),
                                            0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Opens a shared library, which stays for the life of the process.
    ///
    /// @throws IllegalArgumentException if it cannot be opened; says why
    static SymbolLookup open(Path file) {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(reason(file).orElse("" + e.getMessage()), e);
        }
    }

    // What the loader of the system says about a file that it has just refused.
    private static Optional<String> reason(Path file) {
        SymbolLookup system = LINKER.defaultLookup();
        Optional<MemorySegment> open = system.find("dlopen");
        Optional<MemorySegment> error = system.find("dlerror");
        if (open.isEmpty() || error.isEmpty()) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle dlopen =
                    LINKER.downcallHandle(
                            open.get(), FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
            MethodHandle dlerror =
                    LINKER.downcallHandle(error.get(), FunctionDescriptor.of(ADDRESS));
            MemorySegment library =
                    (MemorySegment) dlopen.invokeExact(arena.allocateFrom(file.toString()), LAZY);
            MemorySegment text = (MemorySegment) dlerror.invokeExact();
            return library.address() != 0 || text.address() == 0
                    ? Optional.empty()
                    : Optional.of(text.reinterpret(Long.MAX_VALUE).getString(0));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }
}
