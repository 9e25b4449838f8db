package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlRulesTest {
    private static final TensorType VECTOR = TensorType.of(DType.F64, 3);

    // carry h, count (i32); sequence x; constant w: h' = tanh(h * w + x), y = h' * w
    private static Function cell(boolean history) {
        Builder b = new Builder("cell");
        Value h = b.parameter("h", VECTOR);
        Value count = b.parameter("count", TensorType.of(DType.I32));
        Value x = b.parameter("x", VECTOR);
        Value w = b.parameter("w", VECTOR);
        Sugar s = new Sugar(b);
        Value next = b.add(new Unary.Tanh(), s.add(s.mul(h, w), x));
        Value more = s.add(count, s.like(count, 1));
        List<Value> results = List.of(next, more, s.mul(next, w));
        return b.build(history ? List.of(next, more, s.mul(next, w), h, count) : results);
    }

    private static Value zero(Sugar s) {
        return s.builder().add(new Creation.Constant(Literal.scalar(DType.I32, 0)));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void scansAgreeWithDifferences(boolean reverse, boolean history) {
        Control.Scan scan = new Control.Scan(cell(history), 2, 1, 4, reverse);
        Differences.seeded(1)
                .with(3)
                .with(4, 3)
                .with(3)
                .check((s, v) -> {
                    var made =
                            s.builder()
                                    .append(scan, List.of(v.get(0), zero(s), v.get(1), v.get(2)))
                                    .results();
                    Value last = s.broadcast(made.get(0), Shape.of(4, 3), IntList.of(1));
                    return s.mul(s.add(last, made.get(2)), made.get(2));
                });
    }

    @Test
    void aScanOfNoStepsPassesItsCarryOn() {
        Control.Scan scan = new Control.Scan(cell(false), 2, 1, 0, false);
        Differences.seeded(2)
                .with(3)
                .with(0, 3)
                .with(3)
                .check((s, v) ->
                        s.builder()
                                .append(scan, List.of(v.get(0), zero(s), v.get(1), v.get(2)))
                                .results()
                                .getFirst());
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "7"})
    void aChoicePassesOnToTheChosenBranch(int index) {
        Control.Case op = new Control.Case(List.of(branch(true), branch(false)));
        Differences.seeded(3)
                .with(3)
                .with(3)
                .check((s, v) -> {
                    Value i =
                            s.builder()
                                    .add(new Creation.Constant(Literal.scalar(DType.I32, index)));
                    return s.builder().add(op, i, v.get(0), v.get(1));
                });
    }

    private static Function branch(boolean product) {
        Builder b = new Builder("branch");
        Value x = b.parameter("x", VECTOR);
        Value y = b.parameter("y", VECTOR);
        Sugar s = new Sugar(b);
        return b.build(List.of(product ? s.mul(x, s.mul(y, y)) : b.add(new Unary.Sine(), x)));
    }

    @Test
    void rematerializationDoesNotChangeTheGradient() {
        Control.Rematerialize op = new Control.Rematerialize(branch(true));
        Differences.seeded(4)
                .with(3)
                .with(3)
                .check((s, v) -> s.builder().add(op, v.get(0), v.get(1)));
    }

    @Test
    void rematerializationComputesAgainBehindABarrier() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", VECTOR);
        Value y = b.add(new Control.Rematerialize(branch(true)), x, x);
        List<Value> gradients = ReverseMode.gradients(b, y, new Sugar(b).like(y, 1), List.of(x));
        Function f = b.build(gradients);

        assertThat(f.instructions()).anyMatch(i -> i.op() instanceof Marker.OptimizationBarrier);
    }

    @Test
    void aCustomGradientReplacesTheTrueOne() {
        Builder g = new Builder("backward");
        g.parameter("n", TensorType.of(DType.I32));
        Value x = g.parameter("x", VECTOR);
        g.parameter("y", VECTOR);
        Value d = g.parameter("d", VECTOR);
        Function backward = g.build(List.of(new Sugar(g).mul(d, x)));
        Builder f = new Builder("forward");
        f.parameter("n", TensorType.of(DType.I32));
        Value a = f.parameter("x", VECTOR);
        Function forward = f.build(List.of(new Sugar(f).mul(a, 2)));
        Literal point = Literal.of(new double[] {1, -2, 3}, 3);

        assertThat(
                        Evaluate.gradients(
                                        (s, v) ->
                                                s.builder()
                                                        .add(
                                                                new Control.CustomGradient(
                                                                        forward, backward),
                                                                zero(s),
                                                                v.get(0)),
                                        point)
                                .getFirst())
                .isEqualTo(point);
    }

    @Test
    void aLoopWithoutAnEndHasNoGradientAndNamesScan() {
        Builder c = new Builder("condition");
        Value state = c.parameter("x", TensorType.of(DType.F64));
        Sugar s = new Sugar(c);
        Function condition = c.build(List.of(s.compare(Direction.LT, state, s.like(state, 10))));
        Builder b = new Builder("body");
        Value x = b.parameter("x", TensorType.of(DType.F64));
        Function body = b.build(List.of(new Sugar(b).mul(x, 2)));
        Control.While op = new Control.While(condition, body);

        assertThatThrownBy(() ->
                        Evaluate.gradients(
                                (t, v) -> t.builder().add(op, v.get(0)),
                                Literal.scalar(DType.F64, 1)))
                .isInstanceOf(DifferentiationException.class)
                .hasMessageContaining("expected scan");
    }
}
