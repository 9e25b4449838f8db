package io.jacquard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceTest {
    private static final long FILE_LINES = 600;
    private static final long METHOD_LINES = 60;
    private static final long PARAMETERS = 5;

    private static final List<SourceFile> MAIN = SourceFile.parse(House.javaFiles("src/main/java"));
    private static final List<SourceFile> TESTS =
            SourceFile.parse(House.javaFiles("src/test/java"));
    private static final Allowances ALLOWANCES = Allowances.read();

    @Test
    void filesFitOnAFewPages() {
        assertThat(all())
                .filteredOn(file -> file.lines() > limit("file", file.name(), FILE_LINES))
                .extracting(file -> file.name() + ": " + file.lines() + " lines")
                .isEmpty();
    }

    @Test
    void methodsFitOnAScreen() {
        assertThat(methods())
                .filteredOn(it -> it.lines() > limit("method", it.name(), METHOD_LINES))
                .extracting(method -> method.name() + ": " + method.lines() + " lines")
                .isEmpty();
    }

    @Test
    void methodsTakeFewParameters() {
        assertThat(MAIN)
                .flatExtracting(SourceFile::methods)
                .filteredOn(it -> it.parameters() > limit("parameters", it.name(), PARAMETERS))
                .extracting(method -> method.name() + ": " + method.parameters() + " parameters")
                .isEmpty();
    }

    @Test
    void everythingThatUsersSeeIsDocumented() {
        var exported = Set.of(House.exportedPackages());

        assertThat(MAIN)
                .filteredOn(file -> exported.contains(file.packageName()))
                .flatExtracting(SourceFile::undocumented)
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        var described =
                MAIN.stream()
                        .filter(file -> file.name().endsWith("/package-info.java"))
                        .map(SourceFile::packageName)
                        .toList();

        assertThat(MAIN)
                .extracting(SourceFile::packageName)
                .filteredOn(name -> !name.isEmpty())
                .isSubsetOf(described);
    }

    @Test
    void everyExceptionIsStillNeeded() {
        assertThat(ALLOWANCES.limits().keySet()).isSubsetOf(oversized());
    }

    private static Set<String> oversized() {
        var found = new TreeSet<String>();
        for (SourceFile file : all().toList()) {
            if (file.lines() > FILE_LINES) {
                found.add("file " + file.name());
            }
            for (SourceFile.Method method : file.methods()) {
                if (method.lines() > METHOD_LINES) {
                    found.add("method " + method.name());
                }
                if (method.parameters() > PARAMETERS) {
                    found.add("parameters " + method.name());
                }
            }
        }
        return found;
    }

    private static long limit(String rule, String place, long usual) {
        return ALLOWANCES.limit(rule, place, usual);
    }

    private static Stream<SourceFile> all() {
        return Stream.concat(MAIN.stream(), TESTS.stream());
    }

    private static Stream<SourceFile.Method> methods() {
        return all().flatMap(file -> file.methods().stream());
    }
}
