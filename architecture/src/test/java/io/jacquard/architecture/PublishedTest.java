package io.jacquard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PublishedTest {
    private static final Pattern ARTIFACT =
            Pattern.compile("<groupId>io.jacquard</groupId>\\s*<artifactId>(jacquard[\\w-]*)<");

    /// Modules with something in them that users do not get through the one dependency.
    private static final List<String> NOT_FOR_PROGRAMS = List.of("all", "cli", "testkit");

    @Test
    void oneDependencyBringsEveryModule() {
        var brought = artifacts("all/pom.xml");

        assertThat(House.modules())
                .filteredOn(module -> !NOT_FOR_PROGRAMS.contains(module))
                .allMatch(module -> brought.contains("jacquard-" + module));
    }

    @Test
    void oneModuleRequiresEveryModule() {
        var module = read("all/src/main/java/module-info.java");

        assertThat(House.modules())
                .filteredOn(name -> !NOT_FOR_PROGRAMS.contains(name))
                .allMatch(name -> module.contains(" io.jacquard." + name + ";"));
    }

    @Test
    void bomNamesEveryModule() {
        var named = artifacts("bom/pom.xml");

        assertThat(named).contains("jacquard");
        assertThat(House.modules())
                .filteredOn(module -> !module.equals("all"))
                .allMatch(module -> named.contains("jacquard-" + module));
    }

    @Test
    void everyModuleHasTheSameVersion() {
        var version = version("pom.xml");

        assertThat(version("bom/pom.xml")).isEqualTo(version);
        assertThat(House.modules())
                .allMatch(module -> version(module + "/pom.xml").equals(version));
    }

    private static String version(String pom) {
        var match = Pattern.compile("<version>(.*?)</version>").matcher(read(pom));
        assertThat(match.find()).isTrue();
        return match.group(1);
    }

    private static List<String> artifacts(String pom) {
        return ARTIFACT.matcher(read(pom)).results().map(match -> match.group(1)).toList();
    }

    private static String read(String pom) {
        return House.read(House.ROOT.resolve(pom));
    }
}
