package io.jacquard.ir;

import java.util.List;

/// Thrown while tracing when shapes or dtypes do not fit an operation.
///
/// The message has up to four lines: the operation and what is wrong, the operands' types, what was
/// expected and how to fix it, and the user's line.
public final class ShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of that message.
    public ShapeException(String message) {
        super(message);
    }

    /// The first and third line of the message; {@link #at} adds the others.
    ///
    /// @param problem what is wrong
    /// @param expected what was expected and how to fix it
    static ShapeException of(String problem, String expected) {
        return new ShapeException(problem + "\n  expected " + expected);
    }

    /// This exception with the operation's name, the operands' types and the user's line.
    public ShapeException at(String operation, List<TensorType> operands, Site site) {
        String[] lines = messageText().split("\n", 2);
        StringBuilder s = new StringBuilder("[" + operation + "] " + lines[0]);
        s.append("\n  operands ").append(operands);
        if (lines.length > 1) {
            s.append('\n').append(lines[1]);
        }
        ShapeException made = new ShapeException(s + "\n  at " + site);
        made.initCause(this);
        return made;
    }

    private String messageText() {
        String m = getMessage();
        return m == null ? "" : m;
    }
}
