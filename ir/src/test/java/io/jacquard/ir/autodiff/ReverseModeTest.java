package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Site;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReverseModeTest {
    private static final TensorType SCALAR = new TensorType(DType.F64, Shape.SCALAR);

    private final Builder b = new Builder("f");
    private final Sugar s = new Sugar(b);

    @Test
    void aFunctionGetsItsResultsAndThenItsGradients() {
        Value x = b.parameter("x", SCALAR);
        Value y = b.parameter("y", SCALAR);
        Function f = b.build(List.of(s.mul(x, y), s.add(x, y)));

        Function g = ReverseMode.differentiate(f, IntList.of(1, 0));

        assertThat(g.parameters()).extracting(Value.Parameter::name).containsExactly("x", "y");
        assertThat(run(g, 3, 5)).containsExactly(15, 8, 3, 5);
    }

    @Test
    void aValueTheRootDoesNotDependOnHasGradientZero() {
        Value x = b.parameter("x", SCALAR);
        Value y = b.parameter("y", SCALAR);
        Function f = b.build(List.of(s.exp(x)));

        assertThat(run(ReverseMode.differentiate(f, IntList.of(1)), 0, 1)).containsExactly(1, 0);
        assertThat(y.type()).isEqualTo(SCALAR);
    }

    @Test
    void theGradientOfTheRootIsItsCotangent() {
        Value x = b.parameter("x", SCALAR);

        assertThat(ReverseMode.gradients(b, x, s.like(x, 7), List.of(x)))
                .singleElement()
                .isEqualTo(b.instructions().getLast().result());
    }

    @Test
    void innerValuesCanBeSelectedAndEveryPathCounts() {
        Value x = b.parameter("x", SCALAR);
        Value square = s.mul(x, x);
        Value root = s.mul(square, x);
        List<Value> g = ReverseMode.gradients(b, root, s.like(root, 1), List.of(x, square));

        assertThat(run(b.build(g), 2)).containsExactly(12, 2);
    }

    @Test
    void instructionsAfterTheRootDoNotMatter() {
        Value x = b.parameter("x", SCALAR);
        Value root = s.mul(x, x);
        s.mul(root, s.exp(x));
        List<Value> g = ReverseMode.gradients(b, root, s.like(root, 1), List.of(x));

        assertThat(run(b.build(g), 3)).containsExactly(6);
    }

    @Test
    void nothingIsComputedForInputsThatAreNotSelected() {
        Value x = b.parameter("x", TensorType.of(DType.F32, 5, 3));
        Value w = b.parameter("w", TensorType.of(DType.F32, 3, 4));
        Value y = b.add(DotGeneral.matmul(), b.add(new Unary.Tanh(), x), w);
        int forward = b.instructions().size();
        ReverseMode.gradients(b, y, y, List.of(w));

        assertThat(b.instructions()).hasSize(forward + 1);
    }

    @Test
    void nothingIsComputedBehindAStep() {
        Value x = b.parameter("x", SCALAR);
        Value root = s.mul(s.exp(b.add(new Unary.Floor(), x)), s.like(x, 2));
        Value one = s.like(root, 1);
        int forward = b.instructions().size();
        ReverseMode.gradients(b, root, one, List.of(x));

        assertThat(b.instructions().subList(forward, b.instructions().size()))
                .extracting(i -> i.op().name())
                .containsExactly("constant");
    }

    @Test
    void gradientsCarryTheSiteOfTheForwardInstruction() {
        Site site = new Site("Net.forward(Net.java:7)", "head");
        Value x = b.parameter("x", SCALAR);
        Value root = b.append(new Unary.Sine(), List.of(x), site).result();
        Value one = s.like(root, 1);
        int forward = b.instructions().size();
        ReverseMode.gradients(b, root, one, List.of(x));

        assertThat(b.instructions().subList(forward, b.instructions().size()))
                .isNotEmpty()
                .extracting(Instruction::site)
                .containsOnly(site);
    }

    @Test
    void theThirdDerivativeOfAPolynomialIsExact() {
        Value x = b.parameter("x", SCALAR);
        Value y = s.mul(s.mul(x, x), s.mul(x, x));
        for (int i = 0; i < 3; i++) {
            y = ReverseMode.gradients(b, y, s.like(y, 1), List.of(x)).getFirst();
        }

        assertThat(run(b.build(List.of(y)), 2)).containsExactly(48);
    }

    @Test
    void aSmallNetworkAgreesWithDifferences() {
        Differences.seeded(60)
                .with(4, 3)
                .with(3, 5)
                .with(5)
                .with(5, 2)
                .check((n, p) -> {
                    Value h = n.builder().add(DotGeneral.matmul(), p.get(0), p.get(1));
                    Value bias = n.broadcast(p.get(2), h.type().shape(), IntList.of(1));
                    Value a = n.builder().add(new Unary.Tanh(), n.add(h, bias));
                    Value out = n.builder().add(DotGeneral.matmul(), a, p.get(3));
                    return n.reduce(Reducer.ADD, n.mul(out, out), IntList.of(0, 1));
                });
    }

    @Test
    void everyFloatingDtypeHasGradients() {
        for (DType dtype : List.of(DType.F32, DType.F64, DType.BF16, DType.F16)) {
            Literal x = Literal.filled(TensorType.of(dtype, 2), 3);

            assertThat(Evaluate.gradients((n, v) -> n.mul(v.get(0), v.get(0)), x).getFirst())
                    .isEqualTo(Literal.filled(x.type(), 6));
        }
    }

    @Test
    void refusesAFirstResultThatIsNoScalar() {
        Value x = b.parameter("x", TensorType.of(DType.F32, 2));
        Function f = b.build(List.of(x));

        assertThatThrownBy(() -> ReverseMode.differentiate(f, IntList.of(0)))
                .isInstanceOf(DifferentiationException.class)
                .hasMessageContaining("expected a scalar first result");
    }

    @Test
    void refusesIntegers() {
        Value x = b.parameter("x", TensorType.of(DType.I32, 2));
        Value y = s.convert(x, DType.F32);

        assertThatThrownBy(() -> ReverseMode.gradients(b, y, y, List.of(x)))
                .isInstanceOf(DifferentiationException.class)
                .hasMessageContaining("i32 has no gradient");
        assertThatThrownBy(() -> ReverseMode.gradients(b, x, x, List.of(y)))
                .isInstanceOf(DifferentiationException.class)
                .hasMessageContaining("the root is %x: i32[2]");
    }

    @Test
    void refusesACotangentOfAnotherType() {
        Value x = b.parameter("x", SCALAR);
        Value y = b.add(new Binary.Add(), x, x);
        Value wrong = s.convert(y, DType.F32);

        assertThatThrownBy(() -> ReverseMode.gradients(b, y, wrong, List.of(x)))
                .isInstanceOf(DifferentiationException.class)
                .hasMessageContaining("the cotangent is f32[]")
                .hasMessageContaining("f64[]");
    }

    private static double[] run(Function f, double... arguments) {
        List<Literal> literals =
                Arrays.stream(arguments).mapToObj(v -> Literal.scalar(DType.F64, v)).toList();
        return Interpreter.run(f, literals).stream().mapToDouble(l -> l.get(0)).toArray();
    }
}
