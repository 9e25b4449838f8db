package io.jacquard.tensor;

import io.jacquard.ir.ShapeException;
import io.jacquard.ir.Site;
import java.util.List;

/// Errors of layers and losses in the four lines of an operation's: what is wrong, what came, what
/// was expected and how to fix it, and the user's line.
public final class Refusal {
    private Refusal() {}

    /// Tensors that do not fit, while a function is traced.
    ///
    /// @param name who refuses, for example `linear`
    /// @param problem what is wrong
    /// @param came the tensors
    /// @param expected what was expected and how to fix it, parted by a semicolon
    public static ShapeException of(
            String name, String problem, List<Tensor> came, String expected) {
        return ShapeException.of(name, problem, came, expected, site());
    }

    /// An argument that does not fit, inside a traced function or outside.
    ///
    /// @param name who refuses, for example `dropout`
    /// @param problem what is wrong
    /// @param came the argument, or all that have to fit each other
    /// @param expected what was expected and how to fix it, parted by a semicolon
    public static IllegalArgumentException argument(
            String name, String problem, Object came, String expected) {
        return new IllegalArgumentException(
                "[%s] %s\n  got %s\n  expected %s\n  at %s"
                        .formatted(name, problem, came, expected, site()));
    }

    private static Site site() {
        return Trace.isTracing() ? Trace.current().site() : new Site(Lines.user(), "");
    }
}
