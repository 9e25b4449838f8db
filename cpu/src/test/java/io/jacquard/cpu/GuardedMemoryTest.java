package io.jacquard.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Executable;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.GraphAgreement;
import io.jacquard.testkit.OpCase;
import io.jacquard.testkit.RandomGraphs;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The device with canaries around all memory.
class GuardedMemoryTest {
    private static final int GRAPHS = 200;
    private static final int EVERY = 5;
    private static final TensorType THREE = TensorType.of(DType.F32, 3);

    private final CpuDevice device =
            new CpuDevice(new Interpreted(System.getLogger("io.jacquard.cpu")), true);

    @AfterEach
    void close() {
        device.close();
        assertThat(device.bytesInUse()).isZero();
    }

    @Test
    void thePropertyAsksForIt() {
        assertThat(described()).doesNotContain("memory guarded");
        System.setProperty(CpuDevice.DEBUG, "true");
        try {
            assertThat(described()).endsWith(", memory guarded");
        } finally {
            System.clearProperty(CpuDevice.DEBUG);
        }
    }

    private static String described() {
        try (Device d = Device.open("cpu")) {
            return d.description();
        }
    }

    private static void pokeBehind(Buffer b) {
        long end = ((CpuBuffer) b).address() + b.type().bytes();
        at(end).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment at(long address) {
        return MemorySegment.ofAddress(address).reinterpret(1);
    }

    @Test
    void damageAroundAParameterNamesItAndTheItem() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", THREE);
        Value shown = b.add(new Marker.Tap("here"), new Sugar(b).exp(x));
        Function f = b.build(List.of(new Sugar(b).add(shown, x)));
        Buffer in = device.allocate(THREE);
        Buffer out = device.allocate(THREE);
        // The tap stands for an item that writes too much.
        CompileOptions damaging =
                CompileOptions.standard()
                        .withAliases(List.of(new Alias(0, 0)))
                        .withTaps((_, _) -> pokeBehind(in));
        try (Executable e = device.compile(f, damaging)) {
            assertThatThrownBy(() -> e.run(List.of(in), List.of(in)))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("java tap of f32[3]")
                    .hasMessageContaining("wrote 1 bytes behind its end of the buffer of f32[3]");
        }
        out.close();
    }

    @Test
    void aResultThatIsNotWrittenIsNotANumber() {
        Buffer out = device.allocate(THREE);
        ((CpuBuffer) out).clear();
        assertThat(out.literal().get(1)).isNaN();
        assertThat(device.allocate(THREE).literal()).isEqualTo(Literal.zeros(THREE));
    }

    @Test
    void randomGraphsKeepToTheirMemory() {
        GraphAgreement agreement = GraphAgreement.of(device);
        for (long seed = 0; seed < GRAPHS; seed++) {
            agreement.check(RandomGraphs.any(seed));
        }
    }

    // All cases, with gradients: -Djacquard.cpu.debug=true -Dtest=CpuConformanceTest.
    @Test
    void operationsKeepToTheirMemory() {
        BackendConformance conformance = BackendConformance.of(device);
        List<OpCase> cases = BackendConformance.operationCases();
        for (int i = 0; i < cases.size(); i += EVERY) {
            conformance.check(cases.get(i));
        }
        BackendConformance.graphCases().forEach(conformance::check);
    }
}
