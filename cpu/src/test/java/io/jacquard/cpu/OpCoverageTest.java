package io.jacquard.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Op;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.batching.Batching;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.OpCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Makes `docs/op-coverage.md` from the cases of the conformance suite and what compiling them
/// reports. Run with `-Djacquard.write=true` it writes the page.
class OpCoverageTest {
    private static final List<String> INTERPRETED = List.of("fft", "sort", "top_k");
    private static final String HEAD =
            """
            # What runs each operation

            Generated from the cases of the conformance suite by `OpCoverageTest` of `cpu`; after a change run
            `mvn test -pl cpu -am -Dtest=OpCoverageTest -Dsurefire.failIfNoSpecifiedTests=false -Djacquard.write=true`.

            The column of a dtype says what the CPU backend runs for it (the dtype of the operand that is computed with): **o** oneDNN,
            **k** a generated kernel, **j** Java code of the backend, **c** functions inside, compiled like any other, **i** the interpreter;
            **-** nothing, since the compiler put the result in its place. Several letters: it depends on shapes and attributes. An empty
            field: the operation has no case of that dtype. The reference backend runs everything on the interpreter.

            Batching (`vmap`): *structural* is the operation itself, or a few, over one more axis; *decomposition* the primitives it is made
            of; *loop* a scan over the examples.

            """;

    private static final Map<String, Map<DType, Set<Character>>> CELLS = new TreeMap<>();
    private static final Set<String> NAMED = new TreeSet<>();
    private static final Map<String, Set<String>> WAYS = new TreeMap<>();

    @BeforeAll
    static void compileAllCases() {
        try (Device device = Device.open("cpu")) {
            BackendConformance.operationCases().stream()
                    .filter(OpCoverageTest::isOfAnOperation)
                    .forEach(c -> collect(device, c));
        }
    }

    @Test
    void thePageSaysWhatRunsEachOperation() throws IOException {
        Path page = root().resolve("docs/op-coverage.md");
        if (Boolean.getBoolean("jacquard.write")) {
            Files.writeString(page, page());
        }
        assertThat(page).hasContent(page());
    }

    @Test
    void theInterpreterRunsExactlyWhatItMay() {
        CELLS.forEach((op, row) -> {
            boolean is = row.values().stream().anyMatch(kinds -> kinds.contains('i'));
            assertThat(is).as(op).isEqualTo(INTERPRETED.contains(op));
        });
    }

    @Test
    void reportsNameExactlyWhatTheInterpreterRuns() {
        assertThat(NAMED).containsExactlyElementsOf(INTERPRETED);
    }

    // Some are of whole programs.
    private static boolean isOfAnOperation(OpCase c) {
        return c.function().instructions().stream().anyMatch(i -> i.op().name().equals(c.group()));
    }

    private static void collect(Device device, OpCase c) {
        Instruction last = c.function().instructions().getLast();
        Map<DType, Set<Character>> row =
                CELLS.computeIfAbsent(c.group(), _ -> new EnumMap<>(DType.class));
        Set<Character> kinds = row.computeIfAbsent(dtype(last), _ -> new TreeSet<>());
        try (var made = device.compile(c.function(), CompileOptions.standard())) {
            CompileReport report = made.report();
            report.notes().stream()
                    .filter(n -> n.contains(" runs on the interpreter"))
                    .forEach(n -> NAMED.add(n.substring(0, n.indexOf(' '))));
            if (last.results().stream().anyMatch(r -> r.type().shape().elements() > 0)) {
                report.items().keySet().forEach(kind -> kinds.add(letter(kind)));
                if (report.items().isEmpty()) {
                    kinds.add('-');
                }
            }
        }
        String way = Batching.way(last.op()).name().toLowerCase(Locale.ROOT);
        WAYS.computeIfAbsent(c.group(), _ -> new TreeSet<>()).add(way);
    }

    // Of a choice it is what is chosen from.
    private static DType dtype(Instruction i) {
        List<TensorType> types = i.operandTypes();
        Op op = i.op();
        boolean chooses = op instanceof Elementwise.Select || op instanceof Control.Case;
        Value.Result result = i.results().getFirst();
        return types.isEmpty() ? result.type().dtype() : types.get(chooses ? 1 : 0).dtype();
    }

    private static char letter(String kind) {
        return switch (kind) {
            case "onednn" -> 'o';
            case "kernel" -> 'k';
            case "interpreter" -> 'i';
            case "java" -> 'j';
            default -> 'c';
        };
    }

    private static String page() {
        StringBuilder s = new StringBuilder(HEAD);
        s.append("| operation |");
        for (DType d : DType.values()) {
            s.append(' ').append(d.text()).append(" |");
        }
        s.append(" batching |\n|---|")
                .append("---|".repeat(DType.values().length + 1))
                .append('\n');
        CELLS.forEach((op, row) -> {
            s.append("| ").append(op).append(" |");
            for (DType d : DType.values()) {
                s.append(' ').append(letters(row.getOrDefault(d, Set.of()))).append(" |");
            }
            s.append(' ').append(String.join(", ", WAYS.getOrDefault(op, Set.of()))).append(" |\n");
        });
        return s.toString();
    }

    private static String letters(Set<Character> kinds) {
        return kinds.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("NOTICE"))) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return folder;
    }
}
