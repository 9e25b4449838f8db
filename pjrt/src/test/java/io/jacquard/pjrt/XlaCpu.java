package io.jacquard.pjrt;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jacquard.runtime.Device;

/// XLA on the processor for tests. Without its plugin they are skipped and say so; in CI they fail.
public final class XlaCpu {
    private static final String ABSENT =
            "there is no PJRT plugin for cpu; ./jacquard plugin install cpu";

    private static final String CACHE = "jacquard.executables";

    private XlaCpu() {}

    /// Its plugin.
    public static Plugins.Plugin plugin() {
        var cpu = Plugins.found().stream().filter(p -> p.name().equals("cpu")).findFirst();
        if (cpu.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail(ABSENT);
        }
        assumeTrue(cpu.isPresent(), ABSENT);
        return cpu.orElseThrow();
    }

    /// The device, which the test closes; programs are not kept on disk unless the test says so.
    public static Device open() {
        plugin();
        if (System.getProperty(CACHE) == null) {
            System.setProperty(CACHE, "off");
        }
        return Device.open("xla:cpu");
    }
}
