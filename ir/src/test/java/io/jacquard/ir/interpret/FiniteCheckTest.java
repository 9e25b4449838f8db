package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Site;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiniteCheckTest {
    private static final Site SITE = new Site("Net.forward(Net.java:7)", "head");

    private static Function logOfDifference() {
        Builder b = new Builder("f", () -> SITE);
        Value x = b.parameter("x", TensorType.of(DType.F32, 2, 2));
        Value y = b.parameter("y", TensorType.of(DType.F32, 2, 2));
        Value log = b.add(new Unary.Log(), b.add(new Binary.Subtract(), x, y));
        return b.build(List.of(b.add(new Unary.Negate(), log)));
    }

    private static Literal square(float... values) {
        return Literal.of(values, 2, 2);
    }

    private static void run(Function function, Literal... arguments) {
        var check = new FiniteCheck();
        Interpreter.run(function, List.of(arguments), check);
        check.requireFinite(function.results());
    }

    @Test
    void namesTheInstructionThatMadeTheFirstInfinity() {
        assertThatThrownBy(() -> run(logOfDifference(), square(1, 2, 3, 4), square(0, 0, 0, 4)))
                .isInstanceOf(NonFiniteException.class)
                .hasMessageStartingWith("[log] the result is -Infinity at [1, 1]\n")
                .hasMessageContaining("operands [f32[2, 2]], result f32[2, 2]")
                .hasMessageEndingWith("at Net.forward(Net.java:7), layer head");
    }

    @Test
    void namesTheParameterThatIsNotFinite() {
        assertThatThrownBy(() ->
                        run(logOfDifference(), square(1, 2, 3, 4), square(0, 0, Float.NaN, 4)))
                .isInstanceOf(NonFiniteException.class)
                .hasMessage("the parameter %y: f32[2, 2] is NaN at [1, 0]");
    }

    @Test
    void letsFiniteRunsPass() {
        assertThatNoException()
                .isThrownBy(() -> run(logOfDifference(), square(1, 2, 3, 4), square(0, 1, 2, 3)));
    }

    @Test
    void letsInfiniteConstantsPassUntilTheyMakeNan() {
        assertThatNoException().isThrownBy(() -> run(masked(Masked.SUM), ROW));
        assertThatNoException().isThrownBy(() -> run(masked(Masked.EXPONENTIAL), ROW));
        assertThatThrownBy(() -> run(masked(Masked.DIFFERENCE), ROW))
                .isInstanceOf(NonFiniteException.class)
                .hasMessageStartingWith("[subtract] the result is NaN at [0]");
    }

    private static final Literal ROW = Literal.of(new float[] {1, 2}, 2);

    private enum Masked {
        SUM,
        EXPONENTIAL,
        DIFFERENCE
    }

    // Of x + -infinity, e^ that, and that - -infinity.
    private static Function masked(Masked wanted) {
        Builder b = new Builder("f", () -> SITE);
        Value x = b.parameter("x", TensorType.of(DType.F32, 2));
        float low = Float.NEGATIVE_INFINITY;
        Value mask = b.add(new Creation.Constant(Literal.of(new float[] {low, low}, 2)));
        Value sum = b.add(new Binary.Add(), x, mask);
        Value exponential = b.add(new Unary.Exponential(), sum);
        Value difference = b.add(new Binary.Subtract(), sum, mask);
        return b.build(
                List.of(
                        switch (wanted) {
                            case SUM -> sum;
                            case EXPONENTIAL -> exponential;
                            case DIFFERENCE -> difference;
                        }));
    }

    /// What is traced between a parameter `f32[3, 2]` and the result.
    private interface Body {
        Value trace(Builder b, Value x);
    }

    private static void run(Body body, float... x) {
        Builder b = new Builder("f", () -> SITE);
        Value parameter = b.parameter("x", TensorType.of(DType.F32, 3, 2));
        run(b.build(List.of(body.trace(b, parameter))), Literal.of(x, 3, 2));
    }

    private static Value constant(Builder b, Value like, double value) {
        return b.add(new Creation.Constant(Literal.filled(like.type(), value)));
    }

    private static Value positive(Builder b, Value x) {
        var greater = new Elementwise.Compare(Elementwise.Direction.GT);
        return b.add(greater, x, constant(b, x, 0));
    }

    // Infinite where x is 0, and where it is greater than 88.
    private static Value logAndExponential(Builder b, Value x) {
        return b.add(
                new Binary.Add(), b.add(new Unary.Log(), x), b.add(new Unary.Exponential(), x));
    }

    @Test
    void doesNotBlameTheBranchThatIsNotPicked() {
        Body logOrZero =
                (b, x) ->
                        b.add(
                                new Elementwise.Select(),
                                positive(b, x),
                                b.add(new Unary.Log(), x),
                                constant(b, x, 0));

        assertThatNoException().isThrownBy(() -> run(logOrZero, 1, 2, 0, -1, 3, 4));
    }

    @Test
    void blamesWhatReachesTheResultThroughASelect() {
        Body picked =
                (b, x) ->
                        b.add(
                                new Elementwise.Select(),
                                positive(b, x),
                                logAndExponential(b, x),
                                constant(b, x, 0));

        assertThatNoException().isThrownBy(() -> run(picked, 0, 0, 0, 1, 2, 3));
        assertThatThrownBy(() -> run(picked, 0, 1, 2, 3, 4, 99))
                .hasMessageStartingWith("[exponential] the result is Infinity at [2, 1]");
    }

    @Test
    void followsElementsThatMove() {
        Body lastColumn =
                (b, x) -> {
                    Value turned =
                            b.add(new Shaping.Transpose(IntList.of(1, 0)), logAndExponential(b, x));
                    return b.add(Shaping.sliceOf(Shape.of(2, 3), 1, 2, 3), turned);
                };

        assertThatNoException().isThrownBy(() -> run(lastColumn, 0, 1, 99, 1, 2, 3));
        assertThatThrownBy(() -> run(lastColumn, 0, 1, 2, 3, 4, 99))
                .hasMessageStartingWith("[exponential] the result is Infinity at [2, 1]");
    }

    @Test
    void followsRowsThatAreSummed() {
        Body positiveRows =
                (b, x) -> {
                    var sum = new Reduction.Reduce(Reduction.Reducer.ADD, IntList.of(1));
                    Value sums = b.add(sum, x);
                    return b.add(
                            new Elementwise.Select(),
                            positive(b, sums),
                            b.add(sum, logAndExponential(b, x)),
                            constant(b, sums, 0));
                };

        assertThatNoException().isThrownBy(() -> run(positiveRows, 0, 0, 1, 2, 3, 4));
        assertThatThrownBy(() -> run(positiveRows, 0, 0, 1, 2, 3, 99))
                .hasMessageStartingWith("[exponential] the result is Infinity at [2, 1]");
    }

    @Test
    void letsAnInfinityPassThatIsDividedBy() {
        Body sigmoid =
                (b, x) -> {
                    Value e = b.add(new Unary.Exponential(), b.add(new Unary.Negate(), x));
                    Value one = constant(b, x, 1);
                    return b.add(new Binary.Divide(), one, b.add(new Binary.Add(), one, e));
                };

        assertThatNoException().isThrownBy(() -> run(sigmoid, -999, 1, 2, 3, 4, 5));
    }

    @Test
    void blamesTheEarliestOperandOfAProduct() {
        Body product =
                (b, x) -> {
                    Value log = b.add(new Unary.Log(), x);
                    Value turned = b.add(new Shaping.Transpose(IntList.of(1, 0)), x);
                    return b.add(
                            Contraction.DotGeneral.matmul(),
                            log,
                            b.add(new Unary.Exponential(), turned));
                };

        assertThatThrownBy(() -> run(product, 1, 2, 3, 0, 99, 1))
                .hasMessageStartingWith("[log] the result is -Infinity at [1, 1]");
    }

    @Test
    void anInfinityThatIsMeantDoesNotHideOneThatIsNot() {
        Body maskedLog =
                (b, x) ->
                        b.add(
                                new Elementwise.Select(),
                                positive(b, b.add(new Binary.Add(), x, constant(b, x, 1))),
                                b.add(new Unary.Log(), x),
                                constant(b, x, Double.NEGATIVE_INFINITY));

        assertThatNoException().isThrownBy(() -> run(maskedLog, -1, -2, 1, 2, 3, 4));
        assertThatThrownBy(() -> run(maskedLog, -1, -2, 1, 0, 3, 4))
                .hasMessageStartingWith("[log] the result is -Infinity at [1, 1]");
    }

    private static Function body(Body body) {
        Builder b = new Builder("inner", () -> SITE);
        Value x = b.parameter("carry", TensorType.of(DType.F32, 3, 2));
        return b.build(List.of(body.trace(b, x)));
    }

    @Test
    void namesTheOperationWithinALoop() {
        Function logOfOneLess =
                body((b, x) ->
                        b.add(new Unary.Log(), b.add(new Binary.Subtract(), x, constant(b, x, 1))));
        Body loop = (b, x) -> b.add(new Control.Scan(logOfOneLess, 1, 0, 2, false), x);

        assertThatNoException().isThrownBy(() -> run(loop, 9, 9, 9, 9, 9, 9));
        assertThatThrownBy(() -> run(loop, 9, 9, 9, 2.5f, 9, 9))
                .hasMessageStartingWith("[log] the result is NaN at [1, 1]");
        assertThatThrownBy(() -> run(loop, 9, 9, 9, Float.NaN, 9, 9))
                .hasMessage("the parameter %x: f32[3, 2] is NaN at [1, 1]");
    }

    @Test
    void namesWhatBeganBeforeALoopOrWithinIt() {
        Function guarded =
                body((b, x) ->
                        b.add(
                                new Elementwise.Select(),
                                positive(b, x),
                                b.add(new Unary.Exponential(), x),
                                constant(b, x, 0)));
        Body loop =
                (b, x) ->
                        b.add(new Control.Scan(guarded, 1, 0, 1, false), b.add(new Unary.Log(), x));

        assertThatNoException().isThrownBy(() -> run(loop, 0, 1, 2, 3, 4, 5));
        assertThatThrownBy(() -> run(loop, 1, 2, 3, Float.MAX_VALUE, 4, 5))
                .hasMessageStartingWith("[exponential] the result is Infinity at [1, 1]");
    }
}
