package io.jacquard.ir;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks that a function keeps the rules of the language.
///
/// The names of its parameters differ; each instruction uses only parameters and results of earlier
/// instructions and stands in the function once; its results have the types that its operation
/// infers; each result of the function is a parameter or a result of an instruction.
public final class Verifier {
    private final Function function;
    private final Set<Value> defined = new HashSet<>();

    private Verifier(Function function) {
        this.function = function;
    }

    /// Returns if the function keeps all rules.
    ///
    /// @throws InvalidFunctionException if not; the message names the offending instruction
    public static void check(Function function) {
        new Verifier(function).check();
    }

    private void check() {
        Set<String> names = new HashSet<>();
        for (Value.Parameter p : function.parameters()) {
            if (!names.add(p.name()) || !defined.add(p)) {
                throw failure("two parameters are named " + p.name(), "distinct names");
            }
        }
        for (int i = 0; i < function.instructions().size(); i++) {
            check(i, function.instructions().get(i));
        }
        for (int i = 0; i < function.results().size(); i++) {
            if (!defined.contains(function.results().get(i))) {
                throw failure(
                        "result %d, %s, is not defined".formatted(i, function.results().get(i)),
                        "a parameter or a result of an instruction of this function");
            }
        }
    }

    private void check(int position, Instruction instruction) {
        for (int i = 0; i < instruction.operands().size(); i++) {
            if (!defined.contains(instruction.operand(i))) {
                throw failure(
                        position,
                        instruction,
                        "operand %d, %s, is not defined".formatted(i, instruction.operand(i)),
                        "a parameter or a result of an earlier instruction");
            }
        }
        if (instruction.op() instanceof Control c) {
            c.functions().forEach(Verifier::check);
        }
        List<TensorType> types = instruction.results().stream().map(Value::type).toList();
        List<TensorType> inferred = inferred(position, instruction);
        if (!types.equals(inferred)) {
            throw failure(position, instruction, "its results are " + types, "" + inferred);
        }
        for (Value.Result r : instruction.results()) {
            if (!defined.add(r)) {
                throw failure(position, instruction, "it appears twice", "each instruction once");
            }
        }
    }

    private List<TensorType> inferred(int position, Instruction instruction) {
        try {
            return instruction.op().infer(instruction.operandTypes());
        } catch (ShapeException e) {
            InvalidFunctionException made =
                    failure(position, instruction, "" + e.getMessage(), "operands that fit");
            made.initCause(e);
            throw made;
        }
    }

    private InvalidFunctionException failure(
            int position, Instruction instruction, String problem, String expected) {
        String where =
                "instruction %d, %s (%s): "
                        .formatted(position, instruction.op().name(), instruction.site());
        return failure(where + problem, expected);
    }

    private InvalidFunctionException failure(String problem, String expected) {
        return new InvalidFunctionException(
                "[%s] %s\n  expected %s".formatted(function.name(), problem, expected));
    }
}
