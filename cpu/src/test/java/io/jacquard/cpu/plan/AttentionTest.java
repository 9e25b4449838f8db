package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Attention and its gradients by tiles are those of their meaning.
class AttentionTest {
    private static final Tolerance CLOSE = Tolerance.contraction(1_000);

    /// An attention with arguments.
    private record Case(
            String name, Attention op, Shape q, Shape k, int width, List<Literal> more) {
        Case with(Literal... masks) {
            return new Case(name, op, q, k, width, List.of(masks));
        }

        private List<Value> parameters(Builder b) {
            List<Value> all = new ArrayList<>();
            all.add(b.parameter("q", new TensorType(DType.F32, q)));
            all.add(b.parameter("k", new TensorType(DType.F32, k)));
            all.add(b.parameter("v", new TensorType(DType.F32, k.with(3, width))));
            more.forEach(m -> all.add(b.parameter("more", m.type())));
            return all;
        }

        private TensorType result() {
            return new TensorType(DType.F32, q.with(3, width));
        }

        /// Result and gradients.
        Function both() {
            Builder b = new Builder("both");
            List<Value> all = parameters(b);
            Value d = b.parameter("d", result());
            Value y = b.add(op, all.toArray(Value[]::new));
            List<Value> results = new ArrayList<>(List.of(y));
            results.addAll(gradients(b, all, d));
            return b.build(results);
        }

        /// The gradients without the attention.
        Function backward() {
            Builder b = new Builder("backward");
            List<Value> all = parameters(b);
            Value d = b.parameter("d", result());
            return b.build(gradients(b, all, d));
        }

        private List<Value> gradients(Builder b, List<Value> all, Value d) {
            List<Value> operands = new ArrayList<>(all);
            operands.add(3, d);
            return List.copyOf(b.append(op.gradient(), operands).results().subList(0, 3));
        }

        List<Literal> arguments() {
            List<Literal> all = new ArrayList<>();
            all.add(random(1, q));
            all.add(random(2, k));
            all.add(random(3, k.with(3, width)));
            all.addAll(more);
            all.add(random(4, q.with(3, width)));
            return all;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Literal random(int seed, Shape shape) {
        Random random = new Random(seed);
        Literal made = Literal.zeros(new TensorType(DType.F32, shape));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, random.nextGaussian());
        }
        return made;
    }

    private static Literal bool(Shape shape, IntPredicate seen) {
        Literal made = Literal.zeros(new TensorType(DType.BOOL, shape));
        for (int i = 0; i < made.elements(); i++) {
            made.setLong(i, seen.test(i) ? 1 : 0);
        }
        return made;
    }

    private static Literal key() {
        Literal made = Literal.zeros(TensorType.of(DType.U32, 2));
        made.setLong(0, 11);
        made.setLong(1, 0xFFFF_FFF0L);
        return made;
    }

    private static Literal hidden(Shape shape, int every) {
        Literal made = random(9, shape);
        for (int i = 0; i < made.elements(); i += every) {
            made.set(i, Double.NEGATIVE_INFINITY);
        }
        return made;
    }

    private static Case of(String name, Attention op, Shape q, Shape k) {
        return new Case(name, op, q, k, k.size(3), List.of());
    }

    static List<Case> cases() {
        Attention all = new Attention(0.3, false);
        Attention causal = new Attention(0.3, true);
        Shape q = Shape.of(1, 2, 300, 8);
        Shape row = Shape.of(1, 2, 1, 16);
        Shape keys = Shape.of(2, 1, 1, 300);
        return List.of(
                of("one of everything", all, Shape.of(1, 1, 1, 1), Shape.of(1, 1, 1, 1)),
                of("groups", all, Shape.of(2, 4, 70, 16), Shape.of(2, 2, 90, 16)),
                new Case("a width", all, q, Shape.of(1, 1, 290, 8), 5, List.of()),
                of("causal", causal, Shape.of(2, 3, 130, 8), Shape.of(2, 1, 130, 8)),
                of("more queries", causal, Shape.of(1, 1, 150, 8), Shape.of(1, 1, 70, 8)),
                of("more keys", causal, Shape.of(1, 1, 70, 8), Shape.of(1, 1, 150, 8)),
                of("large head", causal, Shape.of(1, 1, 140, 96), Shape.of(1, 1, 140, 96)),
                of("window", new Attention(0.3, true, 70, 0), q, q),
                of("window both ways", new Attention(0.3, false, 5, 0), q, Shape.of(1, 1, 90, 8)),
                of("beyond the window", new Attention(0.3, true, 20, 0), q, Shape.of(1, 2, 90, 8)),
                of("dropout", new Attention(0.3, true, 0, 0.3), q, q).with(key()),
                of("bool", all, q, q).with(bool(Shape.of(1, 1, 300, 300), i -> i % 7 != 3)),
                of("bool of keys", all, q, q).with(bool(Shape.of(1, 1, 1, 300), i -> i > 20)),
                of("bool of queries", all, q, q).with(bool(Shape.of(1, 2, 300, 1), i -> i > 70)),
                of("sees nothing", causal, q, q)
                        .with(bool(Shape.of(1, 2, 300, 300), i -> i / 300 % 50 != 3)),
                of("nothing in sight", causal, q, q)
                        .with(bool(Shape.of(1, 1, 1, 300), i -> i > 120)),
                of("added", all, q, q).with(hidden(Shape.of(1, 1, 300, 300), 5)),
                of("added, causal", causal, q, q).with(hidden(Shape.of(1, 1, 1, 300), 3)),
                of("added to queries", all, q, q).with(random(9, Shape.of(1, 2, 300, 1))),
                of("mask and dropout", new Attention(0.3, false, 9, 0.5), q, q)
                        .with(bool(Shape.of(1, 1, 300, 300), i -> i % 3 != 0), key()),
                of("decoding", all, row, Shape.of(1, 2, 300, 16)),
                of("decoding by groups", all, Shape.of(2, 8, 1, 16), Shape.of(2, 2, 300, 16))
                        .with(bool(keys, i -> i % 300 < 200)),
                of(
                                "decoding, dropout",
                                new Attention(1, false, 0, 0.2),
                                row,
                                Shape.of(1, 2, 20, 16))
                        .with(key()),
                of("the first", causal, row, Shape.of(1, 1, 300, 16)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithItsMeaning(Case c) {
        agrees(c.name, c.both(), c.arguments());
        agrees(c.name + " again", c.backward(), c.arguments());
    }

    private static void agrees(String name, Function f, List<Literal> arguments) {
        List<Literal> wanted = Interpreter.run(f, arguments);
        try (Trial t = new Trial(f, 2, arguments)) {
            List<Literal> made = t.run();
            for (int i = 0; i < made.size(); i++) {
                ArrayAssert.assertThat(made.get(i))
                        .as("%s, result %d", name, i)
                        .isCloseTo(wanted.get(i), CLOSE);
            }
            t.check();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hasTheSameBitsWithAnyThreadsAndBodies(Case c) throws InterruptedException {
        Function f = c.both();
        List<double[]> wanted;
        try (Trial t = new Trial(f, 1, c.arguments())) {
            wanted = t.run().stream().map(Literal::doubles).toList();
        }
        for (int threads : new int[] {1, 2, 4}) {
            try (Trial t = new Trial(f, threads, c.arguments())) {
                t.warm();
                List<Literal> made = t.run();
                for (int i = 0; i < made.size(); i++) {
                    assertThat(made.get(i).doubles())
                            .as("%d threads, result %d", threads, i)
                            .isEqualTo(wanted.get(i));
                }
            }
        }
    }

    /// Heads that are slices of one packed array, and a result that goes back to it.
    @Test
    void readsHeadsWhereTheyLie() {
        Builder b = new Builder("packed");
        Sugar s = new Sugar(b);
        Shape packed = Shape.of(2, 70, 3, 4, 8);
        Value x = b.parameter("x", new TensorType(DType.F32, packed));
        List<Value> three = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Value one = b.add(Shaping.sliceOf(packed, 2, i, i + 1), x);
            three.add(s.transpose(s.reshape(one, packed.without(2)), IntList.of(0, 2, 1, 3)));
        }
        Value y = b.add(new Attention(0.4, true), three.toArray(Value[]::new));
        Value back = s.transpose(y, IntList.of(0, 2, 1, 3));
        Value flat = s.reshape(back, Shape.of(2, 70, 32));
        three.add(3, y);
        Value d = b.append(new AttentionGradient(0.4, true), three).results().get(1);
        Function f =
                b.build(
                        List.of(
                                flat,
                                s.reshape(
                                        s.transpose(d, IntList.of(0, 2, 1, 3)),
                                        flat.type().shape())));
        agrees("packed", f, List.of(random(1, packed)));
    }

    @Test
    void memoryGrowsWithTheLengthAndNotWithItsSquare() {
        long[] bytes = new long[2];
        for (int i = 0; i < 2; i++) {
            int time = 2048 << i;
            Shape q = Shape.of(1, 2, time, 16);
            Case c = of("long", new Attention(0.25, true), q, q);
            try (Trial t = new Trial(c.both(), 1, c.arguments())) {
                bytes[i] = t.bytes();
            }
        }
        assertThat(bytes[1]).isLessThanOrEqualTo(2 * bytes[0]);
        assertThat(bytes[1]).isLessThan(4L * 2 * 4096 * 4096 / 4);
    }

    @Test
    void aMaskOfAllIsConstant() {
        Builder b = new Builder("constant");
        Shape q = Shape.of(1, 1, 5, 4);
        Value x = b.parameter("x", new TensorType(DType.F32, q));
        Value mask = b.add(new Creation.Constant(bool(Shape.of(1, 1, 1, 5), i -> i != 2)));
        Function f = b.build(List.of(b.add(new Attention(0.5, false), x, x, x, mask)));
        agrees("constant", f, List.of(random(1, q)));
    }
}
