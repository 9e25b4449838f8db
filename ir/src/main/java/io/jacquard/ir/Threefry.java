package io.jacquard.ir;

/// Threefry-2x32 with 20 rounds in u32 primitives.
///
/// Source: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3*, 2011, section
/// 3.3; counter layout as JAX's partitionable one.
final class Threefry {
    private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};
    private static final int PARITY = 0x1BD11BDA;

    private final Sugar s;
    private final Shape shape;

    private Threefry(Builder builder, Shape shape) {
        this.s = new Sugar(builder);
        this.shape = shape;
    }

    static Value bits(Builder builder, Value key, Shape shape) {
        return new Threefry(builder, shape).bits(key);
    }

    private Value bits(Value key) {
        Value k0 = word(key, 0);
        Value k1 = word(key, 1);
        Value parity = s.filled(new TensorType(DType.U32, shape), PARITY & 0xFFFFFFFFL);
        Value[] keys = {k0, k1, xor(xor(k0, k1), parity)};
        Value x0 = k0;
        Value x1 = s.add(counter(), k1);
        for (int group = 0; group < 5; group++) {
            for (int rotation : ROTATIONS[group % 2]) {
                x0 = s.add(x0, x1);
                x1 = xor(rotate(x1, rotation), x0);
            }
            x0 = s.add(x0, keys[(group + 1) % 3]);
            Value next = keys[(group + 2) % 3];
            x1 = s.add(x1, s.add(next, s.like(next, group + 1)));
        }
        return xor(x0, x1);
    }

    // The high word of the index is 0: an array has fewer than 2^31 elements.
    private Value counter() {
        Shape flat = Shape.of(shape.elements());
        Value iota = s.builder().add(new Creation.Iota(new TensorType(DType.U32, flat), 0));
        return s.reshape(iota, shape);
    }

    private Value word(Value key, int index) {
        Value one = s.builder().add(Shaping.sliceOf(key.type().shape(), 0, index, index + 1), key);
        return s.broadcast(s.reshape(one, Shape.SCALAR), shape, IntList.of());
    }

    private Value xor(Value x, Value y) {
        return s.builder().add(new Binary.Xor(), x, y);
    }

    private Value rotate(Value x, int by) {
        Builder b = s.builder();
        Value left = b.add(new Binary.ShiftLeft(), x, s.like(x, by));
        Value right = b.add(new Binary.ShiftRightLogical(), x, s.like(x, 32 - by));
        return b.add(new Binary.Or(), left, right);
    }
}
