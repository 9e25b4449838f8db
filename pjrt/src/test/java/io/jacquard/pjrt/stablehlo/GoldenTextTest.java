package io.jacquard.pjrt.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.OpCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Compares the text of every operation with that in `src/test/resources/stablehlo`, which people
/// have read: some cases of the conformance suite each, of several dtypes and attributes. Run with
/// `-Djacquard.write=true` it writes the files, whose difference is to be read again.
class GoldenTextTest {
    private static final Set<DType> SHOWN =
            Set.of(DType.F32, DType.BF16, DType.I32, DType.U8, DType.U32, DType.BOOL);
    private static final int MOST = 8;
    private static final Pattern KIND = Pattern.compile("=([A-Z]{2,})|reverse=(true)");

    private static final Map<String, List<OpCase>> CASES = chosen();

    @TestFactory
    Stream<DynamicTest> textsAreTheOnesThatWereRead() {
        return CASES.keySet().stream().map(op -> DynamicTest.dynamicTest(op, () -> check(op)));
    }

    @Test
    void everyOperationHasAText() {
        assertThat(CASES.keySet()).isEqualTo(operations(Op.class));
    }

    private static void check(String op) throws IOException {
        check(op, text(op));
    }

    /// Compares a text with the file of a name.
    static void check(String name, String text) throws IOException {
        Path file = folder().resolve(name + ".mlir");
        if (Boolean.getBoolean("jacquard.write")) {
            Files.createDirectories(folder());
            Files.writeString(file, text);
        }
        assertThat(file).hasContent(text);
    }

    private static String text(String op) {
        StringBuilder text = new StringBuilder();
        for (OpCase c : CASES.getOrDefault(op, List.of())) {
            text.append("// ").append(c.name().replace('\n', ' ')).append('\n');
            text.append(StableHlo.of(c.function(), EmitOptions.standard()).text()).append('\n');
        }
        return text.toString();
    }

    // The first case of each dtype, and of f32 the first of each kind: sum, product and so on.
    private static Map<String, List<OpCase>> chosen() {
        Map<String, Map<String, OpCase>> found = new TreeMap<>();
        Set<String> operations = operations(Op.class);
        for (OpCase c : BackendConformance.operationCases()) {
            Instruction last = c.function().instructions().getLast();
            if (operations.contains(c.group()) && isShown(last)) {
                Map<String, OpCase> ofOp =
                        found.computeIfAbsent(c.group(), _ -> new LinkedHashMap<>());
                ofOp.putIfAbsent(kind(last), c);
            }
        }
        Map<String, List<OpCase>> chosen = new TreeMap<>();
        found.forEach((op, cases) -> chosen.put(op, limited(cases)));
        return chosen;
    }

    private static List<OpCase> limited(Map<String, OpCase> cases) {
        List<OpCase> all = new ArrayList<>(cases.values());
        Op op = all.getFirst().function().instructions().getLast().op();
        return all.subList(0, Math.min(all.size(), op instanceof Composite ? 1 : MOST));
    }

    private static boolean isShown(Instruction i) {
        return SHOWN.contains(dtype(i))
                && i.results().stream().anyMatch(r -> r.type().shape().elements() > 1)
                && i.operandTypes().stream().allMatch(t -> t.shape().elements() > 0);
    }

    private static String kind(Instruction i) {
        DType dtype = dtype(i);
        return dtype != DType.F32
                ? dtype.text()
                : KIND.matcher("" + i.op())
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.joining(" "));
    }

    private static DType dtype(Instruction i) {
        Value shown = i.operands().isEmpty() ? i.results().getFirst() : i.operands().getLast();
        return shown.type().dtype();
    }

    private static Set<String> operations(Class<?> type) {
        Set<String> names = new TreeSet<>();
        if (type.isRecord()) {
            names.add(Op.nameOf(type.asSubclass(Op.class)));
        } else {
            for (Class<?> part : type.getPermittedSubclasses()) {
                names.addAll(operations(part));
            }
        }
        return names;
    }

    private static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("NOTICE"))) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return folder.resolve("pjrt/src/test/resources/stablehlo");
    }
}
