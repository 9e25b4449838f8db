package io.jacquard.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.OpCase;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values that are put side by side, or handed on by a loop that also keeps them, are written once.
class JoinedValuesTest {
    private final Device device = Device.open("cpu");
    private final Builder b = new Builder("f");
    private final Sugar s = new Sugar(b);

    @AfterEach
    void close() {
        device.close();
        assertThat(device.bytesInUse()).isZero();
    }

    private Value parameter(int... sizes) {
        return b.parameter("x", TensorType.of(DType.F32, sizes));
    }

    private Value joined(int axis, Value... parts) {
        return b.add(new Shaping.Concatenate(axis), parts);
    }

    private void agrees(Value... results) {
        agrees(b.build(List.of(results)));
    }

    private void agrees(Function f) {
        Random random = new Random(5);
        List<Literal> arguments = new ArrayList<>();
        for (Value p : f.parameters()) {
            Literal made = Literal.zeros(p.type());
            for (int i = 0; i < made.elements(); i++) {
                made.set(i, random.nextGaussian() / 2);
            }
            arguments.add(made);
        }
        OpCase c = new OpCase("joined", "values", f, arguments, Tolerance.contraction(500));
        BackendConformance.of(device).check(c);
    }

    private int kernels(Function f) {
        try (Executable e = device.compile(f, CompileOptions.standard())) {
            return e.report().items().getOrDefault("kernel", 0);
        }
    }

    @Test
    void partsOfOneKernelNeedNoCopies() {
        Value x = parameter(3, 20);
        Value y = joined(1, s.exp(x), s.neg(x), s.mul(x, x));
        Function f = b.build(List.of(y));

        assertThat(kernels(f)).isEqualTo(1);
        agrees(f);
    }

    @Test
    void partsAlongTheFirstAxisNeedNoCopiesEither() {
        Value x = parameter(3, 20);
        Value z = parameter(5, 20);
        Function f = b.build(List.of(joined(0, s.exp(x), s.exp(z))));

        assertThat(kernels(f)).isEqualTo(2);
        agrees(f);
    }

    @Test
    void partsThatOthersReadAreCopied() {
        Value x = parameter(3, 20);
        Value e = s.exp(x);
        agrees(joined(1, e, s.neg(x)), e);
    }

    @Test
    void aPartThatComesTwiceIsCopied() {
        Value e = s.exp(parameter(3, 20));
        agrees(joined(1, e, e));
    }

    @Test
    void argumentsAndTurnedValuesAreCopied() {
        Value x = parameter(6, 6);
        Value turned = b.add(new Shaping.Transpose(IntList.of(1, 0)), s.exp(x));
        agrees(joined(1, x, turned, s.neg(x)));
    }

    @Test
    void partsMayBeOfAnotherShapeThanWhatIsComputed() {
        Value x = parameter(4, 5);
        Value one = s.reshape(s.exp(x), Shape.of(1, 4, 5));
        Value two = s.reshape(s.neg(x), Shape.of(1, 4, 5));
        agrees(joined(0, one, two), joined(2, s.reshape(s.mul(x, x), Shape.of(1, 2, 10)), one(x)));
    }

    private Value one(Value x) {
        return s.reshape(s.add(x, x), Shape.of(1, 2, 10));
    }

    @Test
    void singleColumnsAreCopied() {
        Value x = parameter(7, 1);
        agrees(joined(1, s.exp(x), s.neg(x)));
    }

    @Test
    void joinedPartsAreJoinedAgain() {
        Value x = parameter(4, 5);
        Value inner = joined(1, s.exp(x), s.neg(x));
        agrees(joined(0, inner, s.mul(inner, inner)));
    }

    @Test
    void whatIsJoinedMayBeReducedAndMultiplied() {
        Value x = parameter(4, 5);
        Value y = joined(1, s.exp(x), s.neg(x));
        agrees(s.reduce(Reducer.ADD, y, IntList.of(0)), s.mul(y, s.like(y, 3)));
    }

    /// Loops that hand on what they keep.
    static Stream<Control.Scan> loops() {
        return Stream.of(loop(5, false), loop(5, true), loop(1, false), loop(0, false));
    }

    // The first carry is an output too, the second is not.
    private static Control.Scan loop(int length, boolean reverse) {
        TensorType row = TensorType.of(DType.F32, 2, 3);
        Builder inner = new Builder("step");
        Sugar t = new Sugar(inner);
        Value sum = inner.parameter("sum", row);
        Value product = inner.parameter("product", row);
        Value x = inner.parameter("x", row);
        Value next = t.add(sum, x);
        Function body = inner.build(List.of(next, t.mul(product, x), product, next, next));
        return new Control.Scan(body, 2, 1, length, reverse);
    }

    @ParameterizedTest
    @MethodSource("loops")
    void whatALoopKeepsAndHandsOnAgrees(Control.Scan loop) {
        List<Value> operands =
                List.of(parameter(2, 3), parameter(2, 3), parameter(loop.length(), 2, 3));
        agrees(b.append(loop, operands).results().toArray(Value[]::new));
    }

    static Stream<Recurrent> networks() {
        return Stream.of(
                new Recurrent.Lstm(false),
                new Recurrent.Lstm(true),
                new Recurrent.Gru(false),
                new Recurrent.Rnn(Recurrent.Rnn.Activation.TANH, true));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void recurrentNetworksAndTheirGradientsAgree(Recurrent op) {
        int width = 24;
        List<Value> operands = new ArrayList<>(List.of(parameter(6, 4, 3)));
        for (int i = 0; i < op.states(); i++) {
            operands.add(parameter(4, width));
        }
        operands.add(parameter(3, op.gates() * width));
        operands.add(parameter(width, op.gates() * width));
        for (int i = 0; i < op.biases(); i++) {
            operands.add(parameter(op.gates() * width));
        }
        List<? extends Value> made = b.append((Composite) op, operands).results();
        Value loss = s.filled(TensorType.of(DType.F32), 0);
        for (Value v : made) {
            Value squares = s.mul(v, v);
            loss = s.add(loss, s.reduce(Reducer.ADD, squares, IntList.range(0, v.type().rank())));
        }
        Function f = b.build(List.of(loss, made.getFirst()));
        agrees(ReverseMode.differentiate(f, IntList.range(0, operands.size())));
    }
}
