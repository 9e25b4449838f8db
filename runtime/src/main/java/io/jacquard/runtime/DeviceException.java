package io.jacquard.runtime;

/// Thrown when a device is absent, out of memory, or cannot do what is asked.
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public DeviceException(String message) {
        super(message);
    }

    /// An exception of that message and cause.
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
