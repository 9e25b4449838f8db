package io.jacquard.ir.autodiff;

import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.Indexing.Gather;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;

/// The cotangents of the array and the updates of a scatter.
///
/// @param p what the rule works with; its third operand are the updates
/// @param op the scatter
record ScatterRule(Pullback p, Scatter op) {
    private Value updates() {
        return p.forward().operand(2);
    }

    private Shape array() {
        return p.a().type().shape();
    }

    /// What the updates meet in an array of the operand's shape, and a number where they meet
    /// nothing. A gather would move slices that reach beyond the ends: the array gets margins as
    /// wide as a slice.
    Value read(Value array, double outside) {
        GatherDimensions d = op.scatterDimensionNumbers().gather();
        IntList sizes = op.sliceSizes(array(), updates().type().shape());
        IntList margin =
                IntList.generate(
                        sizes.size(), a -> d.startIndexMap().contains(a) ? sizes.at(a) : 0);
        IntList none = IntList.repeat(0, sizes.size());
        Value edge = p.s().filled(array.type().with(Shape.SCALAR), outside);
        Value wider = p.apply(new Shaping.Pad(margin, margin, none), array, edge);
        StartIndices starts = new StartIndices(p.s(), p.b(), d);
        int[] low = starts.perIndex(a -> -sizes.at(a)).toArray();
        int[] high = starts.perIndex(array()::size).toArray();
        Value near = starts.between(low, high);
        Value moved = new StartIndices(p.s(), near, d).plus(starts.perIndex(sizes::at).toArray());
        return p.apply(new Gather(d, sizes, op.indicesAreSorted()), wider, moved);
    }

    private Value scattered(Update how, Value array, Value by) {
        Scatter same =
                new Scatter(
                        how,
                        op.scatterDimensionNumbers(),
                        op.indicesAreSorted(),
                        op.uniqueIndices());
        return p.apply(same, array, p.b(), by);
    }

    /// SET, the array: what was not replaced.
    Value kept() {
        return scattered(Update.SET, p.d(), p.zeros(updates().type()));
    }

    /// SET, the updates: those that stayed where several met.
    Value last() {
        Value d = read(p.d(), 0);
        if (op.uniqueIndices()) {
            return d;
        }
        Shape shape = updates().type().shape();
        TensorType counted = TensorType.of(DType.I32, shape.elements());
        Value numbers = p.s().reshape(p.apply(new Creation.Iota(counted, 0)), shape);
        Value nobody = p.s().filled(p.a().type().with(DType.I32), -1);
        Value winners = read(scattered(Update.SET, nobody, numbers), -1);
        Value stayed = p.s().compare(Direction.EQ, winners, numbers);
        return p.s().select(stayed, d, p.s().like(d, 0));
    }

    /// MULTIPLY, the array: the cotangent times all updates.
    Value product() {
        Value d = p.wide(p.d());
        Value all = scattered(Update.MULTIPLY, p.s().like(d, 1), p.wide(updates()));
        return p.narrow(p.mul(d, all));
    }

    /// MULTIPLY, the updates: the cotangent times the array and the other updates. Zeros are
    /// counted and left out of the product, so that it can be divided.
    Value factor() {
        Value whole = p.mul(p.wide(p.d()), p.wide(p.a()));
        if (op.uniqueIndices()) {
            return p.narrow(read(whole, 0));
        }
        Value u = p.wide(updates());
        Value isZero = p.s().compare(Direction.EQ, u, p.s().like(u, 0));
        Value others = p.s().select(isZero, p.s().like(u, 1), u);
        Value product = scattered(Update.MULTIPLY, p.s().like(whole, 1), others);
        Value one = p.s().convert(isZero, DType.I32);
        Value none = p.zeros(whole.type().with(DType.I32));
        Value zeros = read(scattered(Update.ADD, none, one), -1);
        Value alone = p.s().compare(Direction.EQ, zeros, one);
        Value share = p.div(read(p.mul(whole, product), 0), others);
        return p.narrow(p.s().select(alone, share, p.s().like(share, 0)));
    }

    /// MAXIMUM and MINIMUM, the array: an even share where it equals the result.
    Value sharedByArray() {
        Value share = p.narrow(share());
        return p.s().select(hitByArray(), share, p.s().like(share, 0));
    }

    /// MAXIMUM and MINIMUM, the updates: an even share where they equal the result.
    Value sharedByUpdates() {
        Value share = p.narrow(read(share(), 0));
        return p.s().select(hitByUpdates(), share, p.s().like(share, 0));
    }

    private Value hitByArray() {
        return p.s().compare(Direction.EQ, p.a(), p.y());
    }

    private Value hitByUpdates() {
        return p.s().compare(Direction.EQ, updates(), read(p.y(), 0));
    }

    // Counted in f32 at least, since a 16-bit float stops counting early.
    private Value share() {
        Value d = p.wide(p.d());
        DType dtype = d.type().dtype();
        Value mine = p.s().convert(hitByArray(), dtype);
        Value theirs = p.s().convert(hitByUpdates(), dtype);
        return p.div(d, scattered(Update.ADD, mine, theirs));
    }
}
