package io.jacquard.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps oneDNN's OpenMP runtime from making threads of its own.
///
/// The runtime reads its settings from the environment once, while it is loaded. They are set just
/// before and put back just after, so that nothing else in the process sees them.
@SuppressWarnings("restricted")
final class OpenMp {
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "OMP_NUM_THREADS", "1",
                    "OMP_DYNAMIC", "false",
                    "OMP_WAIT_POLICY", "passive",
                    "GOMP_SPINCOUNT", "0");

    private final Linker linker = Linker.nativeLinker();
    private final MethodHandle setenv =
            libc("setenv", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private final MethodHandle unsetenv =
            libc("unsetenv", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));

    /// Runs `load` while the environment asks OpenMP for a single thread.
    void whileSingleThreaded(Runnable load) {
        var before = new LinkedHashMap<String, Optional<String>>();
        SETTINGS.keySet().forEach(k -> before.put(k, Optional.ofNullable(System.getenv(k))));
        SETTINGS.forEach(this::set);
        try {
            load.run();
        } finally {
            before.forEach((k, v) -> v.ifPresentOrElse(old -> set(k, old), () -> unset(k)));
        }
    }

    /// Returns how many threads OpenMP would use on this thread: 1, unless another library had
    /// loaded the runtime before us.
    int threads(SymbolLookup library) {
        MethodHandle handle =
                linker.downcallHandle(
                        library.findOrThrow("omp_get_max_threads"),
                        FunctionDescriptor.of(JAVA_INT));
        try {
            return (int) handle.invokeExact();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private void set(String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            long n = arena.allocateFrom(name).address();
            long v = arena.allocateFrom(value).address();
            int _ = (int) setenv.invokeExact(n, v, 1);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private void unset(String name) {
        try (Arena arena = Arena.ofConfined()) {
            long n = arena.allocateFrom(name).address();
            int _ = (int) unsetenv.invokeExact(n);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private MethodHandle libc(String name, FunctionDescriptor type) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }
}
