package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
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

    @Test
    void stopsAtTheInstructionThatMadeTheFirstInfinity() {
        List<Literal> arguments = List.of(square(1, 2, 3, 4), square(0, 0, 0, 4));
        assertThatThrownBy(() -> Interpreter.run(logOfDifference(), arguments, new FiniteCheck()))
                .isInstanceOf(NonFiniteException.class)
                .hasMessageStartingWith("[log] the result is -Infinity at [1, 1]\n")
                .hasMessageContaining("operands [f32[2, 2]], result f32[2, 2]")
                .hasMessageEndingWith("at Net.forward(Net.java:7), layer head");
    }

    @Test
    void namesTheParameterThatIsNotFinite() {
        List<Literal> arguments = List.of(square(1, 2, 3, 4), square(0, 0, Float.NaN, 4));
        assertThatThrownBy(() -> Interpreter.run(logOfDifference(), arguments, new FiniteCheck()))
                .isInstanceOf(NonFiniteException.class)
                .hasMessage("the parameter %y: f32[2, 2] is NaN at [1, 0]");
    }

    @Test
    void letsFiniteRunsPass() {
        List<Literal> arguments = List.of(square(1, 2, 3, 4), square(0, 1, 2, 3));
        assertThat(Interpreter.run(logOfDifference(), arguments, new FiniteCheck())).hasSize(1);
    }

    @Test
    void letsInfiniteConstantsPassUntilTheyMakeNan() {
        Builder b = new Builder("f", () -> SITE);
        Value x = b.parameter("x", TensorType.of(DType.F32));
        Literal low = Literal.scalar(DType.F32, Double.NEGATIVE_INFINITY);
        Value mask = b.add(new Creation.Constant(low));
        Value masked = b.add(new Binary.Add(), x, mask);
        Value finite = b.add(new Unary.Exponential(), masked);
        Value nan = b.add(new Binary.Subtract(), masked, mask);
        Function good = b.build(List.of(finite));
        List<Literal> one = List.of(Literal.scalar(DType.F32, 1));
        assertThatThrownBy(() -> Interpreter.run(good, one, new FiniteCheck()))
                .isInstanceOf(NonFiniteException.class)
                .hasMessageStartingWith("[subtract] the result is NaN at []");
        assertThat(nan.type()).isEqualTo(finite.type());
    }
}
