package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.Extent;
import io.jacquard.cpu.kernel.ReduceOp;
import io.jacquard.cpu.kernel.SlidingAxis;
import io.jacquard.cpu.kernel.SlidingWindows;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Windowed;
import java.util.ArrayList;
import java.util.List;

/// Operations over sliding windows as loops of our own.
final class Sliding {
    private Sliding() {}

    static Item of(Windowed op, Unit.Single s) {
        Place x = s.operands().getFirst();
        Place out = s.results().getFirst();
        return switch (op) {
            case Windowed.ReduceWindow r -> {
                SlidingWindows windows = windows(r, x, out);
                ReduceOp how = Expressions.reduce(r.reducer());
                yield new LoopItem(
                        op.name(),
                        List.of(x, out),
                        windows.positions(),
                        (at, from, to) -> windows.reduce(at[0], at[1], from, to, how));
            }
            case Windowed.SelectAndScatter w -> {
                Place source = s.operands().getLast();
                Windowed.ReduceWindow path = Windowed.ReduceWindow.of(Reducer.MAXIMUM, w.window());
                SlidingWindows windows = windows(path, x, source);
                yield new LoopItem(
                        op.name(),
                        List.of(x, source, out),
                        windows.elements() == 0 ? 0 : windows.parts(),
                        windows::scatter,
                        8L * windows.elements());
            }
        };
    }

    private static SlidingWindows windows(Windowed.ReduceWindow op, Place x, Place positions) {
        Windowed.Window w = op.window();
        List<SlidingAxis> axes = new ArrayList<>();
        for (int i = 0; i < x.type().rank(); i++) {
            Extent extent =
                    new Extent(
                            x.shape().size(i),
                            w.dimensions().at(i),
                            w.strides().at(i),
                            w.low().at(i),
                            positions.shape().size(i));
            axes.add(new SlidingAxis(extent, op.baseDilations().at(i), op.windowDilations().at(i)));
        }
        return new SlidingWindows(x.dtype(), axes);
    }
}
