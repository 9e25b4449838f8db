package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.testkit.Tolerance;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TensorArithmeticTest {
    private static final double[] ANY = {-2.5, -1, -0.5, 0, 0.5, 1.5, 3};
    private static final double[] POSITIVE = {0.01, 0.5, 1, 2, 9};

    static Stream<Arguments> unary() {
        return Stream.of(
                unary("neg", Tensor::neg, x -> -x, ANY),
                unary("abs", Tensor::abs, Math::abs, ANY),
                unary("sign", Tensor::sign, Math::signum, ANY),
                unary("square", Tensor::square, x -> x * x, ANY),
                unary("sqrt", Tensor::sqrt, Math::sqrt, POSITIVE),
                unary("rsqrt", Tensor::rsqrt, x -> 1 / Math.sqrt(x), POSITIVE),
                unary("exp", Tensor::exp, Math::exp, ANY),
                unary("expm1", Tensor::expm1, Math::expm1, new double[] {-1, 1e-6, 2}),
                unary("log", Tensor::log, Math::log, POSITIVE),
                unary("log1p", Tensor::log1p, Math::log1p, new double[] {-0.5, 1e-6, 2}),
                unary("sin", Tensor::sin, Math::sin, ANY),
                unary("cos", Tensor::cos, Math::cos, ANY),
                unary("tanh", Tensor::tanh, Math::tanh, ANY),
                unary("sigmoid", Tensor::sigmoid, x -> 1 / (1 + Math.exp(-x)), ANY),
                unary("floor", Tensor::floor, Math::floor, ANY),
                unary("ceil", Tensor::ceil, Math::ceil, ANY),
                unary("round", Tensor::round, Math::rint, ANY),
                unary("relu", Tensor::relu, x -> Math.max(x, 0), ANY),
                unary("add a number", x -> x.add(0.5), x -> x + 0.5, ANY),
                unary("sub a number", x -> x.sub(0.5), x -> x - 0.5, ANY),
                unary("mul a number", x -> x.mul(3), x -> x * 3, ANY),
                unary("div a number", x -> x.div(4), x -> x / 4, ANY),
                unary("pow a number", x -> x.pow(1.5), x -> Math.pow(x, 1.5), POSITIVE),
                unary("maximum of a number", x -> x.maximum(1), x -> Math.max(x, 1), ANY),
                unary("minimum of a number", x -> x.minimum(1), x -> Math.min(x, 1), ANY),
                unary("like", x -> x.like(7), _ -> 7, ANY),
                unary("stopGradient", Tensor::stopGradient, x -> x, ANY));
    }

    static Stream<Arguments> binary() {
        return Stream.of(
                binary("add", Tensor::add, Double::sum),
                binary("sub", Tensor::sub, (x, y) -> x - y),
                binary("mul", Tensor::mul, (x, y) -> x * y),
                binary("div", Tensor::div, (x, y) -> x / y),
                binary("remainder", Tensor::remainder, (x, y) -> x % y),
                binary("maximum", Tensor::maximum, Math::max),
                binary("minimum", Tensor::minimum, Math::min),
                binary("pow", (x, y) -> x.abs().pow(y), (x, y) -> Math.pow(Math.abs(x), y)));
    }

    private static Arguments unary(
            String name, UnaryOperator<Tensor> actual, DoubleUnaryOperator expected, double[] at) {
        return arguments(name, actual, expected, at);
    }

    private static Arguments binary(
            String name, BinaryOperator<Tensor> actual, DoubleBinaryOperator expected) {
        return arguments(name, actual, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unary")
    void ofOneTensorEqualsPlainJava(
            String name, UnaryOperator<Tensor> actual, DoubleUnaryOperator expected, double[] at) {
        var x = Run.floats(at);

        var wanted = Run.filled(x.type(), i -> expected.applyAsDouble(x.get(i)));
        assertThat(Run.of(actual, x)).isCloseTo(wanted, Tolerance.ELEMENTWISE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("binary")
    void ofTwoTensorsEqualsPlainJava(
            String name, BinaryOperator<Tensor> actual, DoubleBinaryOperator expected) {
        var x = Run.floats(-2.5, -1, -0.5, 0.5, 1.5, 3);
        var y = Run.floats(2, -0.75, 1.5, 4, -3, 3);

        var wanted = Run.filled(x.type(), i -> expected.applyAsDouble(x.get(i), y.get(i)));
        assertThat(Run.of(actual, x, y)).isCloseTo(wanted, Tolerance.ELEMENTWISE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("binary")
    void alignsShapesAtTheLastAxisAndRepeatsSizeOne(
            String name, BinaryOperator<Tensor> actual, DoubleBinaryOperator expected) {
        var x = Run.shaped(new double[] {1.5, -2}, 2, 1);
        var y = Run.shaped(new double[] {0.5, 3, -1}, 3);

        var wanted =
                Run.filled(
                        Run.counting(2, 3).type(),
                        i -> expected.applyAsDouble(x.get(i / 3), y.get(i % 3)));
        assertThat(Run.of(actual, x, y)).isCloseTo(wanted, Tolerance.ELEMENTWISE);
    }

    @Test
    void aScalarMeetsAnyShapeOnEitherSide() {
        var scalar = Literal.scalar(DType.F32, 10);
        var x = Run.counting(2, 1, 2);

        var wanted = Run.shaped(new double[] {10, 9, 8, 7}, 2, 1, 2);
        assertThat(Run.of((s, t) -> s.sub(t), scalar, x)).isExactly(wanted);
        assertThat(Run.of((t, s) -> s.sub(t), x, scalar)).isExactly(wanted);
    }

    @Test
    void broadcastingAnEmptyAxisStaysEmpty() {
        var none = Run.counting(0, 1);

        assertThat(Run.of(Tensor::add, none, Run.counting(3))).isExactly(Run.counting(0, 3));
    }

    @Test
    void integersDivideTowardsZeroAndKeepTheSignOfTheDividend() {
        var x = Run.ints(7, -7, 7, -7);
        var y = Run.ints(2, 2, -2, -2);

        assertThat(Run.of((a, b) -> a.div(b), x, y)).isExactly(Run.ints(3, -3, -3, 3));
        assertThat(Run.of((a, b) -> a.remainder(b), x, y)).isExactly(Run.ints(1, -1, 1, -1));
    }

    @Test
    void bitsAndTruthsAreCombined() {
        assertThat(Run.of(Tensor::and, Run.ints(12, -1), Run.ints(10, 5)))
                .isExactly(Run.ints(8, 5));
        assertThat(Run.of(Tensor::or, Run.ints(12, 0), Run.ints(10, 5))).isExactly(Run.ints(14, 5));
        assertThat(Run.of(Tensor::not, Run.ints(0, 5))).isExactly(Run.ints(-1, -6));
        assertThat(Run.of(Tensor::not, Run.bools(0, 1))).isExactly(Run.bools(1, 0));
    }

    @Test
    void clampBringsElementsIntoARange() {
        var x = Run.floats(-2, 0.5, 3, Double.NaN);

        assertThat(Run.of(t -> t.clamp(-1, 1), x)).isExactly(Run.floats(-1, 0.5, 1, Double.NaN));
        assertThat(Run.of(t -> t.clamp(0, 6), Run.ints(-3, 4, 9))).isExactly(Run.ints(0, 4, 6));
        assertThat(
                        Run.of(
                                (t, high) -> t.clamp(high.neg(), high),
                                Run.shaped(new double[] {-5, 5, -1, 1}, 2, 2),
                                Run.floats(2, 3)))
                .isExactly(Run.shaped(new double[] {-2, 3, -1, 1}, 2, 2));
        Slopes.agree(t -> t.clamp(-1, 1).square(), Slopes.distinct(5));
    }

    @Test
    void anglesAreThoseOfAllQuadrants() {
        var y = Run.floats(1, 1, -1, -1, 0);
        var x = Run.floats(2, -2, -2, 2, -1);

        var wanted = Run.filled(y.type(), i -> Math.atan2(y.get(i), x.get(i)));
        assertThat(Run.of(Tensor::atan2, y, x)).isCloseTo(wanted, Tolerance.ELEMENTWISE);
        Slopes.agreeAll(
                in -> List.of(in.get(0).atan2(in.get(1))), Slopes.random(4), Slopes.distinct(4));
    }

    @Test
    void rootsTangentsAndRoundingsEqualPlainJava() {
        var x = Run.floats(-8, -0.5, 0.3, 1.2);

        assertThat(Run.of(Tensor::cbrt, x))
                .isCloseTo(Run.filled(x.type(), i -> Math.cbrt(x.get(i))), Tolerance.ELEMENTWISE);
        assertThat(Run.of(Tensor::tan, x))
                .isCloseTo(Run.filled(x.type(), i -> Math.tan(x.get(i))), Tolerance.ELEMENTWISE);
        assertThat(Run.of(Tensor::roundAwayFromZero, Run.floats(0.5, 1.5, 2.5, -0.5, -1.2)))
                .isExactly(Run.floats(1, 2, 3, -1, -1));
        assertThat(Run.of(t -> t.reducePrecision(8, 7), Run.floats(1.00390625, 1.01171875)))
                .isExactly(Run.floats(1, 1.015625));
        Slopes.agree(Tensor::cbrt, Slopes.distinct(4));
        Slopes.agree(Tensor::tan, Slopes.random(4));
    }

    @Test
    void theErrorFunctionHasItsTableValues() {
        // Abramowitz, Stegun, Handbook of Mathematical Functions, 1964, table 7.1
        assertThat(Run.of(Tensor::erf, Run.floats(-2, 0, 0.5, 1)))
                .isCloseTo(
                        Run.floats(-0.9953222650, 0, 0.5204998778, 0.8427007929),
                        Tolerance.ELEMENTWISE);
    }

    @Test
    void theInverseErrorFunctionEndsAtOneAndMinusOne() {
        // mpmath's erfinv in 40 digits
        double inf = Double.POSITIVE_INFINITY;
        assertThat(Run.of(Tensor::erfInv, Run.floats(-1, -0.1, -0.0, 0.5, 0.9, 1, 1.5)))
                .isCloseTo(
                        Run.floats(
                                -inf,
                                -0.0888559905,
                                -0.0,
                                0.4769362762,
                                1.1630871537,
                                inf,
                                Double.NaN),
                        Tolerance.ELEMENTWISE);
        assertThat(Run.of(x -> x.erfInv().erf(), Run.floats(-0.7, 0.2)))
                .isCloseTo(Run.floats(-0.7, 0.2), Tolerance.ELEMENTWISE);
        var inside = Run.filled(TensorType.of(DType.F64, 5), i -> i * 0.4 - 0.8);
        Slopes.agree(Tensor::erfInv, inside);
    }

    @Test
    void tiesRoundToEven() {
        assertThat(Run.of(Tensor::round, Run.floats(0.5, 1.5, 2.5, -0.5, -1.5)))
                .isExactly(Run.floats(0, 2, 2, -0.0, -2));
    }

    @Test
    void nanWinsInMaximumAndMinimum() {
        var x = Run.floats(Double.NaN, 1);
        var y = Run.floats(1, Double.NaN);

        assertThat(Run.of(Tensor::maximum, x, y)).isExactly(Run.floats(Double.NaN, Double.NaN));
        assertThat(Run.of(Tensor::minimum, x, y)).isExactly(Run.floats(Double.NaN, Double.NaN));
    }
}
