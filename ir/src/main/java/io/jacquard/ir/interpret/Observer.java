package io.jacquard.ir.interpret;

import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Value;
import java.util.List;

/// Sees every value while a function is interpreted. What it throws ends the run.
@FunctionalInterface
public interface Observer {
    /// Called after each instruction.
    ///
    /// @param instruction what ran
    /// @param results its results in order
    void computed(Instruction instruction, List<Literal> results);

    /// Called for each argument before the first instruction; does nothing by default.
    ///
    /// @param parameter the parameter
    /// @param argument its value
    default void given(Value.Parameter parameter, Literal argument) {}
}
