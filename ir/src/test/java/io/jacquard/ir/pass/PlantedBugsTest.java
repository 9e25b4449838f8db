package io.jacquard.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A test of the test: passes that are wrong, as passes have been, are caught by the random graphs
/// that {@link PassesTest} compares.
class PlantedBugsTest {
    private static final Map<String, Pass> BUGS = new TreeMap<>();

    static {
        plant("x * 0 is 0", (_, op, x) -> zero(op, x, new Binary.Multiply()).map(List::getLast));
        plant("x + 0 is x", (_, op, x) -> zero(op, x, new Binary.Add()).map(List::getFirst));
        plant("x - x is 0", PlantedBugsTest::difference);
        plant("x / x is 1", PlantedBugsTest::quotient);
        plant("0 - x is -x", PlantedBugsTest::negation);
        plant("-(x - y) is y - x", PlantedBugsTest::turnedDifference);
        plant("x / c is x * (1 / c) for any c", PlantedBugsTest::reciprocal);
        plant("select(not p, x, y) is select(p, x, y)", PlantedBugsTest::notSwapped);
        plant("convert through a narrower dtype is one convert", PlantedBugsTest::oneConvert);
        plant("transposes compose the other way round", PlantedBugsTest::transposes);
        plant("reverse of reverse is nothing, whatever the axes", PlantedBugsTest::reverses);
        plant("broadcasts keep the inner dimensions", PlantedBugsTest::broadcasts);
        BUGS.put("equal operands make equal operations", withoutAttributes());
        BUGS.put("folding loses the sign of 0", Passes.foldConstants(PlantedBugsTest::unsigned));
    }

    private static void plant(String name, Rewriting.SingleRule rule) {
        BUGS.put(name, f -> Rewriting.apply(f, () -> List.of(rule)));
    }

    static List<String> bugs() {
        return List.copyOf(BUGS.keySet());
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void areCaught(String name) {
        Pass wrong = BUGS.get(name);
        long seed = 0;
        while (seed < PassesTest.GRAPHS && isUnnoticed(wrong, seed)) {
            seed++;
        }
        assertThat(seed).as("the first graph that shows it").isLessThan(PassesTest.GRAPHS);
    }

    // Some break the types of what follows.
    private static boolean isUnnoticed(Pass wrong, long seed) {
        try {
            return PassesTest.keepsEveryBit(wrong, seed);
        } catch (ShapeException _) {
            return false;
        }
    }

    private static Optional<List<Value>> zero(Op op, List<Value> operands, Op wanted) {
        if (!op.equals(wanted)) {
            return Optional.empty();
        }
        if (Seen.is(operands.getFirst(), 0)) {
            return Optional.of(operands.reversed());
        }
        return Seen.is(operands.getLast(), 0) ? Optional.of(operands) : Optional.empty();
    }

    private static Value filled(Rewriting into, Value like, double number) {
        return into.splat(Literal.scalar(like.type().dtype(), number), like.type().shape());
    }

    private static Optional<Value> difference(Rewriting into, Op op, List<Value> x) {
        boolean same = op instanceof Binary.Subtract && x.getFirst().equals(x.getLast());
        return same ? Optional.of(filled(into, x.getFirst(), 0)) : Optional.empty();
    }

    private static Optional<Value> quotient(Rewriting into, Op op, List<Value> x) {
        boolean same = op instanceof Binary.Divide && x.getFirst().equals(x.getLast());
        return same ? Optional.of(filled(into, x.getFirst(), 1)) : Optional.empty();
    }

    private static Optional<Value> negation(Rewriting into, Op op, List<Value> x) {
        boolean fits = op instanceof Binary.Subtract && Seen.is(x.getFirst(), 0);
        return fits ? Optional.of(into.add(new Unary.Negate(), x.getLast())) : Optional.empty();
    }

    private static Optional<Value> turnedDifference(Rewriting into, Op op, List<Value> x) {
        return op instanceof Unary.Negate
                ? Seen.by(Binary.Subtract.class, x.getFirst())
                        .map(i -> into.add(i.op(), i.operand(1), i.operand(0)))
                : Optional.empty();
    }

    private static Optional<Value> reciprocal(Rewriting into, Op op, List<Value> x) {
        if (!(op instanceof Binary.Divide) || !x.getFirst().type().dtype().isFloat()) {
            return Optional.empty();
        }
        return Seen.splat(x.getLast())
                .map(c -> filled(into, x.getLast(), 1 / c.get(0)))
                .map(c -> into.add(new Binary.Multiply(), x.getFirst(), c));
    }

    private static Optional<Value> notSwapped(Rewriting into, Op op, List<Value> x) {
        return op instanceof Elementwise.Select
                ? Seen.by(Unary.Not.class, x.getFirst())
                        .map(i -> into.add(op, i.operand(0), x.get(1), x.get(2)))
                : Optional.empty();
    }

    private static Optional<Value> oneConvert(Rewriting into, Op op, List<Value> x) {
        return op instanceof Elementwise.Convert
                ? Seen.by(Elementwise.Convert.class, x.getFirst())
                        .map(i -> into.add(op, i.operand(0)))
                : Optional.empty();
    }

    private static Optional<Value> transposes(Rewriting into, Op op, List<Value> x) {
        if (!(op instanceof Shaping.Transpose(IntList outer))) {
            return Optional.empty();
        }
        Optional<Instruction> inner = Seen.by(Shaping.Transpose.class, x.getFirst());
        return inner.map(i -> {
            IntList first = ((Shaping.Transpose) i.op()).permutation();
            IntList both = IntList.generate(first.size(), a -> outer.at(first.at(a)));
            return into.add(new Shaping.Transpose(both), i.operand(0));
        });
    }

    private static Optional<Value> reverses(Rewriting into, Op op, List<Value> x) {
        return op instanceof Shaping.Reverse
                ? Seen.by(Shaping.Reverse.class, x.getFirst()).map(i -> i.operand(0))
                : Optional.empty();
    }

    private static Optional<Value> broadcasts(Rewriting into, Op op, List<Value> x) {
        if (!(op instanceof Shaping.BroadcastInDim(Shape shape, _))) {
            return Optional.empty();
        }
        return Seen.by(Shaping.BroadcastInDim.class, x.getFirst())
                .flatMap(i -> {
                    IntList axes = ((Shaping.BroadcastInDim) i.op()).dimensions();
                    Op one = new Shaping.BroadcastInDim(shape, axes);
                    try {
                        return Optional.of(into.keep(one, i.operands()).getFirst());
                    } catch (ShapeException _) {
                        return Optional.empty();
                    }
                });
    }

    private static Pass withoutAttributes() {
        return f ->
                Rewriting.apply(
                        f,
                        () -> {
                            Map<List<Object>, Value> known = new HashMap<>();
                            Rewriting.SingleRule rule =
                                    (into, op, x) ->
                                            Optional.of(
                                                    known.computeIfAbsent(
                                                            List.of(
                                                                    op.getClass(),
                                                                    x,
                                                                    op.infer(
                                                                            x.stream()
                                                                                    .map(
                                                                                            Value
                                                                                                    ::type)
                                                                                    .toList())),
                                                            _ -> into.keep(op, x).getFirst()));
                            return List.of(rule);
                        });
    }

    private static List<Literal> unsigned(Function f, List<Literal> arguments) {
        return Interpreter.run(f, arguments).stream()
                .map(x -> {
                    Literal made = Literal.zeros(x.type());
                    for (int i = 0; i < x.elements(); i++) {
                        if (x.type().dtype().isFloat()) {
                            made.set(i, x.get(i) + 0.0);
                        } else {
                            made.setLong(i, x.getLong(i));
                        }
                    }
                    return made;
                })
                .toList();
    }
}
