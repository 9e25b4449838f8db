package io.jacquard.pjrt;

import io.jacquard.pjrt.Plugins.Plugin;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks for plugins; see {@link Plugins}.
final class Discovery {
    static final String PATH = "jacquard.pjrt.path";
    private static final String NAMES_AND_PATHS = "PJRT_NAMES_AND_LIBRARY_PATHS";
    private static final Pattern PLATFORM = Pattern.compile("(?:xla_|pjrt_)?([a-z]+)\\d*(?:_.*)?");

    private final Settings settings;
    private final Map<String, Plugin> found = new LinkedHashMap<>();

    Discovery(Settings settings) {
        this.settings = settings;
    }

    static Path folder(Settings settings) {
        return settings.folder("jacquard.plugins", "plugins");
    }

    List<Plugin> plugins() {
        named(settings.get(PATH), File.pathSeparator, '=', PATH);
        named(settings.variable(NAMES_AND_PATHS), ",", ':', NAMES_AND_PATHS);
        new PythonFolders(settings).all().forEach(folder -> packages(folder, folder.toString()));
        for (Path installed : list(folder(settings), "*")) {
            packages(installed, folder(settings).toString());
        }
        return found.values().stream()
                .sorted(Comparator.comparing(p -> p.name().equals("cpu")))
                .toList();
    }

    private void named(String text, String separator, char between, String source) {
        for (String entry : text.split(Pattern.quote(separator), -1)) {
            int at = entry.indexOf(between);
            if (at > 0) {
                add(entry.substring(0, at).strip(), entry.substring(at + 1).strip(), source);
            }
        }
    }

    private void add(String name, String file, String source) {
        try {
            add(name, Path.of(file), source);
        } catch (InvalidPathException e) {
            add(name, Path.of(""), source + ", which holds no path: " + e.getMessage());
        }
    }

    private void add(String name, Path file, String source) {
        Matcher platform = PLATFORM.matcher(name);
        String known = platform.matches() ? platform.group(1) : name;
        found.putIfAbsent(known, new Plugin(known, file.toAbsolutePath(), source));
    }

    /// Looks into a folder laid out as `site-packages`.
    private void packages(Path root, String source) {
        for (Path folder : list(root.resolve("jax_plugins"), "*")) {
            list(folder, "xla_*_plugin.so").forEach(file -> add(name(folder), file, source));
        }
        for (Path folder : list(root.resolve("xla_plugins"), "*")) {
            list(folder, "*.so").forEach(file -> add(name(folder), file, source));
        }
        list(root.resolve("libtpu"), "libtpu.so").forEach(file -> add("tpu", file, source));
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    /// The files of a folder that match, in the order of their names; none if there is no folder.
    static List<Path> list(Path folder, String pattern) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
                entries.forEach(files::add);
            } catch (IOException | DirectoryIteratorException e) {
                return List.of();
            }
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }
}
