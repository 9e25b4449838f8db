package io.jacquard.ir.pass;

import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds an operation that has been applied to the same values before. Holds the state of one walk.
final class CommonSubexpressions implements Rewriting.Rule {
    private record Expression(Op op, List<Value> operands) {}

    private final Map<Expression, List<Value>> known = new HashMap<>();
    private final Twins twins = new Twins();

    @Override
    public Optional<List<Value>> replaceAll(Rewriting into, Op op, List<Value> operands) {
        if (op instanceof Marker.Tap) {
            return Optional.empty();
        }
        Op first = twins.first(op);
        return Optional.of(
                known.computeIfAbsent(
                        new Expression(first, operands), _ -> into.keep(first, operands)));
    }
}
