package io.jacquard.cpu.plan;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;

/// Which elements of an operand a padding keeps and where they go.
///
/// @param from first index kept along each axis
/// @param to where it goes
/// @param steps distance of two kept elements in the result
/// @param shape number of elements kept along each axis
record Padding(IntList from, IntList to, IntList steps, Shape shape) {
    static Padding of(Shaping.Pad pad, Shape in, Shape out) {
        int rank = in.rank();
        IntList steps = IntList.generate(rank, a -> pad.interior().at(a) + 1);
        IntList from =
                IntList.generate(
                        rank, a -> Math.ceilDiv(Math.max(0, -pad.low().at(a)), steps.at(a)));
        IntList to = IntList.generate(rank, a -> pad.low().at(a) + from.at(a) * steps.at(a));
        int[] kept = new int[rank];
        for (int a = 0; a < rank; a++) {
            int room = Math.ceilDiv(out.size(a) - to.at(a), steps.at(a));
            kept[a] = Math.clamp(Math.min(in.size(a) - from.at(a), room), 0, in.size(a));
        }
        return new Padding(from, to, steps, Shape.of(kept));
    }
}
