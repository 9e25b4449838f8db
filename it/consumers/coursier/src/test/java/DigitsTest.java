import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coursierapi.Cache;
import coursierapi.Dependency;
import coursierapi.Fetch;
import coursierapi.MavenRepository;
import coursierapi.error.CoursierError;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private static final Pattern ACCURACY = Pattern.compile("accuracy (0\\.\\d+)");

    private static List<File> jars;

    @BeforeAll
    static void resolveOneDependency() throws CoursierError {
        var version = System.getProperty("jacquard.version");
        jars =
                Fetch.create()
                        .withCache(Cache.create().withLocation(new File("target/coursier")))
                        .withRepositories(repository("installed"), repository("downloaded"))
                        .addDependencies(Dependency.of("io.jacquard", "jacquard", version))
                        .fetch();
    }

    private static MavenRepository repository(String property) {
        return MavenRepository.of(Path.of(System.getProperty(property)).toUri().toString());
    }

    @Test
    void runsOnTheClassPath() throws IOException, InterruptedException {
        learns(List.of("--enable-native-access=ALL-UNNAMED", "-cp", path(_ -> true)));
    }

    /// The jars of the natives name a module that they do not need; they stay on the class path.
    @Test
    void runsOnTheModulePath() throws IOException, InterruptedException {
        Predicate<File> isNative = file -> file.getName().startsWith("dnnl-");
        learns(
                List.of(
                        "--enable-native-access=io.jacquard.cpu",
                        "-cp",
                        path(isNative),
                        "-p",
                        path(isNative.negate()),
                        "--add-modules=io.jacquard"));
    }

    private static void learns(Collection<String> options)
            throws IOException, InterruptedException {
        var said = run(options);
        var accuracy = ACCURACY.matcher(said);

        assertTrue(accuracy.find(), said);
        assertTrue(Double.parseDouble(accuracy.group(1)) > 0.92, said);
        assertTrue(said.contains("The first picture shows a 7"), said);
        assertFalse(said.contains("restricted method"), said);
    }

    private static String run(Collection<String> options)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.addAll(options);
        command.add(Path.of(System.getProperty("program"), "Digits.java").toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private static String path(Predicate<File> wanted) {
        return jars.stream()
                .filter(wanted)
                .map(File::getPath)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
