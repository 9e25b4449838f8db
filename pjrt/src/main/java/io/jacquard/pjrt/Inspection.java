package io.jacquard.pjrt;

import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.pjrt.Plugins.Plugin;
import io.jacquard.pjrt.api.PjrtException;
import io.jacquard.pjrt.client.Client;
import io.jacquard.pjrt.client.ClientDevice;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Finding;
import java.util.ArrayList;
import java.util.List;

/// Says what a plugin is and has. One that does not work is silent here: opening its device says
/// so.
final class Inspection {
    private static final TensorType DONATED = TensorType.of(DType.F32, 1024);

    private Inspection() {}

    static List<Finding> of(Plugin plugin) {
        try (PjrtDevice device = PjrtDevice.open(plugin, 0)) {
            return of(device);
        } catch (DeviceException e) {
            return List.of();
        }
    }

    private static List<Finding> of(PjrtDevice device) {
        Client client = device.client();
        Plugin plugin = device.plugin();
        List<Finding> findings = new ArrayList<>();
        String name = device.name();
        findings.add(
                Finding.good(
                        name,
                        "plugin %s, found by %s; %s"
                                .formatted(
                                        plugin.file(), plugin.source(), client.api().versions())));
        findings.add(
                Finding.good(
                        name,
                        "platform %s, %s; %s"
                                .formatted(
                                        client.platform(),
                                        oneLine(client.platformVersion()),
                                        client.attributes())));
        for (ClientDevice d : client.devices()) {
            findings.add(
                    Finding.good(
                            name, "%s, %s; %s".formatted(d.text(), d.kind(), memory(d, client))));
        }
        findings.add(donation(device));
        return findings;
    }

    /// Whether the memory of an argument that is donated becomes that of the result.
    private static Finding donation(PjrtDevice device) {
        Builder builder = new Builder("donation");
        Value state = builder.parameter("state", DONATED);
        Function next = builder.build(List.of(builder.add(new Unary.Negate(), state)));
        CompileOptions options = CompileOptions.standard().withAliases(List.of(new Alias(0, 0)));
        try (PjrtExecutable program = device.compile(next, options);
                PjrtBuffer buffer = device.allocate(DONATED)) {
            buffer.write(Literal.zeros(DONATED).segment());
            long before = buffer.address();
            program.run(List.of(buffer), List.of(buffer));
            boolean kept = buffer.address() == before;
            return new Finding(
                    kept ? Finding.Kind.GOOD : Finding.Kind.NOTE,
                    device.name(),
                    "of a donated array of %d bytes the program reuses %d, and its memory %s"
                            .formatted(
                                    DONATED.bytes(),
                                    program.aliasedBytes(),
                                    kept ? "stays where it was" : "moves"));
        } catch (PjrtException e) {
            return Finding.note(
                    device.name(), "it does not say where memory lies: " + e.getMessage());
        }
    }

    private static String memory(ClientDevice device, Client client) {
        return device.memory(client)
                .map(m -> "%,d bytes of memory in use of %,d".formatted(m.inUse(), m.limit()))
                .orElse("it does not say how much memory there is");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
