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

    /// Whether {@link #open} may be asked for a device of that name: one of {@link #devices}, or
    /// another name that the backend knows it by, for example `cuda` for `xla:cuda`.
    default boolean opens(String device) {
        return devices().contains(device);
    }

    /// Tries each device of this backend and says what was found; takes seconds.
    default List<Finding> examine() {
        return Examination.of(this);
    }

    /// Opens a device.
    ///
    /// @param device a name that {@link #opens}
    /// @throws DeviceException if it cannot be opened
    Device open(String device);
}
