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

    private final Optional<SymbolLookup> symbols;
    private final Optional<NativesUnavailableException> failure;
    private final Optional<SymbolLookup> openMp;
    private final boolean foreignOpenMp;

    private Library(
            Optional<SymbolLookup> symbols,
            Optional<SymbolLookup> openMp,
            Optional<NativesUnavailableException> failure) {
        this.symbols = symbols;
        this.openMp = openMp;
        this.failure = failure;
        this.foreignOpenMp = openMp.isPresent() && OpenMp.threads(openMp.get()) != 1;
    }

    static Optional<NativesUnavailableException> failure() {
        return INSTANCE.failure;
    }

    static MethodHandle handle(String name, FunctionDescriptor type) {
        SymbolLookup lookup = INSTANCE.symbols.orElseThrow(INSTANCE.failure::orElseThrow);
        return Linker.nativeLinker().downcallHandle(lookup.findOrThrow(name), type);
    }

    /// Says whether OpenMP was in the process before us with settings that are not ours, so that
    /// every thread has to ask for a single thread itself.
    static boolean foreignOpenMp() {
        return INSTANCE.foreignOpenMp;
    }

    static MethodHandle setThreads() {
        return Linker.nativeLinker()
                .downcallHandle(
                        INSTANCE.openMp.orElseThrow().findOrThrow("omp_set_num_threads"),
                        FunctionDescriptor.ofVoid(JAVA_INT));
    }

    private static Library load() {
        try {
            List<Path> files = Natives.provide();
            var lookups = new SymbolLookup[files.size()];
            OpenMp.whileSingleThreaded(() -> {
                for (int i = 0; i < lookups.length; i++) {
                    lookups[i] = SymbolLookup.libraryLookup(files.get(i), Arena.global());
                }
            });
            return new Library(
                    Optional.of(lookups[lookups.length - 1]),
                    Optional.of(lookups[0]),
                    Optional.empty());
        } catch (NativesUnavailableException e) {
            return new Library(Optional.empty(), Optional.empty(), Optional.of(e));
        } catch (IllegalArgumentException e) {
            var failure =
                    new NativesUnavailableException(
                            "oneDNN's shared library cannot be opened: " + e.getMessage(), e);
            return new Library(Optional.empty(), Optional.empty(), Optional.of(failure));
        }
    }
}
