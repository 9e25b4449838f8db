package io.jacquard.pjrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Executable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilationTest {
    private static final TensorType PAIR = TensorType.of(DType.F32, 2);

    private static Function tapped(String label) {
        Builder b = new Builder("tapped");
        Value x = b.parameter("x", PAIR);
        return b.build(List.of(b.add(new Marker.Tap(label), b.add(new Unary.Negate(), x))));
    }

    @Test
    void theLineOfAMessageIsFound() {
        assertThat(
                        Compilation.line(
                                "-:13:28: error: use of undeclared SSA value name\n<unknown>:0: error: Failed to parse"))
                .isEqualTo(13);
        assertThat(Compilation.line("Error while lowering\nmlir:7:3: note: see")).isEqualTo(7);
        assertThat(Compilation.line("No such compile option: 'x'")).isZero();
    }

    @Test
    void whatXlaRefusesIsAnErrorWithItsMessage() {
        XlaCpu.plugin();
        System.setProperty("jacquard.xla.flags", "no_such_flag=true");
        try (Device device = XlaCpu.open()) {
            assertThatThrownBy(() -> device.compile(tapped("x"), CompileOptions.standard()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("[xla:cpu] XLA cannot compile tapped")
                    .hasMessageContaining("XLA says: No such compile option: 'no_such_flag'");
        } finally {
            System.clearProperty("jacquard.xla.flags");
        }
    }

    @Test
    void optionsOfOneCompilationReachXla(@TempDir Path folder) throws IOException {
        CompileOptions dumping =
                CompileOptions.standard()
                        .withFlag("xla_dump_to", folder.toString())
                        .withFlag("xla_dump_hlo_as_text", "true");
        try (Device device = XlaCpu.open();
                Executable _ = device.compile(tapped("x"), dumping);
                Stream<Path> dumped = Files.list(folder)) {
            assertThat(dumped.map(f -> "" + f.getFileName()))
                    .isNotEmpty()
                    .allMatch(name -> name.contains("tapped"));
        }
        try (Stream<Path> dumped = Files.list(folder)) {
            dumped.forEach(f -> f.toFile().delete());
        }
        try (Device device = XlaCpu.open();
                Executable _ = device.compile(tapped("x"), CompileOptions.standard());
                Stream<Path> dumped = Files.list(folder)) {
            assertThat(dumped).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"no_such_flag, true", "xla_backend_optimization_level, many"})
    void anOptionThatXlaRefusesIsShown(String name, String value) {
        CompileOptions options = CompileOptions.standard().withFlag(name, value);
        try (Device device = XlaCpu.open()) {
            assertThatThrownBy(() -> device.compile(tapped("x"), options))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("[xla:cpu] XLA cannot compile tapped\n  XLA says: ")
                    .hasMessageContaining("options of this compilation {" + name + "=" + value)
                    .hasMessageContaining("expected names and values of XLA's debug options");
        }
    }

    @Test
    void tapsInsideLoopsAreNamedAsNotShown() {
        List<String> seen = new ArrayList<>();
        Builder b = new Builder("both");
        Value x = b.parameter("x", PAIR);
        Value out = b.add(new Marker.Tap("out"), x);
        Value in =
                b.append(new Control.Rematerialize(tapped("in")), List.of(out))
                        .results()
                        .getFirst();
        CompileOptions options =
                CompileOptions.standard().withTaps((label, value) -> seen.add(label + " " + value));
        try (Device device = XlaCpu.open();
                Executable e = device.compile(b.build(List.of(in)), options);
                Buffer given = device.allocate(PAIR);
                Buffer made = device.allocate(PAIR)) {
            given.write(Literal.of(new float[] {1, 2}, 2).segment());
            e.run(List.of(given), List.of(made));

            assertThat(made.literal().floats()).containsExactly(-1, -2);
            assertThat(e.report().notes())
                    .contains("taps inside loops and choices are not shown on this device: in");
        }
        assertThat(seen).containsExactly("out f32[2] 1.0 2.0");
    }
}
