package io.jacquard.ir.pass;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import java.util.List;
import java.util.Optional;

/// The simplifications of every family.
final class Simplifications implements Rewriting.SingleRule {
    @Override
    public Optional<Value> replace(Rewriting into, Op op, List<Value> operands) {
        return switch (op) {
            case Elementwise e -> new ElementwiseSimplifications(into, operands).of(e);
            case Shaping s -> new ShapingSimplifications(into, operands).of(s);
            case Indexing i -> IndexingSimplifications.of(into, i, operands);
            case Contraction.DotGeneral d -> ProductSimplifications.of(into, d, operands);
            case Reduction.Reduce r when r.dimensions().size() == 0 ->
                    Optional.of(alone(into, r, operands.getFirst()));
            case Contraction.Convolution _, Reduction _, Windowed _ -> Optional.empty();
            case Creation _, Marker _, Control _, Composite _ -> Optional.empty();
            case Ordering _, Fft _ -> Optional.empty();
        };
    }

    // A sum begins with +0 and so turns -0 into +0.
    private static Value alone(Rewriting into, Reduction.Reduce op, Value x) {
        boolean turns = op.reducer() == Reduction.Reducer.ADD && x.type().dtype().isFloat();
        if (!turns) {
            return x;
        }
        Value zero = into.splat(Literal.scalar(x.type().dtype(), 0), x.type().shape());
        return into.add(new Binary.Add(), x, zero);
    }
}
