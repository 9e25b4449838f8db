package io.jacquard.ir.interpret;

import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Value;
import java.util.List;

/// Sees every value while a function is interpreted. What it throws ends the run.
@FunctionalInterface
public interface Observer {
    /// Called after each instruction that is observed.
    ///
    /// @param instruction what ran
    /// @param results its results in order
    void computed(Instruction instruction, List<Literal> results);

    /// Whether {@link #computed} is called for an instruction; by default it is for all. Saying no
    /// spares copying the results.
    ///
    /// @param instruction what is about to run
    default boolean observes(Instruction instruction) {
        return true;
    }

    /// Called for each argument before the first instruction; does nothing by default.
    ///
    /// @param parameter the parameter
    /// @param argument its value
    default void given(Value.Parameter parameter, Literal argument) {}

    /// Called for each argument of a function inside an instruction that is observed, each time
    /// before the function runs; does nothing by default.
    ///
    /// @param caller the instruction that runs the function
    /// @param parameter the function's parameter
    /// @param argument its value
    default void entered(Instruction caller, Value.Parameter parameter, Literal argument) {}
}
