package io.jacquard.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The repository as the tests see it: its folders, and the arrows that its modules may follow.
final class House {
    static final Path ROOT = root();

    /// What each module may require directly; what those may require is open to it too.
    static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("ir", Set.of()),
                    Map.entry("mnist", Set.of()),
                    Map.entry("runtime", Set.of("ir")),
                    Map.entry("cpu", Set.of("runtime")),
                    Map.entry("pjrt", Set.of("runtime")),
                    Map.entry("tensor", Set.of("runtime")),
                    Map.entry("testkit", Set.of("runtime")),
                    Map.entry("nn", Set.of("tensor")),
                    Map.entry("data", Set.of("tensor")),
                    Map.entry("train", Set.of("nn", "data")),
                    Map.entry("models", Set.of("nn", "data")),
                    Map.entry("trust", Set.of("train")),
                    Map.entry("recipe", Set.of("models", "train", "trust")),
                    Map.entry("cli", Set.of("recipe")));

    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");

    private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

    private House() {}

    /// Every module that a module may know: all that lies at the end of its arrows.
    static Set<String> below(String module) {
        var found = new TreeSet<String>();
        for (String next : ARROWS.getOrDefault(module, Set.of())) {
            found.add(next);
            found.addAll(below(next));
        }
        return found;
    }

    /// The modules of the build that have Java sources of their own.
    static List<String> modules() {
        return MODULE.matcher(read(ROOT.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .filter(it -> Files.exists(ROOT.resolve(it).resolve("src/main/java")))
                .toList();
    }

    /// The packages that modules export to everyone.
    static String[] exportedPackages() {
        return modules().stream()
                .map(module -> ROOT.resolve(module).resolve("src/main/java/module-info.java"))
                .flatMap(file -> EXPORTS.matcher(read(file)).results())
                .map(match -> match.group(1))
                .toArray(String[]::new);
    }

    /// Every Java file below a folder of each module, such as `src/main/java`.
    static List<Path> javaFiles(String folder) {
        return list(ROOT).map(module -> module.resolve(folder)).flatMap(House::walk).toList();
    }

    /// A path as people write it: from the root of the repository, with slashes.
    static String name(Path path) {
        return ROOT.relativize(path).toString().replace('\\', '/');
    }

    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static Stream<Path> walk(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var paths = Files.walk(folder)) {
            return paths
                    .filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (var paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("NOTICE"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run the tests inside the repository");
            }
        }
        return folder;
    }
}
