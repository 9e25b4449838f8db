package io.jacquard.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.jacquard.cpu.natives.Natives;
import io.jacquard.cpu.natives.NativesUnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The loaded shared library of oneDNN, or the reason why there is none.
@SuppressWarnings("restricted")
final class Library {
    private static final Library INSTANCE = load();

    /// What is there once loading went well.
    ///
    /// @param foreignOpenMp whether another library had brought OpenMP into the process before,
    ///   with settings that are not ours
    private record Loaded(SymbolLookup onednn, SymbolLookup openMp, boolean foreignOpenMp) {}

    private final Optional<Loaded> loaded;
    private final Optional<NativesUnavailableException> failure;

    private Library(Loaded loaded) {
        this.loaded = Optional.of(loaded);
        this.failure = Optional.empty();
    }

    private Library(NativesUnavailableException failure) {
        this.loaded = Optional.empty();
        this.failure = Optional.of(failure);
    }

    static Optional<NativesUnavailableException> failure() {
        return INSTANCE.failure;
    }

    static MethodHandle handle(String name, FunctionDescriptor type) {
        return downcall(INSTANCE.present().onednn(), name, type);
    }

    /// Says whether every thread has to ask OpenMP for a single thread itself.
    static boolean foreignOpenMp() {
        return INSTANCE.present().foreignOpenMp();
    }

    static MethodHandle setThreads() {
        return downcall(
                INSTANCE.present().openMp(),
                "omp_set_num_threads",
                FunctionDescriptor.ofVoid(JAVA_INT));
    }

    private Loaded present() {
        return loaded.orElseThrow(failure::orElseThrow);
    }

    private static MethodHandle downcall(
            SymbolLookup lookup, String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(lookup.findOrThrow(name), type);
    }

    private static Library load() {
        try {
            return new Library(open(Natives.provide()));
        } catch (NativesUnavailableException e) {
            return new Library(e);
        } catch (IllegalCallerException e) {
            return new Library(
                    new NativesUnavailableException(
                            "This program may not call native code, which oneDNN is"
                                    + "\n  start java with --enable-native-access=io.jacquard.cpu"
                                    + " on the module path, =ALL-UNNAMED on the class path",
                            e));
        } catch (IllegalArgumentException e) {
            return new Library(
                    new NativesUnavailableException(
                            "oneDNN's shared library cannot be opened: " + e.getMessage(), e));
        }
    }

    private static Loaded open(List<Path> files) {
        var openMp = new OpenMp();
        var lookups = new SymbolLookup[files.size()];
        openMp.whileSingleThreaded(() -> {
            for (int i = 0; i < lookups.length; i++) {
                lookups[i] = SymbolLookup.libraryLookup(files.get(i), Arena.global());
            }
        });
        SymbolLookup first = lookups[0];
        return new Loaded(lookups[lookups.length - 1], first, openMp.threads(first) != 1);
    }
}
