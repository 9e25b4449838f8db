package io.jacquard.ir.pass;

import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import java.util.List;

/// Computes functions while they are compiled, to fold constants. The interpreter's `run` is one.
@FunctionalInterface
public interface Evaluator {
    /// Computes a function's results.
    ///
    /// @param function what to run
    /// @param arguments one a parameter, of its type
    List<Literal> run(Function function, List<Literal> arguments);
}
