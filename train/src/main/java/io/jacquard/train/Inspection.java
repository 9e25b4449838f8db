package io.jacquard.train;

import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.FiniteCheck;
import io.jacquard.ir.interpret.Interpreter;
import java.util.List;

/// Runs one step operation by operation on the interpreter, to tell where a number began that is
/// not finite.
final class Inspection {
    private Inspection() {}

    /// The operation or argument where it began, as the end of a message; empty if on the
    /// interpreter all numbers are finite.
    ///
    /// @param arguments what the step would take
    static String cause(Step step, List<Literal> arguments, State state) {
        Function f = step.function();
        FiniteCheck check = new FiniteCheck();
        Interpreter.run(f, arguments, check);
        // A metric may be NaN, that of the loss and what is kept may not.
        int judged = f.results().size() - Task.metricSums(state.sums().size());
        return check.origin(f.results().subList(0, judged)).map(Inspection::named).orElse("");
    }

    private static String named(FiniteCheck.Origin origin) {
        return switch (origin.value()) {
            case Value.Parameter p -> ": %s was not finite before it".formatted(p.name());
            case Value.Result r -> {
                Instruction i = r.producer();
                yield "\n  operation %s %s, at %s"
                        .formatted(i.op().name(), i.operandTypes(), i.site());
            }
        };
    }
}
