package io.jacquard.testkit;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// A function and arguments whose results a backend must get right.
///
/// @param group what it is about: the name of an operation
/// @param name types of the arguments and attributes of the operation
/// @param function what runs
/// @param arguments one a parameter
/// @param tolerance how near the interpreter's results a backend's must be
public record OpCase(
        String group,
        String name,
        Function function,
        List<Literal> arguments,
        Tolerance tolerance) {
    /// A copy of the list is kept.
    public OpCase {
        arguments = List.copyOf(arguments);
    }

    /// The case of one operation.
    static OpCase of(Op op, Tolerance tolerance, Literal... operands) {
        Builder builder = new Builder(op.name());
        List<Value> parameters = new ArrayList<>();
        for (Literal x : operands) {
            parameters.add(builder.parameter("x", x.type()));
        }
        List<? extends Value> results = builder.append(op, parameters).results();
        List<Literal> arguments = List.of(operands);
        String types = arguments.stream().map(x -> "" + x.type()).toList() + " " + op;
        return new OpCase(op.name(), types, builder.build(results), arguments, tolerance);
    }
}
