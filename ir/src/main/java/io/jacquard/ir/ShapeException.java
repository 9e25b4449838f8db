package io.jacquard.ir;

import java.util.List;
import java.util.regex.Pattern;

/// Thrown while tracing when shapes or dtypes do not fit an operation.
///
/// The message of an operation has four lines: the operation and what is wrong, the operands'
/// types, what was expected and after a semicolon how to fix it, and the user's line.
public final class ShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Pattern TOPIC = Pattern.compile("^\\[[a-z_]+] ");

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

    /// An exception with all four lines.
    ///
    /// @param operation its name
    /// @param problem what is wrong
    /// @param operands what came
    /// @param expected what was expected and how to fix it, parted by a semicolon
    /// @param site the user's line
    public static ShapeException of(
            String operation, String problem, List<?> operands, String expected, Site site) {
        return new ShapeException(
                "[%s] %s\n  operands %s\n  expected %s\n  at %s"
                        .formatted(operation, problem, operands, expected, site));
    }

    /// This exception with the operation's name, the operands' types and the user's line.
    public ShapeException at(String operation, List<TensorType> operands, Site site) {
        String[] lines = messageText().split("\n {2}expected ", 2);
        String problem = TOPIC.matcher(lines[0]).replaceFirst("");
        String expected = lines.length > 1 ? lines[1] : "operands that fit; change one of them";
        ShapeException made = of(operation, problem, operands, expected, site);
        made.initCause(this);
        return made;
    }

    private String messageText() {
        String m = getMessage();
        return m == null ? "" : m;
    }
}
