package io.jacquard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Snippets of Javadoc that come from files are code of tests, which the build compiles and runs.
class SnippetsTest {
    private static final String TESTS = "src/test/java";
    private static final Pattern SNIPPET =
            Pattern.compile("\\{@snippet file=\"(.+?)\" region=\"(.+?)\"}");

    @TempDir private Path pages;

    private record Shown(Path source, String file, String region) {
        Path origin() {
            return module().resolve(TESTS).resolve(file);
        }

        Path module() {
            return House.ROOT.resolve(House.name(source).replaceFirst("/.*", ""));
        }
    }

    private static List<Shown> shown() {
        return House.javaFiles("src/main/java").stream()
                .flatMap(source ->
                        SNIPPET.matcher(House.read(source))
                                .results()
                                .map(m -> new Shown(source, m.group(1), m.group(2))))
                .toList();
    }

    @Test
    void eachRegionOfATestIsShownSomewhere() {
        for (Path file : shown().stream().map(Shown::origin).distinct().toList()) {
            var regions =
                    Pattern.compile("@start region=\"(.+?)\"")
                            .matcher(House.read(file))
                            .results()
                            .map(m -> m.group(1))
                            .toList();

            assertThat(shown().stream().filter(s -> s.origin().equals(file)).map(Shown::region))
                    .as(House.name(file))
                    .hasSameElementsAs(regions);
        }
    }

    @Test
    void javadocFindsThemAll() {
        var modules = shown().stream().map(Shown::module).distinct().toList();
        var arguments = new ArrayList<>(List.of("-quiet", "-Xdoclint:none", "-package"));
        arguments.addAll(List.of("-d", pages.toString()));
        arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        arguments.add("--snippet-path");
        arguments.add(
                modules.stream()
                        .map(module -> module.resolve(TESTS).toString())
                        .collect(Collectors.joining(File.pathSeparator)));
        House.javaFiles("src/main/java").stream()
                .filter(file -> modules.stream().anyMatch(file::startsWith))
                .filter(file -> !file.endsWith("module-info.java"))
                .forEach(file -> arguments.add(file.toString()));
        var said = new StringWriter();
        var out = new PrintWriter(said);

        int code =
                ToolProvider.findFirst("javadoc")
                        .orElseThrow()
                        .run(out, out, arguments.toArray(String[]::new));

        assertThat(code).as(said.toString()).isZero();
        assertThat(said.toString()).doesNotContain("snippet");
        assertThat(House.read(pages.resolve("io/jacquard/train/Trainer.html")))
                .contains("trainer.fit(train, validation, 20);");
    }
}
