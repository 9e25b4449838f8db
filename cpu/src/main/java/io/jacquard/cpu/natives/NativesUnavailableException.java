package io.jacquard.cpu.natives;

/// Says why oneDNN cannot be used in this process and what to do about it.
///
/// The message is written for users and complete in itself: a first line with the reason, then
/// indented lines with what was found and the remedy.
public final class NativesUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Creates an exception without a cause.
    ///
    /// @param message the reason and the remedy
    public NativesUnavailableException(String message) {
        super(message);
    }

    /// Creates an exception with the failure behind it.
    ///
    /// @param message the reason and the remedy
    /// @param cause what failed
    public NativesUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
