package io.jacquard.ir.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    private static final String DENSE =
            """
            function dense(%x: f32[2, 3], %layer.weight: f32[3, 1]) {
              %0 = dot_general %x, %layer.weight {lhs_batching = [], rhs_batching = [], \
            lhs_contracting = [1], rhs_contracting = [0]} : f32[2, 1]
              %1 = tanh %0 : f32[2, 1]
              return %1, %x
            }
            """;

    private static Function network() {
        Builder b = new Builder("a network");
        Value x = b.parameter("images", TensorType.of(DType.F32, 2, 8, 8, 3));
        Value k = b.parameter("0", TensorType.of(DType.F32, 3, 3, 3, 4));
        Contraction.Window window =
                Contraction.Window.strided(IntList.of(1, 2))
                        .padded(IntList.of(1, -1), IntList.of(1, 0));
        Value y = b.add(Contraction.Convolution.channelsLast(window), x, k);
        PoolWindow pool = PoolWindow.valid(IntList.of(2, 2), IntList.of(2, 2));
        Value z = b.add(new Composite.MaxPool(pool), y);
        Value s = b.add(new Reduction.Reduce(Reduction.Reducer.MAXIMUM, IntList.of(1, 2)), z);
        Value t = b.add(new Marker.Tap("a \"label\"\n\\ \u00fc"), s);
        b.add(new Creation.Iota(TensorType.of(DType.U32, 0, 2), 1));
        return b.build(List.of(t, k, t));
    }

    private static Function constant(Literal value) {
        Builder b = new Builder("constant");
        return b.build(List.of(b.add(new Creation.Constant(value))));
    }

    @Test
    void isReadableOneInstructionALine() {
        Builder b = new Builder("dense");
        Value x = b.parameter("x", TensorType.of(DType.F32, 2, 3));
        Value w = b.parameter("layer.weight", TensorType.of(DType.F32, 3, 1));
        Value y = b.add(new Unary.Tanh(), b.add(Contraction.DotGeneral.matmul(), x, w));
        assertThat(Printer.print(b.build(List.of(y, x)))).isEqualTo(DENSE);
    }

    @Test
    void parsesWhatItPrints() {
        String text = Printer.print(network());
        Function parsed = Parser.parse(text);
        assertThat(Printer.print(parsed)).isEqualTo(text);
        assertThat(parsed.name()).isEqualTo("a network");
        assertThat(parsed.parameters().get(1).name()).isEqualTo("0");
        List<Op> ops = network().instructions().stream().map(i -> i.op()).toList();
        assertThat(parsed.instructions().stream().map(i -> i.op())).isEqualTo(ops);
        assertThat(parsed.results().getFirst()).isSameAs(parsed.results().getLast());
    }

    @Test
    void functionsStandInsideOperations() {
        Builder inner = new Builder("twice");
        Value x = inner.parameter("x", TensorType.of(DType.F32, 2));
        Function twice = inner.build(List.of(inner.add(new Binary.Add(), x, x)));
        Builder outer = new Builder("outer");
        Value y = outer.parameter("y", TensorType.of(DType.F32, 2));
        Function f = outer.build(List.of(outer.add(new Control.Rematerialize(twice), y)));

        String text = Printer.print(f);

        assertThat(text).contains("body = function twice(%x: f32[2])");
        assertThat(Printer.print(Parser.parse(text))).isEqualTo(text);
    }

    @Test
    void functionsDoNotNestWithoutEnd() {
        String deep = "function f() { %0 = rematerialize {body = ".repeat(100);

        assertThatThrownBy(() -> Parser.parse(deep))
                .isInstanceOf(TextException.class)
                .hasMessageContaining("no deeper than");
    }

    @Test
    void readsAnySpacing() {
        String squeezed = DENSE.replace("\n", " ").replace("  ", " ").replace(" = ", "=");
        assertThat(Printer.print(Parser.parse("\n " + squeezed))).isEqualTo(DENSE);
    }

    @Test
    void aFunctionMayBeEmpty() {
        String text = "function f() {\n  return\n}\n";
        assertThat(Printer.print(Parser.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void literalsKeepTheirBits(DType dtype) {
        Random random = new Random(7);
        double[] special = {0, -0.0, 1 / 3.0, 1e-45, 6e-8, -3.4e38, 1e300, 65504, -128, 255, 4e9};
        for (int size : new int[] {0, 1, 11, 100}) {
            Literal x = Literal.zeros(TensorType.of(dtype, size));
            for (int i = 0; i < size; i++) {
                x.set(i, i < special.length ? special[i] : random.nextGaussian());
            }
            Function parsed = Parser.parse(Printer.print(constant(x)));
            assertThat(parsed.instructions().getFirst().op()).isEqualTo(new Creation.Constant(x));
        }
    }

    @Test
    void literalsOfSpecialValuesAreWords() {
        Literal x =
                Literal.of(
                        new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY},
                        3);
        String text = Printer.print(constant(x));
        assertThat(text).contains("{value = f32[3] (nan, -inf, inf)}");
        assertThat(Parser.parse(text).instructions().getFirst().op())
                .isEqualTo(new Creation.Constant(x));
    }

    @Test
    void longsKeepAllTheirDigits() {
        Literal x = Literal.zeros(TensorType.of(DType.I64));
        x.setLong(0, Long.MIN_VALUE);
        String text = Printer.print(constant(x));
        assertThat(text).contains("i64[] (-9223372036854775808)");
        assertThat(Printer.print(Parser.parse(text))).isEqualTo(text);
    }

    @Test
    void namesThatAreNoWordsStandInQuotes() {
        Builder b = new Builder("f");
        Value x = b.parameter("a b", TensorType.of(DType.F32));
        Value y = b.parameter("%0", TensorType.of(DType.F32));
        Function f = b.build(List.of(b.add(new Binary.Add(), x, y)));
        String text = Printer.print(f);
        assertThat(text).contains("%0 = add %\"a b\", %\"%0\" : f32[]");
        assertThat(Printer.print(Parser.parse(text))).isEqualTo(text);
    }

    @Test
    void everyOperationIsKnownByItsName() {
        assertThat(Operations.all()).hasSizeGreaterThan(40);
        for (Class<? extends Op> type : Operations.all()) {
            assertThat(type.isRecord()).as("%s", type).isTrue();
            assertThat(Operations.named(Op.nameOf(type))).contains(type);
        }
        assertThat(Operations.named("dot_general")).contains(Contraction.DotGeneral.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function ~ line 1, column 9: expected a name, found the end",
                "functional f() { return } ~ line 1, column 1: expected 'function',"
                        + " found 'functional'",
                "function f(%x: f31[]) {return} ~ line 1, column 16: expected a dtype, found 'f31[])'",
                "function f(%x: f32[], %x: f32[]) {return} ~ line 1, column 24: expected a name that"
                        + " is not taken, found 'x:'",
                "function f() {\n  return %0\n} ~ line 2, column 11: expected a value that is defined"
                        + " before, found '0'",
                "function f(%x: f32[]) {\n  %0 = hue %x : f32[]\n  return %0\n} ~ line 2, column 8:"
                        + " expected the name of an operation, found 'hue'",
                "function f(%x: f32[]) {\n  %0 = tanh %x : f32[2]\n  return %0\n} ~ line 2, column 18:"
                        + " expected f32[], found f32[2]",
                "function f(%x: f32[]) {\n  %0 = tanh %x, %x : f32[]\n} ~ line 2, column 8: [tanh]"
                        + " it got 2 operands",
                "function f() {\n  %0 = constant {value = u8[1] (256)} : u8[1]\n} ~ line 2, column 33:"
                        + " expected a number of u8, found '256)}'",
                "function f() { return } x ~ line 1, column 25: expected the end, found 'x'",
                "function f() { %0 = iota {type = u8[2], axis = 99999999999} ~ line 1, column 48:"
                        + " expected an integer of 32 bits, found '99999999999}'",
            })
    void saysWhereAndWhatIsWrong(String textAndMessage) {
        String[] parts = textAndMessage.split(" ~ ", 2);
        assertThatThrownBy(() -> Parser.parse(parts[0]))
                .isInstanceOf(TextException.class)
                .hasMessageStartingWith(parts[1]);
    }

    @Test
    void anInstructionThatDoesNotFitIsRefusedAsWhileTracing() {
        assertThatThrownBy(() ->
                        Parser.parse(
                                """
                                function f(%x: f32[2, 3], %y: f32[4, 5]) {
                                  %0 = dot_general %x, %y {lhs_batching = [], rhs_batching = [], \
                                lhs_contracting = [1], rhs_contracting = [0]} : f32[2, 5]
                                  return %0
                                }
                                """))
                .isInstanceOf(TextException.class)
                .hasMessage(
                        """
                        line 2, column 8: [dot_general] contracting sizes differ: 3 and 4
                          operands [f32[2, 3], f32[4, 5]]
                          expected equal sizes on axis 1 of the left and axis 0 of the right; \
                        transpose one?
                          at line 2\
                        """)
                .hasCauseInstanceOf(ShapeException.class);
    }

    @Test
    void mutatedTextsGiveFunctionsOrTextExceptions() {
        String seedText = Printer.print(network()) + DENSE;
        String[] seeds = {
            Printer.print(network()),
            DENSE,
            Printer.print(constant(Literal.filled(TensorType.of(DType.F32, 4, 5), 1.5))),
            Printer.print(constant(Literal.of(new float[] {Float.NaN, 1e-3f}, 2)))
        };
        Random random = new Random(11);
        int parsed = 0;
        for (int i = 0; i < 10_000; i++) {
            String mutant = mutated(seeds[i % seeds.length], seedText, random);
            try {
                String text = Printer.print(Parser.parse(mutant));
                assertThat(Printer.print(Parser.parse(text))).isEqualTo(text);
                parsed++;
            } catch (TextException e) {
                assertThat(e.line()).isPositive();
                assertThat(e.column()).isPositive();
            }
        }
        assertThat(parsed).isBetween(100, 9_000);
    }

    private static String mutated(String text, String other, Random random) {
        StringBuilder s = new StringBuilder(text);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(s.length());
            int length = Math.min(random.nextInt(6), s.length() - at);
            int from = random.nextInt(other.length() - 6);
            switch (random.nextInt(4)) {
                case 0 -> s.delete(at, at + length);
                case 1 -> s.insert(at, other, from, from + length);
                case 2 -> s.setCharAt(at, (char) random.nextInt(128));
                default -> s.setCharAt(at, (char) ('0' + random.nextInt(10)));
            }
            if (s.isEmpty()) {
                return "";
            }
        }
        return s.toString();
    }
}
