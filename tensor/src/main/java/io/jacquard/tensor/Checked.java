package io.jacquard.tensor;

import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.FiniteCheck;
import io.jacquard.ir.interpret.Interpreter;
import io.jacquard.ir.interpret.Observer;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Executable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A function that runs operation by operation on the interpreter, whatever device its arrays lie
/// on, and gives no result that is not finite.
///
/// @param function what to run
/// @param options receivers of taps; nothing is donated, aliased results are copied
record Checked(Function function, CompileOptions options) implements Executable {
    @Override
    public void run(List<Buffer> arguments, List<Buffer> results) {
        List<Literal> in = arguments.stream().map(Buffer::literal).toList();
        FiniteCheck check = new FiniteCheck();
        List<Literal> out = Interpreter.run(function, in, new Watch(check, options));
        check.requireFinite(function.results());
        for (int i = 0; i < out.size(); i++) {
            results.get(i).write(out.get(i).segment());
        }
    }

    private record Watch(FiniteCheck check, CompileOptions options) implements Observer {
        @Override
        public void given(Value.Parameter parameter, Literal argument) {
            check.given(parameter, argument);
        }

        @Override
        public void entered(Instruction caller, Value.Parameter parameter, Literal argument) {
            check.entered(caller, parameter, argument);
        }

        @Override
        public void computed(Instruction instruction, List<Literal> results) {
            if (instruction.op() instanceof Marker.Tap tap) {
                options.taps().accept(tap.label(), results.getFirst());
            }
            check.computed(instruction, results);
        }
    }

    @Override
    public CompileReport report() {
        int count = function.instructions().size();
        return new CompileReport(
                "checked",
                Duration.ZERO,
                count,
                Map.of("interpreter", count),
                0,
                0,
                List.of("checked mode: all instructions run on the interpreter"),
                Map.of());
    }

    @Override
    public void close() {}
}
