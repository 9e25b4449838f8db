package io.jacquard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModulesTest {
    private static final String PREFIX = "io.jacquard.";
    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "<dependency>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>");

    static List<String> modules() {
        return House.modules().stream().filter(House.ARROWS::containsKey).toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void requiresOnlyModulesOnLowerFloors(String module) throws IOException {
        assertThat(required(module))
                .filteredOn(name -> name.startsWith(PREFIX))
                .extracting(name -> name.substring(PREFIX.length()))
                .isSubsetOf(House.below(module));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void directoryNamesModuleArtifactAndRootPackage(String module) throws IOException {
        var descriptor = descriptor(module);

        assertThat(descriptor.name()).isEqualTo(PREFIX + module);
        assertThat(descriptor.packages())
                .allMatch(it -> (it + ".").startsWith(PREFIX + module + "."));
        assertThat(pom(module)).contains("<artifactId>jacquard-" + module + "</artifactId>");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void dependsDirectlyOnNothingAboveIt(String module) {
        var known = new TreeSet<>(House.below(module));
        // Tests of any module may read the digits, which are data only, and run on the real
        // backend.
        known.addAll(Set.of("testkit", "mnist", "cpu"));

        assertThat(dependencies(module))
                .filteredOn(name -> name.startsWith("io.jacquard:jacquard-"))
                .extracting(name -> name.substring("io.jacquard:jacquard-".length()))
                .isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void lowestFloorsNeedNoThirdPartyLibrary(String module) throws IOException {
        if (!List.of("ir", "runtime", "cpu", "pjrt", "tensor").contains(module)) {
            return;
        }

        assertThat(required(module))
                .allMatch(name ->
                        name.startsWith(PREFIX)
                                || name.startsWith("java.")
                                || name.startsWith("jdk.")
                                || name.equals("org.jspecify"));
    }

    @Test
    void everyThirdPartyDependencyIsExplained() {
        var page = House.read(House.ROOT.resolve("docs/dependencies.md"));

        assertThat(allDependencies())
                .filteredOn(name -> !name.startsWith("io.jacquard:"))
                .allMatch(name -> page.contains("`" + name + "`"), "is in docs/dependencies.md");
    }

    @Test
    void everyModuleHasItsPlace() {
        assertThat(House.modules()).isSubsetOf(withoutPlaces());
    }

    private static TreeSet<String> withoutPlaces() {
        var known = new TreeSet<>(House.ARROWS.keySet());
        known.add("all");
        return known;
    }

    private static Stream<String> allDependencies() {
        var modules = Stream.concat(Stream.of("."), House.modules().stream());
        return modules.flatMap(module -> dependencies(module).stream()).distinct();
    }

    private static List<String> dependencies(String module) {
        return DEPENDENCY
                .matcher(pom(module))
                .results()
                .map(match -> match.group(1) + ":" + match.group(2))
                .toList();
    }

    private static String pom(String module) {
        return House.read(House.ROOT.resolve(module).resolve("pom.xml"));
    }

    private static List<String> required(String module) throws IOException {
        return descriptor(module).requires().stream().map(Requires::name).toList();
    }

    private static ModuleDescriptor descriptor(String module) throws IOException {
        var file = House.ROOT.resolve(module).resolve("target/classes/module-info.class");
        try (InputStream stream = Files.newInputStream(file)) {
            return ModuleDescriptor.read(stream);
        }
    }
}
