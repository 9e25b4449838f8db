package io.jacquard.cpu.onednn;

/// oneDNN refused to create or to run something. The message names oneDNN's status, and what was
/// asked of it with which shapes.
public final class OnednnException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OnednnException(String message) {
        super(message);
    }
}
