package io.jacquard.testkit;

import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.batching.BatchAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Arguments for the examples of a batch, made from those of one call.
///
/// @param examples for each example its arguments
/// @param axes where the examples lie, one an argument
record Examples(List<List<Literal>> examples, List<BatchAxis> axes) {
    /// Examples whose arguments vary along axes and are equal where there is none.
    static Examples of(int size, List<Literal> arguments, List<BatchAxis> axes) {
        List<List<Literal>> examples = new ArrayList<>();
        for (int e = 0; e < size; e++) {
            List<Literal> one = new ArrayList<>();
            for (Literal x : arguments) {
                boolean shared = axes.get(one.size()) instanceof BatchAxis.Shared;
                one.add(shared ? x : varied(x, e));
            }
            examples.add(one);
        }
        return new Examples(examples, axes);
    }

    /// The arguments of all examples at once.
    List<Literal> stacked() {
        List<Literal> all = new ArrayList<>();
        for (BatchAxis axis : axes) {
            int i = all.size();
            List<Literal> parts = examples.stream().map(e -> e.get(i)).toList();
            all.add(axis instanceof BatchAxis.Along a ? along(a.axis(), parts) : parts.getFirst());
        }
        return all;
    }

    /// The same elements some places further; a scalar, of which there is but one, another number.
    private static Literal varied(Literal x, int by) {
        Literal made = Literal.zeros(x.type());
        int count = x.elements();
        for (int i = 0; i < count; i++) {
            Samples.copy(x, (i + 5 * by) % count, made, i);
        }
        if (x.type().rank() == 0 && x.type().dtype().isInteger()) {
            made.setLong(0, x.getLong(0) + by);
        } else if (x.type().rank() == 0) {
            made.set(0, by == 2 ? 1 - x.get(0) : x.get(0));
        }
        return made;
    }

    /// Arrays of one type as one, along an axis that is counted from the front.
    static Literal along(int axis, List<Literal> parts) {
        Shape one = parts.getFirst().type().shape();
        int inner = IntStream.range(axis, one.rank()).map(one::size).reduce(1, (a, b) -> a * b);
        Literal all = Literal.zeros(parts.getFirst().type().with(one.insert(axis, parts.size())));
        for (int p = 0; p < parts.size(); p++) {
            for (int i = 0; i < one.elements(); i++) {
                int at = (i / inner * parts.size() + p) * inner + i % inner;
                Samples.copy(parts.get(p), i, all, at);
            }
        }
        return all;
    }
}
