package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The interpreter against numbers that JAX and PyTorch computed.
class FixturesTest {
    private static Literal run(Composite op, Literal x) {
        Builder b = new Builder("f");
        Value p = b.parameter("x", x.type());
        return Interpreter.run(b.build(List.of(b.add(op, p))), List.of(x)).getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordinary", "extreme", "rank3", "single", "wide"})
    void softmaxIsThatOfJax(String name) {
        Fixtures fixtures = Fixtures.load("softmax");
        Literal x = fixtures.tensor(name + "/x");
        int last = x.type().rank() - 1;
        ArrayAssert.assertThat(run(new Composite.Softmax(last), x))
                .isCloseTo(fixtures.tensor(name + "/softmax/y"), Tolerance.ELEMENTWISE);
        ArrayAssert.assertThat(run(new Composite.LogSoftmax(last), x))
                .isCloseTo(fixtures.tensor(name + "/log-softmax/y"), Tolerance.ELEMENTWISE);
    }

    @Test
    void randomBitsAreThoseOfJax() {
        int compared = 0;
        for (Json seed : Fixtures.load("randomness").json().at("seeds").list()) {
            Literal key = words(seed.at("key")).reshape(2);
            for (Json draw : seed.at("draws").list()) {
                int[] sizes =
                        draw.at("shape").list().stream().mapToInt(n -> (int) n.number()).toArray();
                Literal wanted = words(draw.at("bits")).reshape(sizes);
                Literal bits = run(new Composite.RandomBits(Shape.of(sizes)), key);
                assertThat(bits).isEqualTo(wanted);
                compared += bits.elements();
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void manyRandomBitsAreThoseOfJax() {
        for (Json seed : Fixtures.load("randomness").json().at("seeds").list()) {
            Literal key = words(seed.at("key")).reshape(2);
            Json large = seed.at("large");
            Literal bits = run(new Composite.RandomBits(Shape.of(1000, 37)), key);
            long xor = 0;
            long sum = 0;
            for (int i = 0; i < bits.elements(); i++) {
                xor ^= bits.getLong(i);
                sum += bits.getLong(i);
            }
            assertThat(xor).isEqualTo(Long.parseLong(large.at("xor").text(), 16));
            assertThat(sum)
                    .isEqualTo(Long.parseUnsignedLong(large.at("sumModulo2To64").text(), 16));
        }
    }

    private static Literal words(Json list) {
        List<Json> words = list.list();
        Literal made = Literal.zeros(TensorType.of(DType.U32, words.size()));
        for (int i = 0; i < words.size(); i++) {
            made.setLong(i, Long.parseLong(words.get(i).text(), 16));
        }
        return made;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "sigmoid"})
    void activationsAreThoseOfPytorch(String name) {
        Fixtures fixtures = Fixtures.load("activations");
        Builder b = new Builder(name);
        Value x = b.parameter("x", fixtures.tensor("x").type());
        Unary op = name.equals("tanh") ? new Unary.Tanh() : new Unary.Logistic();
        Function f = b.build(List.of(b.add(op, x)));
        ArrayAssert.assertThat(Interpreter.run(f, List.of(fixtures.tensor("x"))).getFirst())
                .isCloseTo(fixtures.tensor(name + "/y"), Tolerance.ELEMENTWISE);
    }

    @Test
    void logitsOfTheMultilayerPerceptronAreThoseOfPytorch() {
        Fixtures f = Fixtures.load("mlp");
        Builder b = new Builder("mlp");
        Sugar s = new Sugar(b);
        Value x = b.parameter("input", f.tensor("input").type());
        List<Literal> arguments = new ArrayList<>(List.of(f.tensor("input")));
        Value y = x;
        List<String> layers =
                f.names().stream()
                        .filter(n -> n.startsWith("parameter/") && n.endsWith(".weight"))
                        .map(n -> n.substring(0, n.length() - ".weight".length()))
                        .sorted()
                        .toList();
        for (String layer : layers) {
            arguments.add(f.tensor(layer + ".weight"));
            arguments.add(f.tensor(layer + ".bias"));
            Value w = b.parameter("w", f.tensor(layer + ".weight").type());
            Value bias = b.parameter("b", f.tensor(layer + ".bias").type());
            Value product = b.add(DotGeneral.matmul(), y, w);
            y = s.add(product, s.broadcast(bias, product.type().shape(), IntList.of(1)));
            if (!layer.equals(layers.getLast())) {
                y = b.add(new Binary.Maximum(), y, s.like(y, 0));
            }
        }
        Literal logits = Interpreter.run(b.build(List.of(y)), arguments).getFirst();
        assertThat(layers).hasSizeGreaterThan(1);
        ArrayAssert.assertThat(logits).isCloseTo(f.tensor("logits"), Tolerance.CONTRACTION);
    }

    @Test
    void missingNamesAreSaid() {
        assertThatThrownBy(() -> Fixtures.load("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no fixtures named nothing");
        assertThatThrownBy(() -> Fixtures.load("softmax").tensor("z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no tensor 'z' in softmax; there are [extreme/");
    }

    @Test
    void labelsAreIntegers() {
        assertThat(Fixtures.load("mlp").tensor("labels").type().dtype()).isEqualTo(DType.I32);
        assertThat(Fixtures.load("schedules").names()).isEmpty();
    }
}
