package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.Shaping;
import java.util.List;

/// Operations that move elements; StableHLO means the same by them.
record Shapes(Primitives p) {
    Ssa of(Shaping op, List<Ssa> operands) {
        Ssa x = operands.getFirst();
        return switch (op) {
            case Shaping.Reshape r -> p.reshape(x, r.shape());
            case Shaping.Transpose t -> p.transpose(x, t.permutation());
            case Shaping.BroadcastInDim b -> p.broadcast(x, b.shape(), b.dimensions());
            case Shaping.Slice s -> p.slice(x, s);
            case Shaping.Pad pad -> p.pad(x, operands.getLast(), pad);
            case Shaping.Concatenate c ->
                    p.shaped(c, "dim = " + c.dimension(), operands.toArray(Ssa[]::new));
            case Shaping.Reverse r -> {
                if (r.dimensions().size() == 0) {
                    yield x;
                }
                yield p.code()
                        .let(
                                x.type(),
                                "stablehlo.reverse %s, dims = %s : %s"
                                        .formatted(x, r.dimensions(), Types.of(x.type())));
            }
        };
    }
}
