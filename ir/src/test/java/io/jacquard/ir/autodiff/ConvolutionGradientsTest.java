package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionGradientsTest {
    /// A channels-last convolution and the shapes of its operands.
    record Case(String name, Convolution op, Shape data, Shape kernel) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> channelsLast() {
        return Stream.of(
                plain("plain", "1 1 | 0 0 | 0 0 | 1 1 | 1 1", Shape.of(2, 4, 3, 2), 3, 2),
                plain("padded", "1 1 | 1 0 | 2 1 | 1 1 | 1 1", Shape.of(1, 4, 3, 2), 3, 2),
                plain("strided", "2 3 | 1 0 | 1 0 | 1 1 | 1 1", Shape.of(1, 6, 5, 2), 3, 2),
                plain("unreached", "3 2 | 0 0 | 0 0 | 1 1 | 1 1", Shape.of(1, 8, 6, 1), 2, 3),
                plain("dilated", "1 2 | 2 1 | 2 1 | 1 1 | 2 2", Shape.of(1, 5, 6, 1), 3, 2),
                plain("transposed", "1 1 | 1 1 | 2 0 | 2 3 | 1 1", Shape.of(1, 3, 2, 2), 2, 2),
                plain("everything", "2 2 | 2 1 | 1 3 | 2 1 | 1 2", Shape.of(1, 4, 5, 1), 3, 2),
                plain("cutting", "1 2 | -1 0 | 0 -2 | 1 1 | 1 1", Shape.of(1, 5, 7, 1), 2, 2),
                plain("overpadded", "1 1 | 3 2 | 2 2 | 1 1 | 1 1", Shape.of(1, 3, 2, 1), 2, 1),
                plain("pointwise", "2 1 | 0 0 | 0 0 | 1 1 | 1 1", Shape.of(2, 3, 2, 2), 1, 1),
                plain("one axis", "2 | 1 | 0 | 1 | 1", Shape.of(2, 6, 2), 3),
                plain(
                        "three axes",
                        "1 2 1 | 0 1 0 | 0 0 1 | 1 1 1 | 1 1 2",
                        Shape.of(1, 2, 4, 3, 1),
                        2,
                        3,
                        2));
    }

    static Stream<Case> grouped() {
        return Stream.of(
                groups(
                        "feature groups",
                        "2 1 | 1 0 | 0 1 | 1 1 | 1 1",
                        2,
                        Shape.of(1, 5, 3, 4),
                        Shape.of(3, 2, 2, 6)),
                groups(
                        "depthwise",
                        "1 1 | 1 1 | 1 1 | 1 1 | 1 1",
                        3,
                        Shape.of(2, 3, 2, 3),
                        Shape.of(3, 2, 1, 3)),
                groups(
                        "depthwise with multiplier",
                        "2 | 1 | 1 | 1 | 1",
                        2,
                        Shape.of(1, 5, 2),
                        Shape.of(3, 1, 4)));
    }

    @ParameterizedTest
    @MethodSource({"channelsLast", "grouped"})
    void gradientsAgreeWithDifferences(Case c) {
        Differences.seeded(50)
                .with(c.data.sizes())
                .with(c.kernel.sizes())
                .check((s, x) -> s.builder().add(c.op, x.get(0), x.get(1)));
    }

    @Test
    void batchGroupsAgreeWithDifferences() {
        Convolution op =
                new Convolution(
                        window("1 2 | 1 0 | 0 1 | 1 1 | 1 1"),
                        Axes.channelsLast(2),
                        Axes.kernel(2),
                        Axes.channelsLast(2),
                        1,
                        2);
        Differences.seeded(51)
                .with(4, 3, 3, 2)
                .with(2, 2, 2, 6)
                .check((s, x) -> s.builder().add(op, x.get(0), x.get(1)));
    }

    @Test
    void anyOrderOfAxesAgreesWithDifferences() {
        Convolution op =
                new Convolution(
                        window("2 1 | 1 0 | 0 1 | 1 1 | 1 2"),
                        new Axes(1, 0, IntList.of(3, 2)),
                        new Axes(2, 0, IntList.of(1, 3)),
                        new Axes(3, 1, IntList.of(2, 0)),
                        2,
                        1);
        Differences.seeded(52)
                .with(4, 2, 4, 3)
                .with(2, 2, 4, 2)
                .check((s, x) -> s.builder().add(op, x.get(0), x.get(1)));
    }

    @Test
    void emptyConvolutionsHaveGradientZero() {
        Convolution op = Convolution.channelsLast(Window.valid(1));
        Literal data = Literal.zeros(TensorType.of(DType.F64, 2, 2, 1));
        Literal kernel = Literal.filled(TensorType.of(DType.F64, 3, 1, 1), 1);
        List<Literal> g =
                Evaluate.gradients((s, x) -> s.builder().add(op, x.get(0), x.get(1)), data, kernel);

        assertThat(g.get(0)).isEqualTo(data);
        assertThat(g.get(1)).isEqualTo(Literal.zeros(kernel.type()));
    }

    @ParameterizedTest
    @MethodSource({"channelsLast", "grouped"})
    void backendsFindTheGradientsAgain(Case c) {
        Builder b = new Builder("convolution");
        Value x = b.parameter("x", new TensorType(DType.F64, c.data));
        Value k = b.parameter("k", new TensorType(DType.F64, c.kernel));
        Value y = b.add(c.op, x, k);
        Value d = b.parameter("d", y.type());
        List<Value> g = ReverseMode.gradients(b, y, d, List.of(x, k));

        assertThat(role(y)).isEqualTo(new ConvolutionRole.Forward(c.op, x, k));
        var input = (ConvolutionRole.InputGradient) role(g.get(0));
        assertThat(input.gradient()).isSameAs(d);
        assertThat(input.kernel()).isSameAs(k);
        assertSame(input.forward(), c);
        var kernel = (ConvolutionRole.KernelGradient) role(g.get(1));
        assertThat(kernel.data()).isSameAs(x);
        assertThat(kernel.gradient()).isSameAs(d);
        assertSame(kernel.forward(), c);
    }

    @Test
    void otherConvolutionsHaveNoRole() {
        Builder b = new Builder("other");
        Value x = b.parameter("x", TensorType.of(DType.F32, 1, 4, 1));
        Value k = b.parameter("k", TensorType.of(DType.F32, 2, 1, 1));
        Convolution plain = Convolution.channelsLast(Window.valid(1));
        Axes turned = ConvolutionGradients.exchanged(plain.rhs());
        Convolution unturned =
                new Convolution(plain.window(), plain.lhs(), turned, plain.out(), 1, 1);

        assertThat(role(b.add(unturned, x, k))).isEqualTo(new ConvolutionRole.Other());
        assertThat(role(b.add(new Binary.Add(), x, x))).isEqualTo(new ConvolutionRole.Other());
    }

    // The high padding may differ where no window reaches; all else is equal, and so are results.
    private static void assertSame(Convolution found, Case c) {
        Window w = c.op.window();
        assertThat(found.window().padded(w.low(), w.high())).isEqualTo(w);
        assertThat(found.window().low()).isEqualTo(w.low());
        assertThat(
                        new Convolution(
                                w, found.lhs(), found.rhs(), found.out(), c.op.featureGroups(), 1))
                .isEqualTo(c.op);
        assertThat(run(found, c)).isEqualTo(run(c.op, c));
    }

    private static Literal run(Convolution op, Case c) {
        Builder b = new Builder("run");
        Value x = b.parameter("x", new TensorType(DType.F64, c.data));
        Value k = b.parameter("k", new TensorType(DType.F64, c.kernel));
        Function f = b.build(List.of(b.add(op, x, k)));
        return Interpreter.run(f, List.of(counted(x.type()), counted(k.type()))).getFirst();
    }

    private static Literal counted(TensorType type) {
        Literal made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, i + 1);
        }
        return made;
    }

    private static ConvolutionRole role(Value v) {
        return ConvolutionRole.of(((Value.Result) v).producer());
    }

    private static Case plain(String name, String window, Shape data, int... kernel) {
        int n = kernel.length;
        Shape k = Shape.of(IntList.of(kernel).concat(IntList.of(data.size(-1), 2)).toArray());
        assertThat(data.rank()).isEqualTo(n + 2);
        return new Case(name, Convolution.channelsLast(window(window)), data, k);
    }

    private static Case groups(String name, String window, int groups, Shape data, Shape kernel) {
        int n = data.rank() - 2;
        Convolution op =
                new Convolution(
                        window(window),
                        Axes.channelsLast(n),
                        Axes.kernel(n),
                        Axes.channelsLast(n),
                        groups,
                        1);
        return new Case(name, op, data, kernel);
    }

    /// Strides, low, high, data dilation and kernel dilation, separated by bars.
    private static Window window(String text) {
        List<IntList> lists =
                Stream.of(text.split("\\|"))
                        .map(part ->
                                IntList.of(
                                        Stream.of(part.strip().split(" "))
                                                .mapToInt(Integer::parseInt)
                                                .toArray()))
                        .toList();
        return new Window(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4));
    }
}
