package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Compares a composite with its decomposition: results and gradients, all of them, for random
/// cotangents.
final class Pieces {
    private interface Maker {
        List<? extends Value> of(Builder b, List<Value> operands);
    }

    private Pieces() {}

    /// Random numbers of a type.
    static Literal random(TensorType type, long seed) {
        Random random = new Random(seed);
        Literal made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, random.nextGaussian());
        }
        return made;
    }

    /// Checks in f64.
    static void agree(Composite op, Literal... operands) {
        agree(1e-11, op, operands);
    }

    /// Checks with a tolerance relative to the largest number of each result.
    static void agree(double tolerance, Composite op, Literal... operands) {
        List<Literal> whole = all((b, x) -> b.append(op, x).results(), operands);
        List<Literal> pieces = all(op::decompose, operands);
        assertThat(whole).hasSameSizeAs(pieces);
        for (int i = 0; i < whole.size(); i++) {
            same(tolerance, op + ", output " + i, whole.get(i), pieces.get(i));
        }
    }

    private static void same(double tolerance, String what, Literal whole, Literal pieces) {
        assertThat(whole.type()).as(what).isEqualTo(pieces.type());
        double largest = 1;
        for (int i = 0; i < pieces.elements(); i++) {
            largest = Math.max(largest, Math.abs(pieces.get(i)));
        }
        for (int i = 0; i < whole.elements(); i++) {
            assertThat(whole.get(i))
                    .as("%s at %d", what, i)
                    .isCloseTo(pieces.get(i), within(tolerance * largest));
        }
    }

    // The results, then the gradients of their weighted sum for all floating operands.
    private static List<Literal> all(Maker maker, Literal... operands) {
        Builder b = new Builder("composite");
        Sugar s = new Sugar(b);
        List<Value> x = new ArrayList<>();
        for (Literal l : operands) {
            x.add(b.parameter("x", l.type()));
        }
        List<Value> results = new ArrayList<>(maker.of(b, x));
        Value sum = null;
        for (Value y : List.copyOf(results)) {
            Value weights = b.add(new Creation.Constant(random(y.type(), results.indexOf(y) + 7)));
            Value part =
                    s.reduce(Reducer.ADD, s.mul(y, weights), IntList.range(0, y.type().rank()));
            sum = sum == null ? part : s.add(sum, part);
        }
        List<Value> floats = x.stream().filter(v -> v.type().dtype().isFloat()).toList();
        results.addAll(ReverseMode.gradients(b, sum, s.like(sum, 1), floats));
        Function f = b.build(results);
        return Interpreter.run(f, List.of(operands));
    }
}
