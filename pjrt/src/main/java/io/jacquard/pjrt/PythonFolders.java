package io.jacquard.pjrt;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where the packages of Python installations lie; no Python is run.
///
/// An active virtual environment comes first, then the `python3` on the path, the user's own
/// packages and those of the system.
final class PythonFolders {
    private static final List<String> INSIDE = List.of("site-packages", "dist-packages");

    private final Settings settings;
    private final Set<Path> folders = new LinkedHashSet<>();

    PythonFolders(Settings settings) {
        this.settings = settings;
    }

    Set<Path> all() {
        prefix(settings.variable("VIRTUAL_ENV"));
        prefix(settings.variable("CONDA_PREFIX"));
        for (String folder : settings.variable("PATH").split(File.pathSeparator, -1)) {
            onPath(folder);
        }
        prefix(settings.home().resolve(".local"));
        prefix(Path.of("/usr/local"));
        prefix(Path.of("/usr"));
        return folders;
    }

    private void prefix(String prefix) {
        if (!prefix.isEmpty()) {
            prefix(Path.of(prefix));
        }
    }

    private void onPath(String folder) {
        try {
            Path python = Path.of(folder).resolve("python3");
            if (!folder.isEmpty() && Files.isExecutable(python)) {
                // A virtual environment's python is a link to that of the system.
                prefix(python.resolve("../..").normalize());
                prefix(python.toRealPath().resolve("../..").normalize());
            }
        } catch (IOException | InvalidPathException e) {
            // A path entry that cannot be read holds no Python.
        }
    }

    private void prefix(Path prefix) {
        for (String lib : List.of("lib", "lib64")) {
            for (Path version : Discovery.list(prefix.resolve(lib), "python3*")) {
                for (String inside : INSIDE) {
                    Path folder = version.resolve(inside);
                    if (Files.isDirectory(folder)) {
                        folders.add(folder);
                    }
                }
            }
        }
    }
}
