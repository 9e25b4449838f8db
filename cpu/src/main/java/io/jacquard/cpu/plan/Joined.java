package io.jacquard.cpu.plan;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Shaping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Concatenations whose operands are written into their places at once, where kernels compute these
/// for nobody else.
final class Joined {
    private Joined() {}

    /// Decides for all concatenations, once it is known who reads what.
    static void decide(List<Unit> units) {
        for (int u = 0; u < units.size(); u++) {
            if (units.get(u) instanceof Unit.Single s
                    && s.instruction().op() instanceof Shaping.Concatenate c) {
                decide(units, u, s, parts(c.dimension(), s));
            }
        }
    }

    private static void decide(List<Unit> units, int unit, Unit.Single s, List<Place> parts) {
        for (int i = 0; i < parts.size(); i++) {
            Slot x = s.operands().get(i).slot();
            boolean once = s.operands().stream().filter(o -> o.slot() == x).count() == 1;
            if (once && isOnlyReadBy(s.operands().get(i), unit)) {
                Place part = parts.get(i);
                writer(units, x).ifPresent(g -> move(g, x, part));
            }
        }
    }

    // A kernel writes values of its own shape, in columns that lie close together.
    private static void move(Group group, Slot x, Place part) {
        part.reshape(group.space())
                .filter(p -> p.shape().elements() > 0 && p.type().rank() > 0)
                .filter(p -> p.shape().size(-1) > 1 && p.strides().at(p.type().rank() - 1) == 1)
                .ifPresent(p -> {
                    x.writeInto(p);
                    group.moved();
                });
    }

    /// The parts of the result that the operands become.
    static List<Place> parts(int axis, Unit.Single s) {
        Place out = s.results().getFirst();
        int rank = out.type().rank();
        List<Place> parts = new ArrayList<>();
        int start = 0;
        for (Place x : s.operands()) {
            int at = start;
            IntList starts = IntList.generate(rank, a -> a == axis ? at : 0);
            parts.add(out.slice(starts, IntList.repeat(1, rank), x.shape()));
            start += x.shape().size(axis);
        }
        return parts;
    }

    private static boolean isOnlyReadBy(Place x, int unit) {
        Slot s = x.slot();
        return x.isWhole()
                && s.unit() != Slot.NONE
                && s.home() == s
                && !s.isResult()
                && s.isReadOnlyBy(unit);
    }

    // The kernel that computes one such value for each element of what it goes over.
    private static Optional<Group> writer(List<Unit> units, Slot slot) {
        return units.get(slot.unit()) instanceof Unit.Fused f
                ? f.groups().stream()
                        .filter(g -> g.holds(slot) && g.axes().size() == 0)
                        .filter(g -> g.member(slot).full())
                        .findFirst()
                : Optional.empty();
    }
}
