package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Windowed;
import io.jacquard.pjrt.stablehlo.Selection.Rule;
import java.util.List;
import java.util.stream.IntStream;

/// Sliding windows; sums of 16-bit floats in f32, rounded once. Of scalars the window is the
/// scalar.
record Windows(Primitives p) {
    Ssa of(Windowed op, List<Ssa> operands, TensorType result) {
        Ssa x = operands.getFirst();
        return switch (op) {
            case Windowed.ReduceWindow r -> reduce(r, x, result);
            case Windowed.SelectAndScatter s ->
                    scatter(s.window(), x, operands.getLast(), Rule.NAN_GIVES_WAY);
        };
    }

    private Ssa reduce(Windowed.ReduceWindow op, Ssa x, TensorType result) {
        Combining combining = new Combining(op.reducer());
        if (x.isEmpty()) {
            return p.splat(result.shape(), combining.identity(x.dtype()));
        }
        DType dtype = combining.wide(x.dtype());
        Ssa wide = p.convert(x, dtype);
        Ssa start = combining.start(p, dtype);
        if (x.rank() == 0) {
            return p.convert(combining.apply(p, start, wide), x.dtype());
        }
        if (isCropped(op.window())) {
            Ssa left = cropped(op, wide, start);
            return p.convert(strided(uncropped(op), left, start), x.dtype());
        }
        return p.convert(strided(op, wide, start), x.dtype());
    }

    // XLA ends the process on some windows of one element with negative padding, so that what it
    // cuts is cut before.
    private static boolean isCropped(Windowed.Window w) {
        return IntStream.concat(w.low().stream(), w.high().stream()).anyMatch(n -> n < 0);
    }

    private Ssa cropped(Windowed.ReduceWindow op, Ssa x, Ssa start) {
        IntList between = IntList.generate(x.rank(), i -> op.baseDilations().at(i) - 1);
        return p.pad(x, start, new Shaping.Pad(op.window().low(), op.window().high(), between));
    }

    private static Windowed.ReduceWindow uncropped(Windowed.ReduceWindow op) {
        Windowed.Window w = op.window();
        int rank = w.dimensions().size();
        IntList none = IntList.repeat(0, rank);
        return new Windowed.ReduceWindow(
                op.reducer(),
                new Windowed.Window(w.dimensions(), w.strides(), none, none),
                IntList.repeat(1, rank),
                op.windowDilations());
    }

    // XLA on the processor takes other elements where a window with holes moves more than one step,
    // so it moves one step, and the results between are left out.
    private Ssa strided(Windowed.ReduceWindow op, Ssa x, Ssa start) {
        IntList strides = op.window().strides();
        if (isOnes(op.windowDilations()) || isOnes(strides)) {
            return combined(op, x, start);
        }
        Windowed.Window w = op.window();
        IntList ones = IntList.repeat(1, strides.size());
        Ssa all =
                combined(
                        new Windowed.ReduceWindow(
                                op.reducer(),
                                new Windowed.Window(w.dimensions(), ones, w.low(), w.high()),
                                op.baseDilations(),
                                op.windowDilations()),
                        x,
                        start);
        return p.slice(
                all,
                new Shaping.Slice(
                        IntList.repeat(0, strides.size()),
                        IntList.of(all.shape().sizes()),
                        strides));
    }

    private static boolean isOnes(IntList list) {
        return list.stream().allMatch(n -> n == 1);
    }

    private Ssa combined(Windowed.ReduceWindow op, Ssa x, Ssa start) {
        Combining combining = new Combining(op.reducer());
        TensorType result = op.infer(List.of(x.type())).getFirst();
        Windowed.Window w = op.window();
        String head =
                "\"stablehlo.reduce_window\"(%s, %s) <{base_dilations = %s, padding = %s, window_dilations = %s, window_dimensions = %s, window_strides = %s}>"
                        .formatted(
                                x,
                                start,
                                Attributes.array(op.baseDilations()),
                                Attributes.padding(w.low(), w.high()),
                                Attributes.array(op.windowDilations()),
                                Attributes.array(w.dimensions()),
                                Attributes.array(w.strides()));
        return p.code()
                .let(
                        head,
                        List.of(combining.region(p, x.dtype())),
                        List.of(x.type(), start.type()),
                        List.of(result))
                .getFirst();
    }

    /// The sums of a source's elements at the places that a window selects.
    Ssa scatter(Windowed.Window w, Ssa x, Ssa source, Rule rule) {
        if (x.isEmpty() || source.isEmpty()) {
            return p.splat(x.type(), 0);
        }
        Combining sum = new Combining(Reducer.ADD);
        DType dtype = sum.wide(x.dtype());
        Ssa start = sum.start(p, dtype);
        Ssa wide = p.convert(x, dtype);
        Ssa more = p.convert(source, dtype);
        Ssa made;
        if (x.rank() == 0) {
            made = p.add(start, more);
        } else if (isCropped(w)) {
            made = scatterCropped(w, wide, more, rule);
        } else {
            made = new Selection(p, w, rule, x.shape()).of(wide, more);
        }
        return p.convert(made, x.dtype());
    }

    private Ssa scatterCropped(Windowed.Window w, Ssa x, Ssa source, Rule rule) {
        int rank = x.rank();
        IntList low = IntList.generate(rank, i -> Math.min(w.low().at(i), 0));
        IntList high = IntList.generate(rank, i -> Math.min(w.high().at(i), 0));
        IntList none = IntList.repeat(0, rank);
        if (IntStream.range(0, rank)
                .anyMatch(i -> x.shape().size(i) + low.at(i) + high.at(i) <= 0)) {
            return p.splat(x.type(), 0);
        }
        Ssa zero = p.splat(TensorType.of(x.dtype()), 0);
        Ssa left = p.pad(x, zero, new Shaping.Pad(low, high, none));
        Windowed.Window padded =
                w.padded(
                        IntList.generate(rank, i -> Math.max(w.low().at(i), 0)),
                        IntList.generate(rank, i -> Math.max(w.high().at(i), 0)));
        Ssa made = new Selection(p, padded, rule, left.shape()).of(left, source);
        IntList before = IntList.generate(rank, i -> -low.at(i));
        IntList after = IntList.generate(rank, i -> -high.at(i));
        return p.pad(made, zero, new Shaping.Pad(before, after, none));
    }

    /// A window over the spatial axes of channels-last data.
    static Windowed.Window spatial(IntList sizes, IntList strides, IntList low, IntList high) {
        return new Windowed.Window(
                edged(sizes, 1), edged(strides, 1), edged(low, 0), edged(high, 0));
    }

    static IntList edged(IntList spatial, int edge) {
        return IntList.of(edge).concat(spatial).concat(IntList.of(edge));
    }
}
