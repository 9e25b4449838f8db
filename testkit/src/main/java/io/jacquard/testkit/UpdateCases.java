package io.jacquard.testkit;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing.DynamicUpdateSlice;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Cases of arrays that are changed part by part, as a cache of keys and values is: a backend may
/// do it in their own memory, but not where the old array is still read.
///
/// All numbers are small and whole, so that results are exact in every dtype.
final class UpdateCases {
    private static final int ROWS = 6;
    private static final int WIDTH = 5;
    private static final TensorType COUNT = TensorType.of(DType.I32);

    private final List<OpCase> cases = new ArrayList<>();
    private final TensorType cache;
    private final TensorType row;

    private UpdateCases(DType dtype) {
        this.cache = TensorType.of(dtype, ROWS, WIDTH);
        this.row = TensorType.of(dtype, 1, WIDTH);
    }

    static List<OpCase> all() {
        List<OpCase> all = new ArrayList<>();
        for (DType d : List.of(DType.F32, DType.F64, DType.I32)) {
            UpdateCases c = new UpdateCases(d);
            c.chains();
            c.scans();
            c.loops();
            all.addAll(c.cases);
        }
        return all;
    }

    /// Appends what a function does with the cache, the position and the row.
    private interface Body {
        List<Value> of(Sugar s, Value cache, Value at, Value row);
    }

    private Function function(String name, Body body) {
        Builder b = new Builder(name);
        Value c = b.parameter("cache", cache);
        Value at = b.parameter("at", COUNT);
        Value x = b.parameter("row", row);
        return b.build(body.of(new Sugar(b), c, at, x));
    }

    private static Value set(Sugar s, Value array, Value x, Value at) {
        List<Value> operands = List.of(array, x, at, s.like(at, 0));
        return s.builder().append(new DynamicUpdateSlice(), operands).result();
    }

    private Value scattered(Sugar s, Update how, Value array, Value x, Value at) {
        Op scatter = Scatter.along(how, cache.shape(), 0, 1);
        return s.builder().add(scatter, array, s.reshape(at, Shape.of(1)), x);
    }

    private static Value next(Sugar s, Value at) {
        return s.add(at, s.like(at, 1));
    }

    // What a step reads of the cache: its product with the row.
    private static Value read(Sugar s, Value array, Value x) {
        IntList one = IntList.of(1);
        return s.builder().add(new DotGeneral(IntList.of(), IntList.of(), one, one), x, array);
    }

    private Literal counted(int from, int... sizes) {
        Literal made = Literal.zeros(TensorType.of(cache.dtype(), sizes));
        IntStream.range(0, made.elements()).forEach(i -> made.set(i, (i + from) % 5 - 2));
        return made;
    }

    private void run(String name, Body body) {
        Function f = function(name, body);
        List<Literal> arguments =
                List.of(
                        counted(0, ROWS, WIDTH),
                        Literal.scalar(DType.I32, 2),
                        counted(3, 1, WIDTH));
        cases.add(new OpCase("updates", name + " " + cache, f, arguments, Tolerance.EXACT));
    }

    private void chains() {
        run("a chain", (s, c, at, x) -> List.of(set(s, set(s, c, x, at), s.neg(x), next(s, at))));
        run(
                "a chain of what is computed",
                (s, c, at, x) -> {
                    Value once = set(s, s.add(c, c), x, at);
                    return List.of(scattered(s, Update.ADD, once, x, next(s, at)));
                });
        run(
                "old arrays are read",
                (s, c, at, x) -> {
                    Value doubled = s.add(c, c);
                    Value once = set(s, doubled, x, at);
                    Value twice = scattered(s, Update.MULTIPLY, once, x, next(s, at));
                    return List.of(twice, s.sub(once, twice), read(s, doubled, x));
                });
        run(
                "a part of itself",
                (s, c, at, x) -> {
                    Value doubled = s.add(c, c);
                    Op tail = Shaping.sliceOf(cache.shape(), 0, 1, ROWS);
                    return List.of(set(s, doubled, s.builder().add(tail, doubled), s.like(at, 0)));
                });
        run(
                "one array twice",
                (s, c, at, x) -> {
                    Value zero = s.like(c, 0);
                    return List.of(set(s, zero, x, at), set(s, zero, x, next(s, at)));
                });
        run(
                "a result that goes on",
                (s, c, at, x) -> {
                    Value once = set(s, s.neg(c), x, at);
                    return List.of(once, set(s, once, x, next(s, at)));
                });
    }

    private void scan(String name, int length, Body body) {
        Function f = function(name, body);
        Control.Scan op = new Control.Scan(f, 2, 1, length, false);
        cases.add(
                OpCase.of(
                        op,
                        Tolerance.EXACT,
                        counted(0, ROWS, WIDTH),
                        Literal.scalar(DType.I32, 1),
                        counted(3, length, 1, WIDTH)));
    }

    private void scans() {
        for (int length : new int[] {0, 1, 4}) {
            scan(
                    "reads_the_new",
                    length,
                    (s, c, at, x) -> {
                        Value made = set(s, c, x, at);
                        return List.of(made, next(s, at), read(s, made, x));
                    });
        }
        scan(
                "reads_the_old_before",
                4,
                (s, c, at, x) -> {
                    Value old = read(s, c, x);
                    return List.of(set(s, c, x, at), next(s, at), old);
                });
        scan(
                "reads_the_old_after",
                4,
                (s, c, at, x) -> {
                    Value made = set(s, c, x, at);
                    return List.of(made, next(s, at), s.sub(made, c));
                });
        scan("keeps_the_old", 4, (s, c, at, x) -> List.of(set(s, c, x, at), next(s, at), c));
        scan(
                "gives_the_new",
                4,
                (s, c, at, x) -> {
                    Value made = set(s, c, x, at);
                    return List.of(made, next(s, at), made);
                });
        scan(
                "moves_all_up",
                4,
                (s, c, at, x) -> {
                    Value tail = s.builder().add(Shaping.sliceOf(cache.shape(), 0, 1, ROWS), c);
                    Value moved = set(s, c, tail, s.like(at, 0));
                    return List.of(set(s, moved, x, s.like(at, ROWS)), next(s, at));
                });
        scan(
                "chain",
                4,
                (s, c, at, x) -> {
                    Value once = set(s, c, x, at);
                    return List.of(scattered(s, Update.ADD, once, x, s.like(at, 0)), next(s, at));
                });
        scan("nested", 2, this::nested);
    }

    private List<Value> nested(Sugar s, Value c, Value at, Value x) {
        Function inner =
                function("inner", (t, array, n, y) -> List.of(set(t, array, y, n), next(t, n)));
        Control.Scan twice = new Control.Scan(inner, 2, 0, 2, false);
        List<Value.Result> made = s.builder().append(twice, List.of(c, at, x)).results();
        return List.of(made.getFirst(), made.getLast(), read(s, made.getFirst(), x));
    }

    private void loops() {
        Function goesOn =
                function(
                        "goes_on",
                        (s, _, at, _) -> List.of(s.compare(Direction.LT, at, s.like(at, 5))));
        Function all =
                function("all", (s, c, at, x) -> List.of(set(s, c, x, at), next(s, at), s.neg(x)));
        Function other =
                function(
                        "other",
                        (s, c, at, x) -> {
                            Op last = Shaping.sliceOf(cache.shape(), 0, ROWS - 1, ROWS);
                            Value old = s.builder().add(last, c);
                            return List.of(set(s, c, x, at), next(s, at), s.sub(old, x));
                        });
        for (int start : new int[] {0, 9}) {
            for (Function body : List.of(all, other)) {
                cases.add(
                        OpCase.of(
                                new Control.While(goesOn, body),
                                Tolerance.EXACT,
                                counted(0, ROWS, WIDTH),
                                Literal.scalar(DType.I32, start),
                                counted(3, 1, WIDTH)));
            }
        }
    }
}
