package io.jacquard.ir.batching;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Function;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Functions that do to one example what a single operation does.
final class Single {
    private Single() {}

    /// The function of a composite's primitives.
    static Function decomposed(Composite op, List<Batched> operands) {
        Builder b = new Builder(op.name());
        return b.build(op.decompose(b, parameters(b, operands)));
    }

    /// Parameters of the types that operands have for one example.
    static List<Value> parameters(Builder b, List<Batched> operands) {
        List<Value> made = new ArrayList<>();
        operands.forEach(x -> made.add(b.parameter("x", Batch.example(x))));
        return made;
    }
}
