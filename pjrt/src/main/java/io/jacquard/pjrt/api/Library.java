package io.jacquard.pjrt.api;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The plugins that this process has loaded. One that is loaded stays: unloading takes registries
/// away that others still use.
public final class Library {
    private static final System.Logger LOG = System.getLogger("io.jacquard.pjrt");
    private static final String ENTRY = "GetPjrtApi";
    // Which of XLA's messages go to standard error: from warnings on, unless the user wants more.
    private static final String LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";
    private static final String WARNINGS = "1";

    private static final Map<Path, Api> LOADED = new HashMap<>();

    private Library() {}

    /// Loads a plugin and initializes it, once.
    ///
    /// @param file its shared library
    /// @param before libraries that it needs, loaded first, in order; those that cannot be loaded
    ///   are left to the plugin
    /// @throws PjrtException if it is no plugin, or of another version
    public static synchronized Api load(Path file, List<Path> before) {
        Path real = real(file);
        Api known = LOADED.get(real);
        if (known != null) {
            return known;
        }
        before.forEach(Library::preload);
        Api api = open(real);
        try (Arena arena = Arena.ofConfined()) {
            Arguments.of(api, Slot.PLUGIN_INITIALIZE, arena).call();
        }
        LOADED.put(real, api);
        return api;
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw PjrtException.unimplemented("there is no such file");
        }
    }

    private static Api open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw PjrtException.unimplemented("it is not a file");
        }
        try {
            Native.setDefault(LOG_LEVEL, WARNINGS);
            SymbolLookup library = Native.open(file);
            return library.find(ENTRY)
                    .map(function -> Api.of(Native.table(function).address()))
                    .orElseThrow(() ->
                            PjrtException.unimplemented(
                                    "it is a library without " + ENTRY + ", so no PJRT plugin"));
        } catch (IllegalArgumentException e) {
            throw PjrtException.unimplemented("it cannot be loaded: " + e.getMessage());
        } catch (LinkageError | IllegalCallerException e) {
            throw PjrtException.unimplemented(
                    "this program may not call native code: start java with --enable-native-access=io.jacquard.pjrt on the module path, =ALL-UNNAMED on the class path");
        }
    }

    private static void preload(Path file) {
        try {
            Native.open(file);
            LOG.log(Level.DEBUG, "loaded {0}", file);
        } catch (IllegalArgumentException | IllegalCallerException e) {
            LOG.log(Level.DEBUG, "not loaded: {0}", e.getMessage());
        }
    }
}
