package io.jacquard.ir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

/// What an operation says to operands that do not fit.
final class Refusals {
    private static final Site SITE = new Site("Net.forward(Net.java:7)", "");

    private Refusals() {}

    /// Checks that an operation refuses operands of those types with the four lines of every shape
    /// error.
    ///
    /// @param problem end of the first line
    /// @param expected the third line, after `expected`
    static void check(Op op, String problem, String expected, TensorType... types) {
        Builder b = new Builder("f", () -> SITE);
        List<Value> operands = new ArrayList<>();
        for (TensorType t : types) {
            operands.add(b.parameter("x", t));
        }
        assertThatThrownBy(() -> b.append(op, operands))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "[%s] %s%n  operands %s%n  expected %s%n  at %s"
                                .formatted(op.name(), problem, List.of(types), expected, SITE)
                                .replace(System.lineSeparator(), "\n"));
    }
}
