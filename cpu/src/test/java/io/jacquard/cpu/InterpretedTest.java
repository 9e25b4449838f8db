package io.jacquard.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Site;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterpretedTest {
    private static final TensorType TABLE = TensorType.of(DType.F32, 3, 4);

    private final Records log = new Records();
    private final Device device = new CpuDevice(new Interpreted(log));

    @AfterEach
    void close() {
        device.close();
    }

    private static final class Records implements System.Logger {
        private final List<String> lines = new ArrayList<>();

        @Override
        public String getName() {
            return "records";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String message,
                @Nullable Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                Object... parameters) {
            lines.add(level + " " + format);
        }
    }

    private CompileReport report(Function f) {
        try (Executable e = device.compile(f, CompileOptions.standard())) {
            return e.report();
        }
    }

    private static Function sorted(int times) {
        Builder b = new Builder("sorted", () -> new Site("Net.forward(Net.java:7)", "head"));
        Value x = b.parameter("x", TABLE);
        for (int i = 0; i < times; i++) {
            x = b.append(Ordering.Sort.ascending(i % 2), List.of(x)).result();
        }
        return b.build(List.of(x));
    }

    @Test
    void theReportNamesAnOperationOnceHoweverOftenItStandsThere() {
        CompileReport report = report(sorted(5));

        assertThat(report.items()).containsEntry("interpreter", 5);
        assertThat(report.notes()).hasSize(1);
        assertThat(report.notes().getFirst())
                .startsWith("sort runs on the interpreter, first Sort[dimension=0")
                .contains("f32[3, 4]", "Net.java:7", "layer head");
    }

    @Test
    void theLogNamesAnOperationOnceHoweverOftenItIsCompiled() {
        report(sorted(1));
        List<String> again = report(sorted(2)).notes();

        assertThat(again).hasSize(1);
        assertThat(log.lines).hasSize(1);
        assertThat(log.lines.getFirst()).startsWith("INFO sort runs on the interpreter");
    }

    @Test
    void eachOperationIsNamed() {
        Builder b = new Builder("both");
        Value x = b.parameter("x", TABLE);
        Value y = b.append(Ordering.Sort.ascending(0), List.of(x)).result();
        report(b.build(b.append(new Ordering.TopK(2), List.of(y)).results()));

        assertThat(log.lines).hasSize(2);
        assertThat(log.lines.getFirst()).contains("sort");
        assertThat(log.lines.getLast()).contains("top_k");
    }

    @Test
    void operationsInsideOperationsAreNamedToo() {
        Builder b = new Builder("chosen");
        Value x = b.parameter("x", TABLE);
        Value i = b.parameter("i", TensorType.of(DType.I32));
        Control.Case either = new Control.Case(List.of(sorted(2), sorted(1)));
        CompileReport report = report(b.build(b.append(either, List.of(i, x)).results()));

        assertThat(report.notes()).hasSize(1);
        assertThat(log.lines).hasSize(1);
    }

    @Test
    void whatHasCodeIsNotNamed() {
        Builder b = new Builder("plain");
        Value x = b.parameter("x", TABLE);

        assertThat(report(b.build(List.of(b.add(new Unary.Tanh(), x)))).notes()).isEmpty();
        assertThat(log.lines).isEmpty();
    }
}
