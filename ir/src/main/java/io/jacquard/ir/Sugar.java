package io.jacquard.ir;

import io.jacquard.ir.Reduction.Reducer;

/// Short ways to append primitives, with scalars broadcast to the shape they meet.
public final class Sugar {
    private final Builder builder;

    /// Sugar over a builder.
    public Sugar(Builder builder) {
        this.builder = builder;
    }

    /// The builder underneath.
    public Builder builder() {
        return builder;
    }

    /// A constant of the type of another value with the same number everywhere.
    public Value like(Value other, double number) {
        return filled(other.type(), number);
    }

    /// A constant with the same number everywhere.
    public Value filled(TensorType type, double number) {
        Value scalar = builder.add(new Creation.Constant(Literal.scalar(type.dtype(), number)));
        return broadcast(scalar, type.shape(), IntList.of());
    }

    /// `x + y`
    public Value add(Value x, Value y) {
        return builder.add(new Binary.Add(), x, y);
    }

    /// `x - y`
    public Value sub(Value x, Value y) {
        return builder.add(new Binary.Subtract(), x, y);
    }

    /// `x * y`
    public Value mul(Value x, Value y) {
        return builder.add(new Binary.Multiply(), x, y);
    }

    /// `x * number`
    public Value mul(Value x, double number) {
        return mul(x, like(x, number));
    }

    /// `x / y`
    public Value div(Value x, Value y) {
        return builder.add(new Binary.Divide(), x, y);
    }

    /// `-x`
    public Value neg(Value x) {
        return builder.add(new Unary.Negate(), x);
    }

    /// `e^x`
    public Value exp(Value x) {
        return builder.add(new Unary.Exponential(), x);
    }

    /// The comparison of two values.
    public Value compare(Elementwise.Direction direction, Value x, Value y) {
        return builder.add(new Elementwise.Compare(direction), x, y);
    }

    /// `condition ? yes : no`
    public Value select(Value condition, Value yes, Value no) {
        return builder.add(new Elementwise.Select(), condition, yes, no);
    }

    /// The value in another dtype; itself if it has it.
    public Value convert(Value x, DType dtype) {
        return x.type().dtype() == dtype ? x : builder.add(new Elementwise.Convert(dtype), x);
    }

    /// A 16-bit float as f32, for sums; others as they are.
    public Value wide(Value x) {
        return x.type().dtype().bytes() == 2 ? convert(x, DType.F32) : x;
    }

    /// The value in another shape; itself if it has it.
    public Value reshape(Value x, Shape shape) {
        return x.type().shape().equals(shape) ? x : builder.add(new Shaping.Reshape(shape), x);
    }

    /// The value repeated; itself if the shapes are equal.
    public Value broadcast(Value x, Shape shape, IntList dimensions) {
        if (x.type().shape().equals(shape)) {
            return x;
        }
        return builder.add(new Shaping.BroadcastInDim(shape, dimensions), x);
    }

    /// A reduction along axes; the value itself if there are none.
    public Value reduce(Reducer reducer, Value x, IntList axes) {
        return axes.size() == 0 ? x : builder.add(new Reduction.Reduce(reducer, axes), x);
    }

    /// A reduction along one axis whose result is repeated along it again.
    public Value reduceAndRepeat(Reducer reducer, Value x, int axis) {
        Value reduced = reduce(reducer, x, IntList.of(axis));
        return repeatAlong(reduced, x.type().shape(), axis);
    }

    /// A value without one axis of a shape, repeated along it.
    public Value repeatAlong(Value x, Shape shape, int axis) {
        IntList dims = IntList.generate(shape.rank() - 1, i -> i < axis ? i : i + 1);
        return broadcast(x, shape, dims);
    }

    /// The axes exchanged.
    public Value transpose(Value x, IntList permutation) {
        if (permutation.equals(IntList.range(0, permutation.size()))) {
            return x;
        }
        return builder.add(new Shaping.Transpose(permutation), x);
    }
}
