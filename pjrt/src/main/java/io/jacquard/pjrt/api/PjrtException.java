package io.jacquard.pjrt.api;

/// An error that a plugin returned, with its own message.
public final class PjrtException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int RESOURCE_EXHAUSTED =
            Header.value("PJRT_Error_Code_RESOURCE_EXHAUSTED");
    private static final int UNIMPLEMENTED = Header.value("PJRT_Error_Code_UNIMPLEMENTED");

    private final int code;

    /// An error of that code.
    public PjrtException(int code, String message) {
        super(message);
        this.code = code;
    }

    /// An error that says that a plugin cannot do something.
    public static PjrtException unimplemented(String message) {
        return new PjrtException(UNIMPLEMENTED, message);
    }

    /// An error that says that memory ran out.
    public static PjrtException outOfMemory(String message) {
        return new PjrtException(RESOURCE_EXHAUSTED, message);
    }

    /// Whether memory ran out. XLA's CPU gives another code where that happens in a run that has
    /// begun.
    public boolean isOutOfMemory() {
        return code == RESOURCE_EXHAUSTED || ("" + getMessage()).contains("Out of memory");
    }

    /// Whether the plugin cannot do what was asked.
    public boolean isUnimplemented() {
        return code == UNIMPLEMENTED;
    }
}
