package io.jacquard.pjrt;

import io.jacquard.pjrt.Plugins.Plugin;
import io.jacquard.runtime.Backend;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// XLA devices through PJRT plugins, named `xla:cpu`, `xla:cuda` and so on.
///
/// `cuda`, `rocm` and `tpu` are short for `xla:cuda` and so on; `cpu` alone is the processor
/// without XLA. A number chooses among several: `xla:cuda:1`.
public final class PjrtBackend implements Backend {
    private static final String PREFIX = "xla:";
    private static final List<String> SHORT = List.of("cuda", "rocm", "tpu");
    private static final Map<String, String> WHEELS = Map.of("cpu", "cpu", "cuda", "cuda13");

    /// Called by {@link java.util.ServiceLoader}.
    public PjrtBackend() {}

    @Override
    public String name() {
        return "xla";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public List<String> devices() {
        return Plugins.found().stream().map(p -> PREFIX + p.name()).toList();
    }

    @Override
    public String problem() {
        return Plugins.found().isEmpty()
                ? "no PJRT plugin is found; ./jacquard plugin install cpu installs one, or set JACQUARD_PJRT_PATH=cpu=FILE"
                : "";
    }

    @Override
    public boolean opens(String device) {
        return device.startsWith(PREFIX) || SHORT.contains(device.split(":", -1)[0]);
    }

    @Override
    public Device open(String device) {
        String[] parts = parts(device);
        return PjrtDevice.open(plugin(device, parts[0]), index(device, parts));
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        Plugins.found().forEach(p -> findings.addAll(Inspection.of(p)));
        findings.addAll(Backend.super.examine());
        return findings;
    }

    private static String[] parts(String device) {
        String name = device.startsWith(PREFIX) ? device.substring(PREFIX.length()) : device;
        return name.split(":", -1);
    }

    private static Plugin plugin(String device, String platform) {
        List<Plugin> all = Plugins.found();
        return all.stream()
                .filter(p -> p.name().equals(platform))
                .findFirst()
                .orElseThrow(() ->
                        new DeviceException(
                                """
                                [%s] there is no PJRT plugin for %s
                                  found %s
                                  expected one in %s, in Python's site-packages, or named by JACQUARD_PJRT_PATH
                                  %s\
                                """
                                        .formatted(
                                                device,
                                                platform,
                                                all.isEmpty() ? "none" : names(all),
                                                Plugins.folder(),
                                                advice(platform))));
    }

    private static String names(List<Plugin> all) {
        return String.join(", ", all.stream().map(p -> PREFIX + p.name()).toList());
    }

    private static String advice(String platform) {
        String wheel = WHEELS.get(platform);
        return wheel == null
                ? "set JACQUARD_PJRT_PATH=" + platform + "=FILE to the plugin's shared library"
                : "./jacquard plugin install " + wheel + " installs one";
    }

    private static int index(String device, String[] parts) {
        if (parts.length == 1) {
            return 0;
        }
        if (parts.length == 2 && parts[1].matches("\\d{1,4}")) {
            return Integer.parseInt(parts[1]);
        }
        throw new DeviceException(
                "no device '%s'; expected a name such as xla:cuda or xla:cuda:1".formatted(device));
    }
}
