package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.Nothing.NOTHING;
import static io.jacquard.ir.autodiff.Rule.each;
import static io.jacquard.ir.autodiff.Rule.none;

import io.jacquard.ir.Binary;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import io.jacquard.ir.Windowed.ReduceWindow;
import io.jacquard.ir.Windowed.SelectAndScatter;

/// Rules of operations over sliding windows.
final class WindowedRules {
    private WindowedRules() {}

    static Rule of(Windowed op) {
        return switch (op) {
            case ReduceWindow r -> of(r);
            case SelectAndScatter s ->
                    each(NOTHING, p -> WindowParts.of(p, s.window()).selected(p.a(), p.d()));
        };
    }

    private static Rule of(ReduceWindow op) {
        return switch (op.reducer()) {
            case ADD -> each(p -> p.apply(spread(op, p), p.d()));
            case MULTIPLY -> pieces(op, new Binary.Multiply());
            case MAXIMUM ->
                    isDilated(op)
                            ? pieces(op, new Binary.Maximum())
                            : each(p -> p.apply(new SelectAndScatter(op.window()), p.a(), p.d()));
            case MINIMUM ->
                    isDilated(op)
                            ? pieces(op, new Binary.Minimum())
                            : each(p ->
                                    p.apply(
                                            new SelectAndScatter(op.window()),
                                            p.neg(p.a()),
                                            p.d()));
            case AND, OR -> none();
        };
    }

    private static boolean isDilated(ReduceWindow op) {
        return op.baseDilations().concat(op.windowDilations()).stream().anyMatch(d -> d != 1);
    }

    // Strides and distances of elements exchange their roles, and the window is seen from the other
    // side: it is its own mirror image.
    private static Op spread(ReduceWindow op, Pullback p) {
        Shape in = p.a().type().shape();
        Shape out = p.y().type().shape();
        Windowed.Window w = op.window();
        IntList reach =
                IntList.generate(
                        in.rank(), i -> (w.dimensions().at(i) - 1) * op.windowDilations().at(i));
        IntList low = IntList.generate(in.rank(), i -> reach.at(i) - w.low().at(i));
        IntList high =
                IntList.generate(
                        in.rank(),
                        i ->
                                reach.at(i)
                                        + 1
                                        + (in.size(i) - 1) * op.baseDilations().at(i)
                                        - Extents.covered(out.size(i), w.strides().at(i))
                                        - low.at(i));
        return new ReduceWindow(
                Reducer.ADD,
                new Windowed.Window(w.dimensions(), op.baseDilations(), low, high),
                w.strides(),
                op.windowDilations());
    }

    private static Rule pieces(ReduceWindow op, Binary binary) {
        return each(p -> p.through(() -> meaning(p, op, binary), p.a()));
    }

    // Unlike a quotient of products it has the right gradient where an element is 0.
    private static Value meaning(Pullback p, ReduceWindow op, Binary binary) {
        if (p.y().type().shape().elements() == 0) {
            return p.y();
        }
        WindowParts parts = WindowParts.of(p, op);
        Value x = p.wide(p.a());
        double identity = op.reducer().identity(x.type().dtype());
        Value padding = p.s().filled(x.type().with(Shape.SCALAR), identity);
        return p.narrow(
                parts.of(x, padding).stream()
                        .reduce((a, b) -> p.apply(binary, a, b))
                        .orElse(p.y()));
    }
}
