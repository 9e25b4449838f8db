package io.jacquard.ir.autodiff;

import io.jacquard.ir.Binary;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import io.jacquard.ir.Windowed.ReduceWindow;
import java.util.ArrayList;
import java.util.List;

/// A sliding window in primitives: for each place in the window, a strided slice of the padded
/// operand with the elements that all positions of the window meet there.
///
/// @param p where they are appended
/// @param op the window
/// @param positions numbers of positions of the window, at least 1 along each axis
record WindowParts(Pullback p, ReduceWindow op, Shape positions) {
    static WindowParts of(Pullback p, ReduceWindow op) {
        return new WindowParts(p, op, p.y().type().shape());
    }

    /// The window of an operation whose second operand has an element for each position.
    static WindowParts of(Pullback p, Windowed.Window window) {
        return new WindowParts(p, ReduceWindow.of(Reducer.MAXIMUM, window), p.b().type().shape());
    }

    /// The slices, in row-major order of the places.
    ///
    /// @param padding a scalar
    List<Value> of(Value x, Value padding) {
        int rank = positions.rank();
        Windowed.Window w = op.window();
        IntList interior = IntList.generate(rank, i -> op.baseDilations().at(i) - 1);
        Value padded = p.apply(new Shaping.Pad(w.low(), w.high(), interior), x, padding);
        List<Value> parts = new ArrayList<>();
        for (IntList starts : starts()) {
            IntList limits =
                    IntList.generate(
                            rank,
                            i -> starts.at(i) + (positions.size(i) - 1) * w.strides().at(i) + 1);
            parts.add(p.apply(new Shaping.Slice(starts, limits, w.strides()), padded));
        }
        return parts;
    }

    private List<IntList> starts() {
        List<IntList> all = List.of(IntList.of());
        for (int axis = 0; axis < positions.rank(); axis++) {
            List<IntList> longer = new ArrayList<>();
            for (IntList head : all) {
                for (int i = 0; i < op.window().dimensions().at(axis); i++) {
                    longer.add(head.concat(IntList.of(i * op.windowDilations().at(axis))));
                }
            }
            all = longer;
        }
        return all;
    }

    /// From an array, for each position the element at the place where select_and_scatter selects
    /// one of the operand; 0 where it selects none.
    ///
    /// @param x the operand that decides
    /// @param picked the array, of the same type
    Value selected(Value x, Value picked) {
        Value none = p.zeros(p.b().type());
        if (positions.elements() == 0) {
            return none;
        }
        List<Value> parts = of(picked, p.zeros(x.type().with(Shape.SCALAR)));
        List<Value> taken = taken(x);
        Value made = none;
        for (int place = 0; place < parts.size(); place++) {
            made = p.s().select(taken.get(place), parts.get(place), made);
        }
        return made;
    }

    // Whether the element at a place takes the place of what was selected among those before it;
    // the last that does stays.
    private List<Value> taken(Value x) {
        List<Value> parts = of(x, p.zeros(x.type().with(Shape.SCALAR)));
        Value yes = p.s().filled(x.type().with(DType.BOOL), 1);
        List<Value> inside = of(yes, p.zeros(yes.type().with(Shape.SCALAR)));
        List<Value> taken = new ArrayList<>();
        Value best = parts.getFirst();
        Value any = p.zeros(inside.getFirst().type());
        for (int place = 0; place < parts.size(); place++) {
            Value part = parts.get(place);
            Value holds = p.apply(new Binary.And(), any, p.s().compare(Direction.GE, best, part));
            Value takes =
                    p.apply(new Binary.And(), inside.get(place), p.apply(new Unary.Not(), holds));
            taken.add(takes);
            best = p.s().select(takes, part, best);
            any = p.apply(new Binary.Or(), any, inside.get(place));
        }
        return taken;
    }
}
