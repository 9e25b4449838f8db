package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Binary;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseRulesTest {
    static Stream<Unary> smooth() {
        return Stream.of(
                new Unary.Abs(),
                new Unary.Cbrt(),
                new Unary.Cosine(),
                new Unary.Erf(),
                new Unary.Exponential(),
                new Unary.ExponentialMinusOne(),
                new Unary.Logistic(),
                new Unary.Negate(),
                new Unary.Sine(),
                new Unary.Tanh());
    }

    static Stream<Unary> positive() {
        return Stream.of(
                new Unary.Log(), new Unary.LogPlusOne(), new Unary.Rsqrt(), new Unary.Sqrt());
    }

    static Stream<Unary> steps() {
        return Stream.of(
                new Unary.Ceil(),
                new Unary.Floor(),
                new Unary.RoundNearestAfz(),
                new Unary.RoundNearestEven(),
                new Unary.Sign());
    }

    static Stream<Binary> arithmetic() {
        return Stream.of(
                new Binary.Add(),
                new Binary.Subtract(),
                new Binary.Multiply(),
                new Binary.Divide(),
                new Binary.Remainder(),
                new Binary.Atan2(),
                new Binary.Maximum(),
                new Binary.Minimum());
    }

    static List<Unary.Real> reals() {
        return Unary.Real.all();
    }

    @ParameterizedTest
    @MethodSource("reals")
    void functionsOfRealsAgreeWithDifferencesBetweenZeroAndOne(Unary.Real op) {
        Differences.seeded(10)
                .between(u -> 0.5 + 0.4 * u, 2, 3)
                .check((s, x) -> s.builder().add(op, x.get(0)));
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void unaryOperationsAgreeWithDifferences(Unary op) {
        Differences.seeded(1).with(2, 3).check((s, x) -> s.builder().add(op, x.get(0)));
    }

    @ParameterizedTest
    @MethodSource("positive")
    void unaryOperationsOfPositiveNumbersAgreeWithDifferences(Unary op) {
        Differences.seeded(2).positive(2, 3).check((s, x) -> s.builder().add(op, x.get(0)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void stepsHaveGradientZero(Unary op) {
        Literal x = Literal.of(new double[] {-1.3, 0.4, 2.6}, 3);

        assertThat(Evaluate.gradients((s, v) -> s.builder().add(op, v.get(0)), x).getFirst())
                .isEqualTo(Literal.zeros(x.type()));
    }

    @ParameterizedTest
    @MethodSource("arithmetic")
    void binaryOperationsAgreeWithDifferences(Binary op) {
        Differences.seeded(3)
                .with(2, 3)
                .with(2, 3)
                .check((s, x) -> s.builder().add(op, x.get(0), x.get(1)));
    }

    @Test
    void powerAgreesWithDifferences() {
        Differences.seeded(4)
                .positive(2, 3)
                .with(2, 3)
                .check((s, x) -> s.builder().add(new Binary.Power(), x.get(0), x.get(1)));
    }

    @Test
    void powerOfNegativeNumbersByAConstantAgreesWithDifferences() {
        Differences.seeded(5)
                .with(2, 3)
                .check((s, x) ->
                        s.builder().add(new Binary.Power(), x.get(0), s.like(x.get(0), 3)));
    }

    @Test
    void aValueUsedTwiceAddsItsCotangents() {
        Differences.seeded(6).with(3).check((s, x) -> s.mul(x.get(0), s.exp(x.get(0))));
    }

    @Test
    void selectPassesToTheChosenSide() {
        Differences.seeded(7)
                .with(2, 3)
                .with(2, 3)
                .check((s, x) ->
                        s.select(
                                s.compare(Direction.GT, x.get(0), x.get(1)),
                                s.exp(x.get(0)),
                                s.mul(x.get(1), x.get(1))));
    }

    @Test
    void absoluteValueHasGradientZeroAtZero() {
        Literal x = Literal.of(new double[] {-2, 0, 3}, 3);

        assertThat(gradient(new Unary.Abs(), x)).containsExactly(-1, 0, 1);
    }

    @Test
    void equalOperandsOfMaximumAndMinimumShareEvenly() {
        Literal x = Literal.of(new double[] {1, 2, 3}, 3);
        Literal y = Literal.of(new double[] {2, 2, 2}, 3);
        List<Literal> max =
                Evaluate.gradients(
                        (s, v) -> s.builder().add(new Binary.Maximum(), v.get(0), v.get(1)), x, y);
        List<Literal> min =
                Evaluate.gradients(
                        (s, v) -> s.builder().add(new Binary.Minimum(), v.get(0), v.get(1)), x, y);

        assertThat(max.get(0).doubles()).containsExactly(0, 0.5, 1);
        assertThat(max.get(1).doubles()).containsExactly(1, 0.5, 0);
        assertThat(min.get(0).doubles()).containsExactly(1, 0.5, 0);
        assertThat(min.get(1).doubles()).containsExactly(0, 0.5, 1);
    }

    @Test
    void powerIsFiniteAtZero() {
        Literal base = Literal.of(new double[] {0, 0, 0, 2}, 4);
        Literal exponent = Literal.of(new double[] {0, 1, 2, 0}, 4);
        List<Literal> g =
                Evaluate.gradients(
                        (s, v) -> s.builder().add(new Binary.Power(), v.get(0), v.get(1)),
                        base,
                        exponent);

        assertThat(g.get(0).doubles()).containsExactly(0, 1, 0, 0);
        assertThat(g.get(1).doubles()).containsExactly(0, 0, 0, Math.log(2));
    }

    @Test
    void higherGradientsOfASquareAreFiniteAtZero() {
        Literal x = Literal.of(new double[] {0, 3}, 2);
        Differences.Body fourth =
                (s, v) -> {
                    var y = s.builder().add(new Binary.Power(), v.get(0), s.like(v.get(0), 2));
                    for (int i = 0; i < 3; i++) {
                        var one = s.like(y, 1);
                        y = ReverseMode.gradients(s.builder(), y, one, v).getFirst();
                    }
                    return y;
                };

        assertThat(Evaluate.gradients(fourth, x).getFirst().doubles()).containsOnly(0.0, -0.0);
    }

    @Test
    void remainderCountsWholeQuotientsExactly() {
        double y = 0.1;
        Literal x = Literal.of(new double[] {0.3, -0.7}, 2);
        List<Literal> g =
                Evaluate.gradients(
                        (s, v) -> s.builder().add(new Binary.Remainder(), v.get(0), v.get(1)),
                        x,
                        Literal.of(new double[] {y, y}, 2));

        assertThat(g.get(0).doubles()).containsExactly(1, 1);
        assertThat(g.get(1).doubles())
                .containsExactly(-Math.rint((0.3 - 0.3 % y) / y), -Math.rint((-0.7 + 0.7 % y) / y));
    }

    @Test
    void conversionGivesTheCotangentTheDtypeOfTheOperand() {
        Literal x = Literal.filled(TensorType.of(DType.BF16, 2), 1.5);
        Literal g =
                Evaluate.gradients(
                                (s, v) -> {
                                    var wide = s.convert(v.get(0), DType.F64);
                                    return s.mul(wide, wide);
                                },
                                x)
                        .getFirst();

        assertThat(g).isEqualTo(Literal.filled(x.type(), 3));
    }

    @Test
    void aConversionToIntegersEndsTheGradient() {
        Literal x = Literal.of(new double[] {1.5, 2.5}, 2);
        Differences.Body rounded =
                (s, v) ->
                        s.builder()
                                .add(
                                        new Elementwise.Convert(DType.F64),
                                        s.convert(v.get(0), DType.I32));

        assertThat(Evaluate.gradients(rounded, x).getFirst()).isEqualTo(Literal.zeros(x.type()));
    }

    private static double[] gradient(Unary op, Literal x) {
        return Evaluate.gradients((s, v) -> s.builder().add(op, v.get(0)), x).getFirst().doubles();
    }

    @Test
    void tangentAgreesWithDifferences() {
        Differences.seeded(8)
                .between(u -> u, 2, 3)
                .check((s, x) -> s.builder().add(new Unary.Tan(), x.get(0)));
    }

    @Test
    void clampAgreesWithDifferences() {
        Differences.seeded(9)
                .with(4, 5)
                .with(4, 5)
                .with(4, 5)
                .check((s, x) -> {
                    var y = s.builder().add(new Elementwise.Clamp(), x.get(0), x.get(1), x.get(2));
                    return s.mul(y, y);
                });
    }

    @Test
    void clampPassesNothingWhereItMeetsABound() {
        List<Literal> g =
                Evaluate.gradients(
                        (s, v) ->
                                s.builder()
                                        .add(new Elementwise.Clamp(), v.get(0), v.get(1), v.get(2)),
                        Literal.of(new double[] {0, 0, 0, 3, 3}, 5),
                        Literal.of(new double[] {0, 1, 2, 1, 5}, 5),
                        Literal.of(new double[] {2, 2, 2, 2, 2}, 5));

        assertThat(g.get(0).doubles()).containsExactly(0, 0, 0, 0, 0);
        assertThat(g.get(1).doubles()).containsExactly(0, 1, 0, 0, 0);
        assertThat(g.get(2).doubles()).containsExactly(0, 0, 0, 1, 1);
    }

    @Test
    void lossOfPrecisionPassesTheCotangentOnWithTheSameLoss() {
        Literal x = Literal.of(new double[] {1.23456, -7.89}, 2);
        Literal g =
                Evaluate.gradients(
                                (s, v) ->
                                        s.mul(
                                                s.builder()
                                                        .add(
                                                                new Elementwise.ReducePrecision(
                                                                        8, 7),
                                                                v.get(0)),
                                                1 + 0x1p-9),
                                x)
                        .getFirst();

        assertThat(g.doubles()).containsExactly(1, 1);
    }

    @Test
    void aLookAtBitsEndsTheGradient() {
        Literal x = Literal.of(new double[] {1.5, 2.5}, 2);
        Differences.Body bits =
                (s, v) -> {
                    var i = s.builder().add(new Elementwise.BitcastConvert(DType.I64), v.get(0));
                    return s.builder().add(new Elementwise.BitcastConvert(DType.F64), i);
                };

        assertThat(Evaluate.gradients(bits, x).getFirst()).isEqualTo(Literal.zeros(x.type()));
    }

    @Test
    void anglesOfLargeSixteenBitFloatsHaveAGradient() {
        Literal x = Literal.filled(TensorType.of(DType.F16, 1), 1000);
        List<Literal> g =
                Evaluate.gradients(
                        (s, v) -> s.builder().add(new Binary.Atan2(), v.get(0), v.get(1)), x, x);

        assertThat(g.get(0).get(0)).isEqualTo(Literal.scalar(DType.F16, 0.0005).get(0));
    }
}
