package io.jacquard.testkit;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
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
import java.util.function.UnaryOperator;

/// Compares gradients with central differences in f64, on the interpreter.
///
/// All f64 results of the function are weighted by random cotangents and summed to one number; each
/// element of each f64 argument is moved by {@value #STEP} both ways.
public final class GradientCheck {
    private static final double STEP = 1e-4;
    private static final double TOLERANCE = 1e-4;

    private GradientCheck() {}

    /// Fails unless the gradients agree with the differences, to {@value #TOLERANCE} of the largest
    /// gradient of the same argument or 1.
    ///
    /// @param function computes in f64; at the arguments it has a derivative
    /// @param gradient from a function with one scalar result to the function of its gradients: the
    ///   same parameters, a result for each parameter that is f64, of its type
    /// @param arguments where the gradients are compared
    /// @param seed of the cotangents
    /// @throws AssertionError if they differ; names the argument, the position and both numbers
    public static void check(
            Function function,
            UnaryOperator<Function> gradient,
            List<Literal> arguments,
            long seed) {
        Function weighted = weighted(function, seed);
        List<Literal> gradients = Interpreter.run(gradient.apply(weighted), arguments);
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).type().dtype() == DType.F64) {
                positions.add(i);
            }
        }
        if (positions.isEmpty() || gradients.size() != positions.size()) {
            throw new AssertionError(
                    "%d gradients for %d f64 arguments of %s; expected one each, one at least"
                            .formatted(gradients.size(), positions.size(), function));
        }
        for (int i = 0; i < positions.size(); i++) {
            Literal slopes = slopes(weighted, arguments, positions.get(i));
            Tolerance t = new Tolerance("GRADIENT", TOLERANCE, TOLERANCE, Tolerance.Scale.LARGEST);
            ArrayAssert.assertThat(gradients.get(i))
                    .as("gradient of argument %d of %s", positions.get(i), function)
                    .isCloseTo(slopes, t);
        }
    }

    private static Function weighted(Function function, long seed) {
        Builder builder = new Builder(function.name());
        List<Value> parameters = new ArrayList<>();
        function.parameters().forEach(p -> parameters.add(builder.parameter(p.name(), p.type())));
        Sugar s = new Sugar(builder);
        Value sum = s.filled(TensorType.of(DType.F64), 0);
        long next = seed;
        for (Value y : builder.inline(function, parameters)) {
            if (y.type().dtype() == DType.F64) {
                Literal c = Samples.random(DType.F64, next++, y.type().shape().sizes());
                Value product = s.mul(y, builder.add(new Creation.Constant(c)));
                IntList all = IntList.range(0, y.type().rank());
                sum = s.add(sum, s.reduce(Reducer.ADD, product, all));
            }
        }
        return builder.build(List.of(sum));
    }

    private static Literal slopes(Function f, List<Literal> arguments, int argument) {
        Literal slopes = Literal.zeros(arguments.get(argument).type());
        for (int i = 0; i < slopes.elements(); i++) {
            double above = at(f, moved(arguments, argument, i, STEP));
            double below = at(f, moved(arguments, argument, i, -STEP));
            slopes.set(i, (above - below) / (2 * STEP));
        }
        return slopes;
    }

    private static double at(Function f, List<Literal> arguments) {
        return Interpreter.run(f, arguments).getFirst().get(0);
    }

    private static List<Literal> moved(
            List<Literal> arguments, int argument, int element, double by) {
        Literal x = arguments.get(argument);
        double[] values = x.doubles();
        values[element] += by;
        List<Literal> moved = new ArrayList<>(arguments);
        moved.set(argument, Literal.of(values, x.type().shape().sizes()));
        return moved;
    }
}
