package io.jacquard.testkit;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import io.jacquard.ir.batching.Batching;
import java.lang.foreign.MemorySegment;
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

    /// This case over two examples at once, both of them its own, by the batching rules.
    public OpCase twice() {
        List<Literal> both = arguments.stream().map(OpCase::twice).toList();
        return new OpCase(group, name, Batching.of(function, 2), both, tolerance);
    }

    private static Literal twice(Literal x) {
        Literal made = Literal.zeros(x.type().with(x.type().shape().insert(0, 2)));
        MemorySegment to = made.segment();
        long bytes = x.segment().byteSize();
        to.asSlice(0, bytes).copyFrom(x.segment());
        to.asSlice(bytes, bytes).copyFrom(x.segment());
        return made;
    }
}
