package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/// Compares gradients with central differences in f64 at seeded random points.
///
/// The tested value is weighted by a random cotangent and summed. A second check does the same with
/// the gradient itself, weighted and summed, so that gradients of gradients are covered.
final class Differences {
    private static final double STEP = 1e-4;
    private static final double TOLERANCE = 1e-4;

    private final List<TensorType> types = new ArrayList<>();
    private final List<DoubleUnaryOperator> domains = new ArrayList<>();
    private final Random random;

    private Differences(long seed) {
        random = new Random(seed);
    }

    interface Body {
        Value of(Sugar s, List<Value> x);
    }

    static Differences seeded(long seed) {
        return new Differences(seed);
    }

    /// Adds an f64 operand with elements between -2 and 2 that keep a distance of 0.1 from 0.
    Differences with(int... sizes) {
        return between(u -> Math.signum(u) * (0.1 + 1.9 * Math.abs(u)), sizes);
    }

    /// Adds an f64 operand with elements between 0.2 and 2.2.
    Differences positive(int... sizes) {
        return between(u -> 1.2 + u, sizes);
    }

    /// Adds an f64 operand whose elements are made from uniform numbers between -1 and 1.
    Differences between(DoubleUnaryOperator domain, int... sizes) {
        types.add(TensorType.of(DType.F64, sizes));
        domains.add(domain);
        return this;
    }

    /// Checks the gradients of a value and of these gradients.
    void check(Body body) {
        List<Literal> point = point();
        Function first = weighted("value", types, body);
        compare(first, point);
        compare(weighted("gradients", types, gradientSum(first)), point);
    }

    /// Checks the gradients of a value.
    void checkOnce(Body body) {
        compare(weighted("value", types, body), point());
    }

    private Body gradientSum(Function first) {
        Function g = ReverseMode.differentiate(first, IntList.range(0, types.size()));
        return (s, x) -> {
            List<Value> gradients = s.builder().inline(g, x).subList(1, types.size() + 1);
            return gradients.stream().map(v -> total(s, v)).reduce(s::add).orElseThrow();
        };
    }

    private List<Literal> point() {
        List<Literal> point = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            point.add(sample(types.get(i), domains.get(i)));
        }
        return point;
    }

    private Literal sample(TensorType type, DoubleUnaryOperator domain) {
        Literal made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, domain.applyAsDouble(2 * random.nextDouble() - 1));
        }
        return made;
    }

    private Function weighted(String name, List<TensorType> types, Body body) {
        Builder builder = new Builder(name);
        List<Value> x = new ArrayList<>();
        types.forEach(t -> x.add(builder.parameter("x", t)));
        Sugar s = new Sugar(builder);
        return builder.build(List.of(total(s, body.of(s, x))));
    }

    // The sum of the elements with random weights.
    private Value total(Sugar s, Value y) {
        Value weights = s.builder().add(new Creation.Constant(sample(y.type(), u -> u)));
        return s.reduce(Reducer.ADD, s.mul(y, weights), IntList.range(0, y.type().rank()));
    }

    private static void compare(Function f, List<Literal> point) {
        assertThat(f.resultTypes()).containsExactly(new TensorType(DType.F64, Shape.SCALAR));
        Function g = ReverseMode.differentiate(f, IntList.range(0, point.size()));
        List<Literal> results = Interpreter.run(g, point);
        assertThat(results.getFirst().get(0)).isEqualTo(at(f, point));
        for (int p = 0; p < point.size(); p++) {
            compare(f, point, p, results.get(p + 1));
        }
    }

    private static void compare(Function f, List<Literal> point, int p, Literal gradient) {
        assertThat(gradient.type()).isEqualTo(point.get(p).type());
        double scale = 1;
        for (double g : gradient.doubles()) {
            scale = Math.max(scale, Math.abs(g));
        }
        for (int i = 0; i < gradient.elements(); i++) {
            double slope =
                    (at(f, moved(point, p, i, STEP)) - at(f, moved(point, p, i, -STEP))) / 2 / STEP;
            assertThat(gradient.get(i))
                    .as("%s: element %d of operand %d at %s", f, i, p, point)
                    .isCloseTo(slope, within(TOLERANCE * scale));
        }
    }

    private static double at(Function f, List<Literal> point) {
        return Interpreter.run(f, point).getFirst().get(0);
    }

    private static List<Literal> moved(List<Literal> point, int p, int index, double by) {
        List<Literal> moved = new ArrayList<>(point);
        Literal copy = Literal.of(point.get(p).doubles(), point.get(p).type().shape().sizes());
        copy.set(index, copy.get(index) + by);
        moved.set(p, copy);
        return moved;
    }
}
