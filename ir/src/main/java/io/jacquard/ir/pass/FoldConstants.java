package io.jacquard.ir.pass;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Computes operations on constants.
///
/// @param evaluator what computes
record FoldConstants(Evaluator evaluator) implements Rewriting.SingleRule {
    // Results with more elements than this stay computations.
    private static final int LIMIT = 1024;

    @Override
    public Optional<Value> replace(Rewriting into, Op op, List<Value> operands) {
        return switch (op) {
            case Creation.Constant c -> uniform(into, c.value());
            case Creation.Iota _, Shaping.BroadcastInDim _ -> Optional.empty();
            case Composite.RandomBits _, Marker _, Control _ -> Optional.empty();
            case Ordering _, Fft _ -> Optional.empty();
            case Elementwise.BitcastConvert b -> small(into, b, operands);
            case Elementwise e -> repeated(into, e, operands).or(() -> small(into, e, operands));
            case Shaping _, Indexing _, Contraction _, Reduction _, Windowed _, Composite _ ->
                    small(into, op, operands);
        };
    }

    private static Optional<Value> uniform(Rewriting into, Literal value) {
        int n = value.elements();
        TensorType type = value.type();
        if (type.rank() == 0 || n == 0 || n > LIMIT) {
            return Optional.empty();
        }
        Literal first = element(value);
        return value.equals(filled(type, first))
                ? Optional.of(into.splat(first, type.shape()))
                : Optional.empty();
    }

    private static Literal element(Literal value) {
        long bytes = value.type().dtype().bytes();
        return Literal.of(value.type().with(Shape.SCALAR), value.segment().asSlice(0, bytes));
    }

    private static Literal filled(TensorType type, Literal scalar) {
        Literal made = Literal.zeros(type);
        for (long at = 0; at < type.bytes(); at += type.dtype().bytes()) {
            made.segment().asSlice(at).copyFrom(scalar.segment());
        }
        return made;
    }

    private Optional<Value> repeated(Rewriting into, Elementwise op, List<Value> operands) {
        List<Literal> scalars = new ArrayList<>();
        operands.forEach(v -> Seen.splat(v).ifPresent(scalars::add));
        if (scalars.size() < operands.size()) {
            return Optional.empty();
        }
        Shape shape = operands.getFirst().type().shape();
        return Optional.of(into.splat(evaluated(op, scalars), shape));
    }

    private Optional<Value> small(Rewriting into, Op op, List<Value> operands) {
        List<Literal> constants = new ArrayList<>();
        operands.forEach(v -> Seen.constant(v).ifPresent(constants::add));
        if (constants.size() < operands.size() || !isSmall(op, operands)) {
            return Optional.empty();
        }
        Literal result = evaluated(op, constants);
        return Optional.of(into.add(new Creation.Constant(result)));
    }

    private static boolean isSmall(Op op, List<Value> operands) {
        List<TensorType> types = operands.stream().map(Value::type).toList();
        int largest = types.stream().mapToInt(t -> t.shape().elements()).max().orElse(0);
        List<TensorType> results = op.infer(types);
        return results.size() == 1
                && Math.max(largest, results.getFirst().shape().elements()) <= LIMIT;
    }

    private Literal evaluated(Op op, List<Literal> operands) {
        Builder b = new Builder("constant");
        List<Value> parameters = new ArrayList<>();
        operands.forEach(l -> parameters.add(b.parameter("x", l.type())));
        Function f = b.build(b.append(op, parameters).results());
        return evaluator.run(f, operands).getFirst();
    }
}
