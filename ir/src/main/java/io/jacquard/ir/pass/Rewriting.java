package io.jacquard.ir.pass;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
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
import java.util.function.Supplier;

/// A copy of a function in which rules replace instructions on the way.
///
/// A rule sees the operands as they are after rewriting, and what it appends is rewritten in turn;
/// so one walk is enough.
final class Rewriting {
    private final Builder builder;
    private final Supplier<List<? extends Rule>> source;
    private final List<? extends Rule> rules;

    private Rewriting(String name, Supplier<List<? extends Rule>> source) {
        this.builder = new Builder(name);
        this.source = source;
        this.rules = source.get();
    }

    /// Replaces instructions.
    interface Rule {
        /// What to use in place of an operation's results; empty to keep the operation.
        Optional<List<Value>> replaceAll(Rewriting into, Op op, List<Value> operands);
    }

    /// Replaces instructions of one result.
    interface SingleRule extends Rule {
        /// What to use in place of an operation's result; empty to keep the operation.
        Optional<Value> replace(Rewriting into, Op op, List<Value> operands);

        @Override
        default Optional<List<Value>> replaceAll(Rewriting into, Op op, List<Value> operands) {
            return replace(into, op, operands).map(List::of);
        }
    }

    /// A rewritten copy.
    ///
    /// @param rules makes the rules for one function: once for this one and each inside
    static Function apply(Function function, Supplier<List<? extends Rule>> rules) {
        Rewriting made = new Rewriting(function.name(), rules);
        List<Value> parameters = made.builder.parametersOf(function);
        return made.builder.build(made.inline(function, parameters));
    }

    /// Copies a function's instructions in here, each rewritten if a rule says so.
    ///
    /// @param arguments one value a parameter
    /// @return what stands for the function's results
    List<Value> inline(Function function, List<Value> arguments) {
        Map<Value, Value> map = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            map.put(function.parameters().get(i), arguments.get(i));
        }
        for (Instruction old : function.instructions()) {
            List<Value> operands = mapped(map, old.operands());
            List<Value> made = builder.at(old.site(), () -> addAll(rewritten(old.op()), operands));
            for (int i = 0; i < made.size(); i++) {
                map.put(old.results().get(i), made.get(i));
            }
        }
        return mapped(map, function.results());
    }

    private Op rewritten(Op op) {
        return op instanceof Control c ? c.map(f -> apply(f, source)) : op;
    }

    private static List<Value> mapped(Map<Value, Value> map, List<Value> old) {
        Value[] mapped = new Value[old.size()];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = mapped(map, old.get(i));
        }
        return List.of(mapped);
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
    List<Value> addAll(Op op, List<Value> operands) {
        for (Rule rule : rules) {
            Optional<List<Value>> replaced = rule.replaceAll(this, op, operands);
            if (replaced.isPresent()) {
                return replaced.get();
            }
        }
        return keep(op, operands);
    }

    /// Appends an operation of one result, rewritten if a rule says so.
    Value add(Op op, List<Value> operands) {
        return addAll(op, operands).getFirst();
    }

    Value add(Op op, Value... operands) {
        return add(op, List.of(operands));
    }

    /// Appends an operation as it is.
    List<Value> keep(Op op, List<Value> operands) {
        return List.copyOf(builder.append(op, operands).results());
    }

    /// Appends a scalar constant repeated to a shape.
    Value splat(Literal scalar, Shape shape) {
        Value constant = add(new Creation.Constant(scalar));
        return shape.equals(Shape.SCALAR)
                ? constant
                : add(new Shaping.BroadcastInDim(shape, IntList.of()), constant);
    }
}
