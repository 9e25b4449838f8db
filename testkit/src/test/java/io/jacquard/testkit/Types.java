package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.testkit.Mutant.Change;
import io.jacquard.testkit.Mutant.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Types that a type may be mistaken for.
final class Types {
    static final TensorType ANY = TensorType.of(DType.F32, 2);

    private Types() {}

    /// Every other dtype; other sizes and ranks, very large ones too.
    static List<Change<TensorType>> changes(TensorType type) {
        List<Change<TensorType>> all = new ArrayList<>();
        for (DType d : DType.values()) {
            if (d != type.dtype()) {
                all.add(new Change<>(type.with(d), Mistake.DTYPE));
            }
        }
        shapes(type.shape()).forEach(s -> all.add(Change.shape(type.with(s))));
        large(type.shape()).forEach(s -> all.add(Change.shape(type.with(s))));
        return all;
    }

    /// The shapes one axis more, less, longer or shorter.
    static Set<Shape> shapes(Shape shape) {
        Set<Shape> all = new LinkedHashSet<>();
        for (int a = 0; a <= shape.rank(); a++) {
            all.add(shape.insert(a, 1));
            all.add(shape.insert(a, 2));
        }
        for (int a = 0; a < shape.rank(); a++) {
            int size = shape.size(a);
            all.add(shape.without(a));
            all.add(shape.with(a, size + 1));
            all.add(shape.with(a, Math.max(0, size - 1)));
            all.add(shape.with(a, 0));
            all.add(shape.with(a, 1));
        }
        all.add(Shape.SCALAR);
        all.remove(shape);
        return all;
    }

    /// The shapes with one axis as long as an array can be.
    static Set<Shape> large(Shape shape) {
        Set<Shape> all = new LinkedHashSet<>();
        for (int a = 0; a < shape.rank(); a++) {
            int others =
                    IntList.of(shape.without(a).sizes()).stream()
                            .reduce(1, (x, y) -> x * Math.max(1, y));
            all.add(shape.with(a, Integer.MAX_VALUE / others));
        }
        all.add(Shape.of(Integer.MAX_VALUE));
        all.add(Shape.of(1 << 15, 1 << 15));
        return all;
    }
}
