package io.jacquard.ir.interpret;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Applies one operation to literals.
final class Run {
    private Run() {}

    static Literal op(Op op, Literal... operands) {
        List<Literal> results = all(op, operands);
        if (results.size() != 1) {
            throw new IllegalArgumentException(op.name() + " has several results");
        }
        return results.getFirst();
    }

    static List<Literal> all(Op op, Literal... operands) {
        Builder builder = new Builder("test");
        List<Value> parameters = new ArrayList<>();
        for (Literal x : operands) {
            parameters.add(builder.parameter("x", x.type()));
        }
        Function function = builder.build(builder.append(op, parameters).results());
        return Interpreter.run(function, List.of(operands));
    }

    /// An array of any dtype.
    static Literal of(io.jacquard.ir.DType dtype, double... values) {
        Literal made = Literal.zeros(io.jacquard.ir.TensorType.of(dtype, values.length));
        for (int i = 0; i < values.length; i++) {
            made.set(i, values[i]);
        }
        return made;
    }
}
