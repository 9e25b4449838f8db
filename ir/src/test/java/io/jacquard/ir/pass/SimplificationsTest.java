package io.jacquard.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ConvolutionRole;
import io.jacquard.ir.autodiff.ReverseMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimplificationsTest {
    private final Builder b = new Builder("f");
    private final Sugar s = new Sugar(b);
    private final Value x = b.parameter("x", TensorType.of(DType.F32, 2, 3));
    private final Value y = b.parameter("y", TensorType.of(DType.F32, 2, 3));
    private final Value p = b.parameter("p", TensorType.of(DType.BOOL, 2, 3));

    @Test
    void arithmeticThatChangesNothingGoes() {
        assertGone(s.mul(x, 1), x);
        assertGone(s.mul(s.like(x, 1), x), x);
        assertGone(s.div(x, s.like(x, 1)), x);
        assertGone(s.sub(x, s.like(x, 0)), x);
        assertGone(s.add(x, s.like(x, -0.0)), x);
        assertGone(b.add(new Binary.Power(), x, s.like(x, 1)), x);
        assertGone(b.add(new Binary.Maximum(), x, x), x);
        assertGone(s.neg(s.neg(x)), x);
        assertGone(b.add(new Unary.Not(), b.add(new Unary.Not(), p)), p);
        assertGone(b.add(new Binary.Or(), p, p), p);
        assertGone(s.select(p, x, x), x);
        assertGone(s.select(s.like(p, 1), x, y), x);
        assertGone(s.select(s.like(p, 0), x, y), y);
    }

    @Test
    void arithmeticThatMayChangeAZeroOrNaNStays() {
        assertStays(s.add(x, s.like(x, 0)), "add");
        assertStays(s.sub(x, s.like(x, -0.0)), "subtract");
        assertStays(s.mul(x, 0), "multiply");
        assertStays(s.sub(x, x), "subtract");
        assertStays(s.div(x, x), "divide");
        assertStays(b.add(new Reduction.Reduce(Reduction.Reducer.ADD, IntList.of()), x), "add");
        assertStays(s.div(x, s.like(x, 3)), "divide");
    }

    @Test
    void integersHaveOneZero() {
        Value i = b.parameter("i", TensorType.of(DType.I32, 2));

        assertGone(s.add(i, s.like(i, 0)), i);
        assertStays(s.div(i, s.like(i, 2)), "divide");
    }

    @Test
    void signsMoveIntoSumsAndProducts() {
        assertStays(s.mul(x, -1), "negate");
        assertStays(s.add(x, s.neg(y)), "subtract");
        assertStays(s.add(s.neg(x), y), "subtract");
        assertStays(s.sub(x, s.neg(y)), "add");
        assertStays(b.add(new Unary.Abs(), s.neg(x)), "abs");
        assertStays(s.select(b.add(new Unary.Not(), p), x, y), "select");
    }

    @Test
    void anUnsignedNumberHasNoSignToTake() {
        Value u = b.parameter("u", TensorType.of(DType.U32, 2));

        assertStays(b.add(new Unary.Abs(), s.neg(u)), "negate", "abs");
    }

    @Test
    void divisionByAPowerOfTwoBecomesAMultiplication() {
        assertStays(s.div(x, s.like(x, 32)), "constant", "broadcast_in_dim", "multiply");
        assertStays(s.div(x, s.like(x, -0.25)), "constant", "broadcast_in_dim", "multiply");
    }

    @Test
    void conversionsThroughWiderFloatsJoin() {
        assertGone(s.convert(s.convert(x, DType.F64), DType.F32), x);
        assertStays(s.convert(s.convert(x, DType.F64), DType.BF16), "convert");
        assertStays(s.convert(s.convert(x, DType.BF16), DType.F32), "convert", "convert");
        assertStays(s.convert(s.convert(x, DType.I32), DType.F32), "convert", "convert");
        assertGone(b.add(new Elementwise.Convert(DType.F32), x), x);
    }

    @Test
    void movesThatChangeNothingGo() {
        IntList none = IntList.of(0, 0);
        IntList ones = IntList.of(1, 1);
        IntList swap = IntList.of(1, 0);
        assertGone(s.transpose(s.transpose(x, swap), swap), x);
        assertGone(b.add(new Shaping.Transpose(IntList.of(0, 1)), x), x);
        assertGone(s.reshape(s.reshape(x, Shape.of(6)), Shape.of(2, 3)), x);
        assertGone(b.add(new Shaping.BroadcastInDim(Shape.of(2, 3), IntList.of(0, 1)), x), x);
        assertGone(b.add(new Shaping.Slice(none, IntList.of(2, 3), ones), x), x);
        assertGone(b.add(new Shaping.Concatenate(1), x), x);
        Value zero = s.filled(x.type().with(Shape.SCALAR), 0);
        assertGone(b.add(new Shaping.Pad(none, none, none), x, zero), x);
        Value back = b.add(new Shaping.Reverse(swap), x);
        assertGone(b.add(new Shaping.Reverse(swap), back), x);
        assertGone(b.add(new Reduction.Reduce(Reduction.Reducer.MAXIMUM, IntList.of()), x), x);
    }

    @Test
    void movesInARowJoin() {
        Value wide = s.broadcast(x, Shape.of(4, 2, 3), IntList.of(1, 2));
        assertStays(
                s.broadcast(wide, Shape.of(4, 2, 3, 5), IntList.of(0, 1, 2)), "broadcast_in_dim");
        assertStays(s.broadcast(x, Shape.of(1, 2, 3, 1), IntList.of(1, 2)), "reshape");
        Value cube = s.reshape(x, Shape.of(1, 2, 3));
        Value turned = s.transpose(cube, IntList.of(2, 0, 1));
        assertStays(s.transpose(turned, IntList.of(1, 0, 2)), "reshape", "transpose");
    }

    @Test
    void aBiasIsRepeatedInOneStep() {
        Value bias = b.parameter("bias", TensorType.of(DType.F32, 3));
        Value row = s.reshape(bias, Shape.of(1, 1, 3));
        Value repeated = s.broadcast(row, Shape.of(2, 4, 3), IntList.of(0, 1, 2));

        Function g = simplified(repeated);

        assertThat(PassesTest.names(g)).containsExactly("broadcast_in_dim");
        assertThat(g.instructions().getFirst().op())
                .isEqualTo(new Shaping.BroadcastInDim(Shape.of(2, 4, 3), IntList.of(2)));
    }

    @Test
    void aReshapeThatMovesElementsStaysBeforeABroadcast() {
        Value turned = s.reshape(x, Shape.of(3, 2));
        assertStays(
                s.broadcast(turned, Shape.of(3, 2, 2), IntList.of(0, 1)),
                "reshape",
                "broadcast_in_dim");
    }

    @Test
    void repeatedScalarsStayRepeatedScalars() {
        Value c = s.like(x, 5);
        assertStays(s.reshape(c, Shape.of(6)), "constant", "broadcast_in_dim");
        assertStays(s.transpose(c, IntList.of(1, 0)), "constant", "broadcast_in_dim");
        assertStays(
                s.broadcast(c, Shape.of(7, 2, 3), IntList.of(1, 2)),
                "constant",
                "broadcast_in_dim");
    }

    @Test
    void transposesMoveIntoProducts() {
        Value turned = s.transpose(y, IntList.of(1, 0));
        Function g = simplified(b.add(DotGeneral.matmul(), x, turned));

        assertThat(g.instructions()).hasSize(1);
        assertThat(g.instructions().getFirst().op())
                .isEqualTo(
                        new DotGeneral(IntList.of(), IntList.of(), IntList.of(1), IntList.of(1)));
    }

    @Test
    void transposesThatReorderTheResultStayBeforeProducts() {
        Value cube = b.parameter("cube", TensorType.of(DType.F32, 4, 3, 2));
        Value turned = s.transpose(cube, IntList.of(1, 2, 0));
        DotGeneral op = new DotGeneral(IntList.of(), IntList.of(), IntList.of(1), IntList.of(0));
        assertStays(b.add(op, x, turned), "transpose", "dot_general");
    }

    @Test
    void theGradientsOfAOneByOneConvolutionAreStillFound() {
        Value data = b.parameter("data", TensorType.of(DType.F32, 1, 4, 2));
        Value kernel = b.parameter("kernel", TensorType.of(DType.F32, 1, 2, 3));
        Value out = b.add(Convolution.channelsLast(Window.strided(IntList.of(2))), data, kernel);
        List<Value> g = ReverseMode.gradients(b, out, out, List.of(data, kernel));
        Function f = Passes.standard().apply(b.build(g));

        assertThat(role(f.results().getFirst())).isInstanceOf(ConvolutionRole.InputGradient.class);
        assertThat(role(f.results().getLast())).isInstanceOf(ConvolutionRole.KernelGradient.class);
    }

    @Test
    void aComparisonStays() {
        assertStays(s.compare(Direction.EQ, x, x), "compare");
    }

    private static ConvolutionRole role(Value v) {
        return ConvolutionRole.of(((Value.Result) v).producer());
    }

    private Function simplified(Value v) {
        return Passes.simplify().then(Passes.deadCode()).apply(b.build(List.of(v)));
    }

    private void assertGone(Value v, Value left) {
        Function g = simplified(v);
        assertThat(PassesTest.names(g)).as("%s", v).isEmpty();
        assertThat(g.results().getFirst()).asString().isEqualTo(left.toString());
    }

    private void assertStays(Value v, String... names) {
        List<String> left = PassesTest.names(simplified(v));
        assertThat(left).as("%s", v).endsWith(names);
        assertThat(
                        left.stream()
                                .filter(n ->
                                        !n.equals("constant") && !n.equals("broadcast_in_dim")))
                .as("%s", v)
                .containsExactlyElementsOf(
                        List.of(names).stream()
                                .filter(n -> !n.equals("constant") && !n.equals("broadcast_in_dim"))
                                .toList());
    }
}
