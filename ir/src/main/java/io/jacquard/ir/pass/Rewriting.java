package io.jacquard.ir.pass;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A copy of a function in which rules replace instructions on the way.
///
/// A rule sees the operands as they are after rewriting, and what it appends is rewritten in turn;
/// so one walk is enough.
final class Rewriting {
    private final Builder builder;
    private final List<Rule> rules;

    private Rewriting(String name, List<Rule> rules) {
        this.builder = new Builder(name);
        this.rules = rules;
    }

    /// Replaces instructions of one result.
    interface Rule {
        /// What to use in place of an operation's result; empty to keep the operation.
        Optional<Value> replace(Rewriting into, Op op, List<Value> operands);
    }

    static Function apply(Function function, List<Rule> rules) {
        Rewriting made = new Rewriting(function.name(), rules);
        return made.copy(function);
    }

    private Function copy(Function function) {
        Map<Value, Value> map = new HashMap<>();
        function.parameters().forEach(p -> map.put(p, builder.parameter(p.name(), p.type())));
        for (Instruction old : function.instructions()) {
            if (old.results().size() == 1) {
                List<Value> operands = old.operands().stream().map(v -> mapped(map, v)).toList();
                map.put(old.result(), builder.at(old.site(), () -> add(old.op(), operands)));
            } else {
                builder.copy(old, map);
            }
        }
        return builder.build(function.results().stream().map(v -> mapped(map, v)).toList());
    }

    private static Value mapped(Map<Value, Value> map, Value old) {
        Value v = map.get(old);
        if (v == null) {
            throw new IllegalArgumentException(old + " is used before it is defined");
        }
        return v;
    }

    Builder builder() {
        return builder;
    }

    /// Appends an operation, rewritten if a rule says so.
    Value add(Op op, List<Value> operands) {
        for (Rule rule : rules) {
            Optional<Value> replaced = rule.replace(this, op, operands);
            if (replaced.isPresent()) {
                return replaced.get();
            }
        }
        return keep(op, operands);
    }

    Value add(Op op, Value... operands) {
        return add(op, List.of(operands));
    }

    /// Appends an operation as it is.
    Value keep(Op op, List<Value> operands) {
        return builder.append(op, operands).result();
    }

    /// Appends a scalar constant repeated to a shape.
    Value splat(Literal scalar, Shape shape) {
        Value constant = add(new Creation.Constant(scalar));
        return shape.equals(Shape.SCALAR)
                ? constant
                : add(new Shaping.BroadcastInDim(shape, IntList.of()), constant);
    }
}
