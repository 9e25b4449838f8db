package io.jacquard.pjrt;

import io.jacquard.pjrt.Plugins.Plugin;
import io.jacquard.pjrt.api.PjrtException;
import io.jacquard.runtime.DeviceException;
import java.time.Duration;
import java.util.stream.Collectors;

/// What users read when a plugin fails.
final class Failures {
    private static final int LARGEST = 5;
    private static final Duration RECLAIM = Duration.ofMillis(200);

    private Failures() {}

    static DeviceException opening(String device, Plugin plugin, PjrtException e) {
        return new DeviceException(
                """
                [%s] the plugin does not work: %s
                  %s
                  found by %s
                  install it again, or set JACQUARD_PJRT_PATH=%s=FILE to another one\
                """
                        .formatted(
                                device,
                                e.getMessage(),
                                plugin.file(),
                                plugin.source(),
                                plugin.name()),
                e);
    }

    /// @param what was asked for, for example an array's type
    static DeviceException of(PjrtDevice device, String what, PjrtException e) {
        return e.isOutOfMemory() ? outOfMemory(device, what, e) : failed(device, what, e);
    }

    private static DeviceException failed(PjrtDevice device, String what, PjrtException e) {
        return new DeviceException(
                "[%s] %s failed\n  XLA says: %s".formatted(device.name(), what, e.getMessage()), e);
    }

    private static DeviceException outOfMemory(PjrtDevice device, String what, PjrtException e) {
        Holdings holdings = device.holdings();
        return new DeviceException(
                """
                [%s] no memory for %s
                  XLA says: %s
                  %,d bytes are in use by %d arrays and programs, the largest are: %s
                  close some of them, or use a smaller batch\
                """
                        .formatted(
                                device.name(),
                                what,
                                e.getMessage(),
                                holdings.bytes(),
                                holdings.size(),
                                holdings.largest(LARGEST).stream()
                                        .map(Holdings.Held::text)
                                        .collect(Collectors.joining("; "))),
                e);
    }

    /// Lets the garbage collector free what nobody reaches any more.
    static void reclaim() {
        System.gc();
        try {
            Thread.sleep(RECLAIM);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
