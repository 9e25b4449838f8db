package io.jacquard.runtime;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.CompileOptions.Alias;
import java.util.ArrayList;
import java.util.List;

/// Tries what every device must do: open, compile and run a small function, update a donated buffer
/// in place, free its memory.
final class Examination {
    private static final TensorType TYPE = TensorType.of(DType.F32, 4);

    private Examination() {}

    static List<Finding> of(Backend backend) {
        List<Finding> findings = new ArrayList<>();
        if (!backend.problem().isEmpty()) {
            findings.add(Finding.note(backend.name(), backend.problem()));
        }
        for (String name : backend.devices()) {
            try (Device device = backend.open(name)) {
                findings.add(Finding.good(name, device.description()));
                findings.add(run(device));
            } catch (DeviceException e) {
                findings.add(Finding.bad(name, String.valueOf(e.getMessage())));
            }
        }
        return findings;
    }

    private static Finding run(Device device) {
        long before = device.bytesInUse();
        CompileOptions donated = CompileOptions.standard().withAliases(List.of(new Alias(0, 0)));
        try (Executable sum = device.compile(sum(), donated);
                Buffer state = device.allocate(TYPE);
                Buffer change = device.allocate(TYPE)) {
            state.write(Literal.of(new float[] {1, 2, 3, 4}, 4).segment());
            change.write(Literal.of(new float[] {10, 20, 30, 40}, 4).segment());
            sum.run(List.of(state, change), List.of(state));
            Literal seen = state.literal();
            Literal expected = Literal.of(new float[] {11, 22, 33, 44}, 4);
            if (!seen.equals(expected)) {
                return Finding.bad(
                        device.name(),
                        "a sum of two arrays is wrong: expected %s, got %s"
                                .formatted(expected, seen));
            }
            return Finding.good(
                    device.name(),
                    "compiled a sum of two arrays in %d ms; it runs, and updates a donated buffer; %d bytes in use"
                            .formatted(
                                    sum.report().duration().toMillis(),
                                    device.bytesInUse() - before));
        }
    }

    private static Function sum() {
        Builder b = new Builder("examination");
        Value state = b.parameter("state", TYPE);
        Value change = b.parameter("change", TYPE);
        return b.build(List.of(b.add(new Binary.Add(), state, change)));
    }
}
