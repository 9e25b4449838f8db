package io.jacquard.ir.autodiff;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import java.util.ArrayList;
import java.util.List;

/// Gradients of a value at chosen points, every element of the cotangent being 1.
final class Evaluate {
    private Evaluate() {}

    static List<Literal> gradients(Differences.Body body, Literal... point) {
        Builder builder = new Builder("chosen");
        List<Value> x = new ArrayList<>();
        for (Literal l : point) {
            x.add(builder.parameter("x", l.type()));
        }
        Sugar s = new Sugar(builder);
        Value y = body.of(s, x);
        List<Value> gradients = ReverseMode.gradients(builder, y, s.like(y, 1), x);
        return Interpreter.run(builder.build(gradients), List.of(point));
    }
}
