package io.jacquard.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Function;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RehearsalTest {
    static List<Function> functions() {
        return Rehearsal.functions().stream().map(f -> f.get()).toList();
    }

    // What the interpreter answers would need nothing that other functions need.
    @ParameterizedTest
    @MethodSource("functions")
    void nothingOfARehearsalRunsOnTheInterpreter(Function function) {
        try (Device device = new CpuBackend().open("cpu");
                Executable e = device.compile(function, CompileOptions.standard())) {
            assertThat(e.report().items()).containsKeys("onednn", "kernel");
            assertThat(e.report().notes()).isEmpty();
        }
    }
}
