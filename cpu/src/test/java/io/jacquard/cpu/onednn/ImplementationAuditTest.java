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

    @Test
    void noTileOfAttentionEndsInAPlaceholder() {
        for (long size : new long[] {5, 16, 64, 80, 128}) {
            for (long rows : new long[] {1, 8, 37, 64}) {
                for (long keys : new long[] {1, 64, 100, 128, 256}) {
                    for (long row : new long[] {size, 12 * size}) {
                        tiles(rows, keys, size, row);
                    }
                }
            }
        }
    }

    // Scores, values, and the gradients of keys or values.
    private static void tiles(long rows, long keys, long size, long row) {
        long line = keys + 16;
        View heads = rows == 1 ? View.of(1, size) : view(rows, size, row, 1);
        View tile = view(rows, keys, rows == 1 ? keys : line, 1);
        View group = keys == 1 ? View.of(1, size) : view(keys, size, row, 1);
        View turned = rows == 1 ? view(keys, 1, 1, keys) : view(keys, rows, 1, line);
        View across = view(size, keys, 1, keys == 1 ? size : row);
        fast(Matmul.Spec.of(heads, across).into(view(rows, keys, line, 1)));
        fast(Matmul.Spec.of(tile, group).then(new PostOp.Sum(1)));
        fast(Matmul.Spec.of(turned, heads).then(new PostOp.Sum(1)));
    }

    private static View view(long rows, long columns, long rowStride, long columnStride) {
        return new View(List.of(rows, columns), List.of(rowStride, columnStride));
    }

    private static void fast(Matmul.Spec spec) {
        try (MovingMatmul product = new MovingMatmul(spec, 1)) {
            assertThat(isPlaceholder(product.implementation())).as("%s", product).isFalse();
        }
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
