package io.jacquard.ir.pass;

import io.jacquard.ir.Creation;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import java.util.Optional;

/// What is behind a value.
final class Seen {
    private Seen() {}

    /// The instruction that computes a value with an operation of that class.
    static Optional<Instruction> by(Class<? extends Op> op, Value value) {
        return value instanceof Value.Result r && op.isInstance(r.producer().op())
                ? Optional.of(r.producer())
                : Optional.empty();
    }

    /// The constant a value is.
    static Optional<Literal> constant(Value value) {
        return value instanceof Value.Result r && r.producer().op() instanceof Creation.Constant c
                ? Optional.of(c.value())
                : Optional.empty();
    }

    /// The scalar constant a value is or repeats.
    static Optional<Literal> splat(Value value) {
        Value origin = by(Shaping.BroadcastInDim.class, value).map(i -> i.operand(0)).orElse(value);
        return constant(origin).filter(l -> l.type().shape().equals(Shape.SCALAR));
    }

    /// True if every element of a value is known to be that number, with that sign if it is 0.
    static boolean is(Value value, double number) {
        return splat(value).filter(l -> Double.compare(l.get(0), number) == 0).isPresent();
    }
}
