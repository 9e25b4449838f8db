package io.jacquard.testkit;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import java.util.List;
import java.util.stream.Stream;

/// A graph of any operations and dtypes.
final class AnyGraph {
    private static final List<DType> DTYPES = List.of(DType.values());
    private static final List<Op> UNARY =
            Stream.<Op>concat(
                            Unary.Real.all().stream(),
                            Stream.of(
                                    new Unary.Abs(),
                                    new Unary.CountLeadingZeros(),
                                    new Unary.IsFinite(),
                                    new Unary.Negate(),
                                    new Unary.Not(),
                                    new Unary.Popcnt(),
                                    new Unary.Sign(),
                                    new Marker.StopGradient(),
                                    new Marker.Tap("shown")))
                    .toList();
    private static final List<Op> BINARY =
            List.of(
                    new Binary.Add(),
                    new Binary.Subtract(),
                    new Binary.Multiply(),
                    new Binary.Divide(),
                    new Binary.Remainder(),
                    new Binary.Maximum(),
                    new Binary.Minimum(),
                    new Binary.Power(),
                    new Binary.Atan2(),
                    new Binary.And(),
                    new Binary.Or(),
                    new Binary.Xor(),
                    new Binary.ShiftLeft(),
                    new Binary.ShiftRightArithmetic(),
                    new Binary.ShiftRightLogical());

    private final GraphMaker maker;
    private final IndexingSteps indexing;

    AnyGraph(long seed) {
        maker = new GraphMaker("any_", seed);
        DType first = maker.oneOf(DTYPES);
        DType second = maker.oneOf(DTYPES);
        maker.parameter(Samples.random(first, seed));
        maker.parameter(Samples.random(first, seed + 1, 3, 4));
        maker.parameter(Samples.random(second, seed + 2, 2, 5, 4, 3));
        maker.parameter(Samples.random(second, seed + 3, maker.between(0, 2), 3));
        maker.parameter(Samples.random(DType.U32, seed + 4, 2));
        maker.parameter(Samples.random(DType.I32, seed + 5, 6));
        indexing = new IndexingSteps(maker, maker.builder.parameters().getLast());
    }

    RandomGraphs.Graph graph() {
        for (int n = maker.between(10, 40); n > 0; n--) {
            step(maker.any());
        }
        return maker.graph();
    }

    private void step(Value x) {
        switch (maker.random.nextInt(16)) {
            case 0, 1 -> maker.add(maker.oneOf(UNARY), x);
            case 2, 3 -> maker.add(maker.oneOf(BINARY), x, maker.like(x));
            case 4 -> convert(x);
            case 5, 6 -> maker.moved(x);
            case 7 -> reduce(x);
            case 8 -> create();
            case 9 -> choose(x);
            case 10 -> contract(x);
            case 11 -> run(x, maker.any());
            case 12 -> indexing.step(x);
            case 13 -> new OrderingSteps(maker).step(x);
            case 14 -> slide(x);
            default -> new AnyComposite(maker, x).add();
        }
    }

    // The bits of a NaN of 16 bits are not kept by the interpreter, so they are not read as others.
    private void convert(Value x) {
        boolean isNarrow = x.type().dtype() == DType.F16 || x.type().dtype() == DType.BF16;
        switch (maker.random.nextInt(isNarrow ? 3 : 4)) {
            case 3 -> reread(x, new Elementwise.BitcastConvert(maker.oneOf(DTYPES)));
            case 1 -> {
                int exponent = maker.between(1, 9);
                maker.add(new Elementwise.ReducePrecision(exponent, maker.between(0, 24)), x);
            }
            default -> maker.add(new Elementwise.Convert(maker.oneOf(DTYPES)), x);
        }
    }

    // Bits are read of what has the same on every backend: of integers, and of floats that nothing
    // computed. Floats of any bits are brought into range: their squares would overflow in f32, not
    // in f64.
    private void reread(Value x, Elementwise.BitcastConvert op) {
        DType from = x.type().dtype();
        if (from.isFloat() && !isGiven(x)) {
            return;
        }
        if (!op.dtype().isFloat()) {
            maker.add(op, x);
        } else if (from != DType.BOOL && from.bytes() >= op.dtype().bytes()) {
            maker.add(new Unary.Tanh(), maker.builder.add(op, x));
        }
    }

    private static boolean isGiven(Value x) {
        return switch (x) {
            case Value.Parameter _ -> true;
            case Value.Result r -> r.producer().op() instanceof Creation;
        };
    }

    private void reduce(Value x) {
        TensorType t = x.type();
        if (t.rank() > 0 && maker.random.nextInt(3) == 0) {
            along(maker.random.nextInt(t.rank()), x);
            return;
        }
        Reduction.Reducer reducer = maker.oneOf(List.of(Reduction.Reducer.values()));
        maker.add(new Reduction.Reduce(reducer, maker.someAxes(t)), x);
    }

    private void along(int axis, Value x) {
        maker.add(new Reduction.ArgMax(axis), x);
        maker.add(new Reduction.ArgMin(axis), x);
        Reduction.Reducer reducer = maker.oneOf(List.of(Reduction.Reducer.values()));
        maker.add(new Reduction.Cumulative(reducer, axis, maker.random.nextBoolean()), x);
    }

    private void slide(Value x) {
        TensorType t = x.type();
        int rank = t.rank();
        IntList sizes = IntList.generate(rank, _ -> maker.between(1, 3));
        IntList strides = IntList.generate(rank, _ -> maker.between(1, 2));
        IntList low = IntList.generate(rank, _ -> maker.between(-1, 2));
        IntList high = IntList.generate(rank, _ -> maker.between(-1, 2));
        Windowed.Window window = new Windowed.Window(sizes, strides, low, high);
        IntList base = IntList.generate(rank, _ -> maker.between(1, 2));
        IntList dilations = IntList.generate(rank, _ -> maker.between(1, 2));
        Reduction.Reducer reducer =
                t.dtype() == DType.BOOL
                        ? Reduction.Reducer.OR
                        : maker.oneOf(List.of(Reduction.Reducer.values()));
        maker.add(new Windowed.ReduceWindow(reducer, window, base, dilations), x);
        Windowed.ReduceWindow plain = Windowed.ReduceWindow.of(reducer, window);
        if (reducer == Reduction.Reducer.ADD && rank < 4) {
            Value source = maker.builder.add(plain, x);
            maker.add(new Windowed.SelectAndScatter(window), x, source);
        }
    }

    private void run(Value x, Value y) {
        TensorType t = x.type();
        switch (maker.random.nextInt(5)) {
            case 0 -> maker.add(new Control.Rematerialize(SmallFunctions.step(t)), x);
            case 1 -> maker.add(new Marker.OptimizationBarrier(), x, y);
            case 2 ->
                    maker.add(
                            new Control.CustomGradient(
                                    SmallFunctions.step(t), SmallFunctions.backward(t)),
                            x);
            case 3 -> {
                Value index = maker.pick(TensorType.of(DType.I32)::equals, x);
                maker.add(
                        new Control.Case(List.of(SmallFunctions.step(t), SmallFunctions.step(t))),
                        index,
                        x);
            }
            default -> loop(x, y);
        }
    }

    private void loop(Value x, Value y) {
        TensorType t = x.type();
        Value count = maker.pick(TensorType.of(DType.I32)::equals, x);
        maker.add(new Control.While(SmallFunctions.below(t), SmallFunctions.counting(t)), count, x);
        if (t.rank() > 0) {
            TensorType element = t.with(t.shape().without(0));
            Function body = SmallFunctions.body(y.type(), element);
            int length = t.shape().size(0);
            maker.add(new Control.Scan(body, 1, 1, length, maker.random.nextBoolean()), y, x);
        }
    }

    private void create() {
        DType d = maker.oneOf(DTYPES);
        if (maker.random.nextBoolean()) {
            TensorType type = TensorType.of(d, maker.between(1, 4), maker.between(1, 4));
            maker.add(new Creation.Iota(type, maker.between(0, 1)));
            return;
        }
        Literal value = Samples.random(d, maker.random.nextLong(), maker.between(0, 20));
        maker.add(new Creation.Constant(value));
    }

    private void choose(Value x) {
        Value condition = maker.pick(x.type().with(DType.BOOL)::equals, x);
        if (condition.type().dtype() == DType.BOOL) {
            maker.add(new Elementwise.Select(), condition, x, maker.like(x));
        }
        maker.add(new Elementwise.Clamp(), maker.like(x), x, maker.like(x));
        Elementwise.Direction direction = maker.oneOf(List.of(Elementwise.Direction.values()));
        maker.add(new Elementwise.Compare(direction), x, maker.like(x));
    }

    private void contract(Value x) {
        TensorType t = x.type();
        int last = t.rank() - 1;
        if (t.rank() == 2) {
            Value y = maker.pick(o -> o.rank() == 2 && o.dtype() == t.dtype(), x);
            maker.add(Contraction.DotGeneral.matmul(), x, y);
            IntList one = IntList.of(1);
            IntList none = IntList.of();
            maker.add(new Contraction.DotGeneral(none, none, one, one), x, y);
        }
        if (t.rank() == 4) {
            int channels = t.shape().size(last);
            Value kernel =
                    maker.pick(
                            o ->
                                    o.rank() == 4
                                            && o.dtype() == t.dtype()
                                            && o.shape().size(2) == channels,
                            x);
            IntList padding = IntList.of(maker.between(0, 3), maker.between(0, 3));
            Contraction.Window window = Contraction.Window.valid(2).padded(padding, padding);
            maker.add(Contraction.Convolution.channelsLast(window), x, kernel);
            Literal small = Samples.random(t.dtype(), maker.random.nextLong(), 2, 2, channels, 2);
            Value made = maker.builder.add(new Creation.Constant(small));
            maker.add(Contraction.Convolution.channelsLast(window), x, made);
        }
    }
}
