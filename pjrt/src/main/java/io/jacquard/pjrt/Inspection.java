package io.jacquard.pjrt;

import io.jacquard.pjrt.Plugins.Plugin;
import io.jacquard.pjrt.client.Client;
import io.jacquard.pjrt.client.ClientDevice;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Finding;
import java.util.ArrayList;
import java.util.List;

/// Says what a plugin is and has. One that does not work is silent here: opening its device says
/// so.
final class Inspection {
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
        return findings;
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
