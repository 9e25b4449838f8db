package io.jacquard.cpu.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Which of oneDNN's implementations do our operations: all of {@link AuditGrid}, listed in
/// `target/onednn-implementations.txt`. Those named `ref` are placeholders up to hundreds of times
/// slower, those named `simple` loops that are not vectorized; none may be chosen.
class ImplementationAuditTest {
    /// Operations that oneDNN has no fast code for and that run there all the same, with the
    /// reason. None: where a placeholder was chosen, the planner takes another layout or a kernel
    /// of ours.
    private static final Map<String, String> KNOWN = Map.of();

    private static final int GRID = 300;

    @Test
    void noOperationEndsInAPlaceholder() throws Exception {
        Map<String, List<String>> chosen = new TreeMap<>();
        Map<String, String> slow = new TreeMap<>();
        var operations = AuditGrid.operations();
        operations.forEach((name, make) -> {
            try (Operation operation = make.get()) {
                for (String implementation : operation.implementations()) {
                    chosen.computeIfAbsent(implementation, _ -> new ArrayList<>()).add(name);
                    if (isPlaceholder(implementation)) {
                        slow.put(name, implementation);
                    }
                }
            }
        });
        write(chosen);

        assertThat(operations).hasSizeGreaterThan(GRID);
        assertThat(chosen).isNotEmpty();
        assertThat(slow.keySet()).isEqualTo(KNOWN.keySet());
    }

    private static boolean isPlaceholder(String implementation) {
        return implementation.startsWith("ref") || implementation.startsWith("simple");
    }

    private static void write(Map<String, List<String>> chosen) throws Exception {
        List<String> lines = new ArrayList<>();
        chosen.forEach((implementation, names) -> {
            lines.add("%s: %d".formatted(implementation, names.size()));
            names.forEach(name -> lines.add("    " + name));
        });
        Path folder = Files.createDirectories(Path.of("target"));
        Files.write(folder.resolve("onednn-implementations.txt"), lines);
    }
}
