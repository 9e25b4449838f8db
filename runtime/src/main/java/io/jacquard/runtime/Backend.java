package io.jacquard.runtime;

import java.util.List;

/// A way to run functions: a service provider, found by {@link java.util.ServiceLoader}.
public interface Backend {
    /// A short name, for example `cpu` or `reference`.
    String name();

    /// Backends with a higher priority are preferred when the user names no device.
    int priority();

    /// Names of the devices that {@link #open} can open now, the default first; empty if the
    /// backend cannot work on this machine. Must be cheap and must not throw.
    List<String> devices();

    /// One line that says why {@link #devices} is empty; empty itself if it is not.
    String problem();

    /// Opens a device.
    ///
    /// @param device one of {@link #devices}
    /// @throws DeviceException if it cannot be opened
    Device open(String device);
}
