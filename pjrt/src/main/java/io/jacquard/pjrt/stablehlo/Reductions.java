package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import java.util.List;
import java.util.stream.Stream;

/// Combining along axes.
///
/// | operation | what is written |
/// |---|---|
/// | `reduce` | sums and products of 16-bit floats in f32, rounded once |
/// | `arg_max`, `arg_min` | a reduction of pairs of value and index: NaN first, then the lower index, so that the order in which a device combines does not matter |
/// | `reduce` along no axis | a choice that makes -0 of a sum +0 |
/// | `cumulative` | one shift and one combination for each power of two below the size |
record Reductions(Primitives p) {
    Ssa of(Reduction op, Ssa x, TensorType result) {
        return switch (op) {
            case Reduction.Reduce r -> reduce(r.reducer(), r.dimensions(), x, result);
            case Reduction.ArgMax a -> index(a.dimension(), Direction.GT, x, result);
            case Reduction.ArgMin a -> index(a.dimension(), Direction.LT, x, result);
            case Reduction.Cumulative c -> running(c, x);
        };
    }

    private Ssa reduce(Reducer reducer, IntList axes, Ssa x, TensorType result) {
        if (axes.size() == 0) {
            return alone(reducer, x);
        }
        Combining combining = new Combining(reducer);
        DType dtype = combining.wide(x.dtype());
        Ssa wide = p.convert(x, dtype);
        Ssa start = combining.start(p, dtype);
        TensorType type = result.with(dtype);
        Ssa made =
                p.code()
                        .let(
                                type,
                                "stablehlo.reduce(%s init: %s) applies %s across dimensions = %s : %s"
                                        .formatted(
                                                wide,
                                                start,
                                                combining.op(),
                                                axes,
                                                Code.signature(type, wide, start)));
        return p.convert(made, x.dtype());
    }

    // A sum begins with +0 and so turns -0 into +0; XLA would drop an addition of 0.
    private Ssa alone(Reducer reducer, Ssa x) {
        if (reducer != Reducer.ADD || !x.dtype().isFloat()) {
            return x;
        }
        Ssa zero = p.splat(x.type(), 0);
        return p.select(p.compare(Direction.EQ, x, zero), zero, x);
    }

    private Ssa index(int axis, Direction better, Ssa x, TensorType result) {
        Reducer reducer = better == Direction.GT ? Reducer.MAXIMUM : Reducer.MINIMUM;
        Ssa indices = p.iota(x.type().with(DType.I32), axis);
        Ssa worst = new Combining(reducer).start(p, x.dtype());
        Ssa last = p.bits(TensorType.of(DType.I32), Integer.MAX_VALUE);
        List<TensorType> scalars = List.of(worst.type(), last.type());
        Region region =
                new Region(
                        Stream.concat(scalars.stream(), scalars.stream()).toList(),
                        xs -> better(better, xs));
        List<Ssa> operands = List.of(x, indices, worst, last);
        return p.code()
                .let(
                        "\"stablehlo.reduce\"(%s) <{dimensions = array<i64: %d>}>"
                                .formatted(Code.names(operands), axis),
                        List.of(region),
                        operands.stream().map(Ssa::type).toList(),
                        List.of(x.type().with(result.shape()), result))
                .getLast();
    }

    private List<Ssa> better(Direction better, List<Ssa> xs) {
        Ssa a = xs.get(0);
        Ssa b = xs.get(2);
        Ssa wins = p.compare(better, a, b);
        Ssa equal = p.compare(Direction.EQ, a, b);
        if (a.dtype().isFloat()) {
            Ssa aNan = p.isNan(a);
            Ssa bNan = p.isNan(b);
            wins = p.or(wins, p.and(aNan, p.not(bNan)));
            equal = p.or(equal, p.and(aNan, bNan));
        }
        Ssa earlier = p.and(equal, p.compare(Direction.LT, xs.get(1), xs.get(3)));
        Ssa index = p.select(p.or(wins, earlier), xs.get(1), xs.get(3));
        return List.of(p.select(wins, a, b), index);
    }

    private Ssa running(Reduction.Cumulative op, Ssa x) {
        Combining combining = new Combining(op.reducer());
        DType dtype = combining.wide(x.dtype());
        Ssa sum = p.convert(x, dtype);
        Ssa start = combining.start(p, dtype);
        // A sum begins with +0, also of -0.
        if (op.reducer() == Reducer.ADD && dtype.isFloat()) {
            sum = p.add(sum, p.broadcast(start, x.shape(), IntList.of()));
        }
        for (int by = 1; by < x.shape().size(op.dimension()); by *= 2) {
            int shift = op.reverse() ? -by : by;
            sum =
                    combining.apply(
                            p, sum, p.pad(sum, start, shift(x.shape(), op.dimension(), shift)));
        }
        return p.convert(sum, x.dtype());
    }

    private static Shaping.Pad shift(Shape shape, int axis, int by) {
        return new Shaping.Pad(
                IntList.generate(shape.rank(), i -> i == axis ? by : 0),
                IntList.generate(shape.rank(), i -> i == axis ? -by : 0),
                IntList.repeat(0, shape.rank()));
    }
}
