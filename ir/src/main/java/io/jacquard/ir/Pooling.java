package io.jacquard.ir;

import java.util.ArrayList;
import java.util.List;

/// Pooling in primitives: one strided slice of the padded data for each offset in the window.
final class Pooling {
    private final Sugar s;
    private final PoolWindow window;
    private final Shape in;
    private final Shape out;

    private Pooling(Builder builder, PoolWindow window, TensorType x) {
        this.s = new Sugar(builder);
        this.window = window;
        this.in = x.shape();
        this.out = window.pooled(x).shape();
    }

    static Value max(Builder builder, Value x, PoolWindow window) {
        Pooling p = new Pooling(builder, window, x.type());
        Value best = null;
        for (Value part : p.parts(x, Double.NEGATIVE_INFINITY)) {
            best = best == null ? part : builder.add(new Binary.Maximum(), best, part);
        }
        return java.util.Objects.requireNonNull(best);
    }

    static Value maxGradient(Builder builder, Value x, Value dy, PoolWindow window) {
        Pooling p = new Pooling(builder, window, x.type());
        Sugar s = p.s;
        List<Value> parts = p.parts(x, Double.NEGATIVE_INFINITY);
        Value best = max(builder, x, window);
        Value zero = s.like(dy, 0);
        Value free = s.filled(dy.type().with(DType.BOOL), 1);
        List<Value> data = p.parts(s.filled(x.type().with(DType.BOOL), 1), 0);
        List<Value> shares = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Value part = parts.get(i);
            Value nan = s.compare(Elementwise.Direction.NE, part, part);
            Value equal = s.compare(Elementwise.Direction.EQ, part, best);
            // Padding never wins, not even where all the data is minus infinity.
            Value found = builder.add(new Binary.And(), equal, data.get(i));
            Value hit = builder.add(new Binary.Or(), found, nan);
            Value first = builder.add(new Binary.And(), hit, free);
            free = builder.add(new Binary.And(), free, builder.add(new Unary.Not(), hit));
            shares.add(s.select(first, dy, zero));
        }
        return p.spread(shares);
    }

    static Value average(Builder builder, Value x, PoolWindow window) {
        Pooling p = new Pooling(builder, window, x.type());
        Value wide = p.widened(x);
        Value sum = p.sum(p.parts(wide, 0));
        Value mean = p.s.div(sum, p.counts(wide.type().dtype()));
        return p.s.convert(mean, x.type().dtype());
    }

    static Value averageGradient(Builder builder, Value dy, Composite.AveragePoolGradient op) {
        Pooling p = new Pooling(builder, op.window(), dy.type().with(op.shape()));
        Value wide = p.widened(dy);
        Value share = p.s.div(wide, p.counts(wide.type().dtype()));
        List<Value> shares = p.offsets().stream().map(o -> share).toList();
        return p.s.convert(p.spread(shares), dy.type().dtype());
    }

    private Value widened(Value x) {
        return x.type().dtype().bytes() == 2 ? s.convert(x, DType.F32) : x;
    }

    private Value counts(DType dtype) {
        if (window.low().equals(window.high()) && window.low().stream().allMatch(v -> v == 0)) {
            return s.filled(
                    new TensorType(dtype, out), window.sizes().stream().reduce(1, (a, b) -> a * b));
        }
        return sum(parts(s.filled(new TensorType(dtype, in), 1), 0));
    }

    private Value sum(List<Value> parts) {
        return parts.stream().reduce(s::add).orElseThrow();
    }

    private List<Value> parts(Value x, double padding) {
        Value padded = pad(x, padding);
        return offsets().stream().map(o -> slice(padded, o)).toList();
    }

    private Value pad(Value x, double padding) {
        IntList low = edges(window.low());
        IntList high = edges(window.high());
        Value value =
                s.builder().add(new Creation.Constant(Literal.scalar(x.type().dtype(), padding)));
        return s.builder().add(new Shaping.Pad(low, high, IntList.repeat(0, in.rank())), x, value);
    }

    private static IntList edges(IntList spatial) {
        return IntList.of(0).concat(spatial).concat(IntList.of(0));
    }

    private List<IntList> offsets() {
        List<IntList> all = List.of(IntList.of());
        for (int axis = 0; axis < window.rank(); axis++) {
            List<IntList> longer = new ArrayList<>();
            for (IntList head : all) {
                for (int i = 0; i < window.sizes().at(axis); i++) {
                    longer.add(head.concat(IntList.of(i)));
                }
            }
            all = longer;
        }
        return all;
    }

    private Value slice(Value padded, IntList offset) {
        IntList starts = edges(offset);
        IntList strides = IntList.of(1).concat(window.strides()).concat(IntList.of(1));
        IntList limits =
                IntList.generate(
                        in.rank(), i -> starts.at(i) + (out.size(i) - 1) * strides.at(i) + 1);
        return s.builder().add(new Shaping.Slice(starts, limits, strides), padded);
    }

    // The transpose of taking the slices: put each share back at its places and add.
    private Value spread(List<Value> shares) {
        List<IntList> offsets = offsets();
        Value sum = null;
        for (int i = 0; i < offsets.size(); i++) {
            Value placed = place(shares.get(i), offsets.get(i));
            sum = sum == null ? placed : s.add(sum, placed);
        }
        return java.util.Objects.requireNonNull(sum);
    }

    private Value place(Value share, IntList offset) {
        IntList strides = IntList.of(1).concat(window.strides()).concat(IntList.of(1));
        IntList first = edges(offset);
        IntList edge = edges(window.low());
        IntList low = IntList.generate(in.rank(), i -> first.at(i) - edge.at(i));
        IntList high =
                IntList.generate(
                        in.rank(),
                        i -> in.size(i) - low.at(i) - (out.size(i) - 1) * strides.at(i) - 1);
        IntList interior = IntList.generate(in.rank(), i -> strides.at(i) - 1);
        Value zero =
                s.builder().add(new Creation.Constant(Literal.scalar(share.type().dtype(), 0)));
        return s.builder().add(new Shaping.Pad(low, high, interior), share, zero);
    }
}
