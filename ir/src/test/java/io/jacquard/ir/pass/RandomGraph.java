package io.jacquard.ir.pass;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Seeded random functions of small arrays, full of operations that change nothing, undo each other
/// or repeat, and of arguments with zeros of both signs, infinities and NaN.
final class RandomGraph {
    private static final double[] NUMBERS = {
        0.0, -0.0, 1, -1, 2, -4, 0.5, 3.7, Double.NaN, Double.POSITIVE_INFINITY, 1e-3
    };

    private static final double[] NEUTRAL = {0.0, -0.0, 1, -1};

    private final Random random;
    private final Builder builder = new Builder("graph");
    private final Sugar s = new Sugar(builder);
    private final List<Value> values = new ArrayList<>();

    private RandomGraph(long seed) {
        random = new Random(seed);
    }

    static Function function(long seed) {
        RandomGraph g = new RandomGraph(seed);
        for (DType dtype : List.of(DType.F32, DType.F64, DType.BF16, DType.I32)) {
            g.values.add(g.builder.parameter("x", TensorType.of(dtype, 2, 3)));
        }
        for (int i = 0; i < 60; i++) {
            g.values.add(g.next());
        }
        return g.builder.build(g.values.stream().filter(_ -> g.heads()).toList());
    }

    static List<Literal> arguments(Function f, long seed) {
        Random random = new Random(seed);
        return f.parameters().stream()
                .map(p -> {
                    Literal made = Literal.zeros(p.type());
                    for (int i = 0; i < made.elements(); i++) {
                        double number = NUMBERS[random.nextInt(NUMBERS.length)];
                        made.set(i, number * (1 + random.nextInt(2)));
                    }
                    return made;
                })
                .toList();
    }

    // Often twice, so that operations stand on operations of their like.
    private Value next() {
        int kind = random.nextInt(16);
        Value made = next(kind, any());
        return random.nextInt(3) == 0 ? next(kind, made) : made;
    }

    private Value next(int kind, Value x) {
        return switch (kind) {
            case 0, 1 -> unary(x);
            case 2, 3, 4 -> binary(x);
            case 5 -> select(x);
            case 6 -> convert(x);
            case 7 -> reshape(x);
            case 8 -> transpose(x);
            case 9 -> broadcast(x);
            case 10 -> cut(x);
            case 11 -> reduce(x);
            case 12 -> product(x);
            case 13 -> other(x);
            case 14 -> indexed(x);
            default -> marked(x);
        };
    }

    private Value convert(Value x) {
        if (x.type().dtype() == DType.F64 && heads()) {
            return builder.add(new Elementwise.ReducePrecision(8, random.nextInt(30)), x);
        }
        return x.type().dtype() == DType.I32 && heads()
                ? builder.add(new Elementwise.BitcastConvert(DType.F32), x)
                : builder.add(new Elementwise.Convert(dtype()), x);
    }

    private Value any() {
        return values.get(random.nextInt(values.size()));
    }

    private DType dtype() {
        return List.of(DType.F32, DType.F64, DType.BF16, DType.F16, DType.I32, DType.BOOL)
                .get(random.nextInt(6));
    }

    private boolean heads() {
        return random.nextBoolean();
    }

    private Value unary(Value x) {
        DType d = x.type().dtype();
        if (d == DType.BOOL) {
            return builder.add(new Unary.Not(), x);
        }
        if (heads()) {
            return s.neg(x);
        }
        if (heads()) {
            return builder.add(new Unary.Abs(), x);
        }
        Unary real = heads() ? new Unary.Tanh() : new Unary.RoundNearestAfz();
        return builder.add(d.isFloat() ? real : new Unary.Popcnt(), x);
    }

    private Value other(Value x) {
        List<Value> fitting = values.stream().filter(v -> v.type().equals(x.type())).toList();
        if (heads() && !fitting.isEmpty()) {
            return fitting.get(random.nextInt(fitting.size()));
        }
        double[] numbers = heads() ? NEUTRAL : NUMBERS;
        double number = numbers[random.nextInt(numbers.length)];
        return heads()
                ? s.like(x, number)
                : builder.add(new Creation.Constant(Literal.filled(x.type(), number)));
    }

    private Value binary(Value x) {
        Value y = other(x);
        Value first = heads() ? x : y;
        Value second = first.equals(x) ? y : x;
        if (x.type().dtype() == DType.BOOL) {
            return builder.add(heads() ? new Binary.And() : new Binary.Or(), first, second);
        }
        List<Binary> ops =
                List.of(
                        new Binary.Add(),
                        new Binary.Subtract(),
                        new Binary.Multiply(),
                        new Binary.Divide(),
                        new Binary.Maximum(),
                        new Binary.Power());
        return builder.add(ops.get(random.nextInt(ops.size())), first, second);
    }

    private Value select(Value x) {
        Value y = other(x);
        if (x.type().dtype() != DType.BOOL && heads()) {
            return builder.add(new Elementwise.Clamp(), y, x, other(x));
        }
        Value pred =
                heads()
                        ? s.compare(Elementwise.Direction.GT, x, y)
                        : s.filled(x.type().with(DType.BOOL), heads() ? 1 : 0);
        return s.select(heads() ? builder.add(new Unary.Not(), pred) : pred, x, heads() ? x : y);
    }

    private Value reshape(Value x) {
        Shape shape = x.type().shape();
        int n = shape.elements();
        Shape to =
                switch (random.nextInt(4)) {
                    case 0 -> Shape.of(n);
                    case 1 -> Shape.of(1, n);
                    case 2 -> n % 2 == 0 ? Shape.of(n / 2, 2) : Shape.of(n, 1);
                    default -> shape;
                };
        return builder.add(new Shaping.Reshape(to), x);
    }

    private IntList permutation(int rank) {
        List<Integer> axes = new ArrayList<>(IntList.range(0, rank).stream().boxed().toList());
        Collections.shuffle(axes, random);
        return IntList.of(axes.stream().mapToInt(a -> a).toArray());
    }

    private Value transpose(Value x) {
        int rank = x.type().rank();
        return builder.add(new Shaping.Transpose(permutation(rank)), x);
    }

    private Value broadcast(Value x) {
        Shape from = x.type().shape();
        if (from.elements() > 64) {
            return x;
        }
        int[] to = new int[from.rank() + 1];
        int added = random.nextInt(to.length);
        for (int i = 0, axis = 0; i < to.length; i++) {
            to[i] = i == added ? 1 + random.nextInt(2) : from.size(axis++);
        }
        IntList dims = IntList.generate(from.rank(), i -> i < added ? i : i + 1);
        return builder.add(new Shaping.BroadcastInDim(Shape.of(to), dims), x);
    }

    private Value cut(Value x) {
        int rank = x.type().rank();
        IntList zero = IntList.repeat(0, rank);
        IntList one = IntList.repeat(1, rank);
        return switch (random.nextInt(4)) {
            case 0 -> {
                IntList starts =
                        IntList.generate(
                                rank, i -> heads() || x.type().shape().size(i) < 2 ? 0 : 1);
                IntList sizes = IntList.of(x.type().shape().sizes());
                yield builder.add(new Shaping.Slice(starts, sizes, one), x);
            }
            case 1 -> {
                Value padding = s.filled(x.type().with(Shape.SCALAR), 0);
                IntList high = heads() ? zero : one;
                yield builder.add(new Shaping.Pad(zero, high, zero), x, padding);
            }
            case 2 -> rank == 0 ? x : builder.add(new Shaping.Concatenate(0), x);
            default -> reversed(x);
        };
    }

    private Value reversed(Value x) {
        IntList some = IntList.range(0, x.type().rank());
        IntList axes = IntList.of(some.stream().filter(_ -> heads()).toArray());
        return builder.add(new Shaping.Reverse(axes), x);
    }

    private Value reduce(Value x) {
        boolean logical = x.type().dtype() == DType.BOOL;
        Reduction.Reducer reducer =
                logical
                        ? Reduction.Reducer.OR
                        : heads() ? Reduction.Reducer.ADD : Reduction.Reducer.MAXIMUM;
        IntList axes = heads() || x.type().rank() == 0 ? IntList.of() : IntList.of(0);
        return builder.add(new Reduction.Reduce(reducer, axes), x);
    }

    private Value product(Value x) {
        if (x.type().rank() != 2 || x.type().dtype() == DType.BOOL) {
            return x;
        }
        Value turned = s.transpose(x, IntList.of(1, 0));
        return heads()
                ? builder.add(DotGeneral.matmul(), x, turned)
                : builder.add(
                        new DotGeneral(IntList.of(), IntList.of(), IntList.of(0), IntList.of(0)),
                        turned,
                        turned);
    }

    private Value indexed(Value x) {
        Shape shape = x.type().shape();
        if (shape.rank() > 0 && random.nextInt(4) == 0) {
            return builder.append(Ordering.Sort.ascending(0), List.of(x)).result();
        }
        if (shape.rank() > 0 && shape.size(0) > 0 && heads()) {
            return picked(x, shape);
        }
        Value start = start();
        List<Value> operands = new ArrayList<>(List.of(x));
        IntList sizes =
                IntList.generate(shape.rank(), i -> heads() ? shape.size(i) : shape.size(i) / 2);
        if (heads()) {
            operands.addAll(Collections.nCopies(shape.rank(), start));
            return builder.append(new Indexing.DynamicSlice(sizes), operands).result();
        }
        IntList zero = IntList.repeat(0, shape.rank());
        IntList one = IntList.repeat(1, shape.rank());
        operands.add(builder.add(new Shaping.Slice(zero, sizes, one), other(x)));
        operands.addAll(Collections.nCopies(shape.rank(), start));
        return builder.append(new Indexing.DynamicUpdateSlice(), operands).result();
    }

    private Value picked(Value x, Shape shape) {
        Value index = start();
        if (heads()) {
            return builder.add(Indexing.Gather.along(shape, 0, 0), x, index);
        }
        Indexing.Update how = heads() ? Indexing.Update.SET : Indexing.Update.MAXIMUM;
        boolean sets = x.type().dtype() == DType.BOOL;
        Indexing op = Indexing.Scatter.along(sets ? Indexing.Update.SET : how, shape, 0, 0);
        Value row = builder.add(Indexing.Gather.along(shape, 0, 0), other(x), index);
        return builder.add(op, x, index, row);
    }

    private Value start() {
        TensorType scalar = new TensorType(DType.I32, Shape.SCALAR);
        List<Value> found = values.stream().filter(v -> v.type().equals(scalar)).toList();
        return found.isEmpty() || heads()
                ? builder.add(new Creation.Constant(Literal.scalar(DType.I32, random.nextInt(4))))
                : found.get(random.nextInt(found.size()));
    }

    private Value marked(Value x) {
        if (heads()) {
            return builder.add(new Marker.StopGradient(), x);
        }
        return x.type().dtype().isFloat() && x.type().rank() > 0
                ? builder.add(new Composite.Softmax(0), x)
                : builder.add(new Marker.Tap("x"), x);
    }
}
