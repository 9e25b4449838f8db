package io.jacquard.cpu.plan;

import io.jacquard.ir.Function;
import io.jacquard.runtime.CompileOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Decides for each result whether its value is written straight into the caller's buffer or copied
/// there at the end.
final class Destinations {
    private final List<Unit> units;
    private final Map<Integer, Integer> donated = new HashMap<>();
    private final Map<Integer, Slot> arguments = new HashMap<>();

    private Destinations(List<Unit> units, CompileOptions options) {
        this.units = units;
        options.aliases().forEach(a -> donated.put(a.result(), a.parameter()));
    }

    /// Decides for all results, and appends the copies that are needed to the grouping's units.
    static void decide(Grouping grouping, Function function, CompileOptions options) {
        Destinations d = new Destinations(grouping.units(), options);
        for (var p : function.parameters()) {
            Slot s = grouping.place(p).slot();
            d.arguments.put(s.argument(), s);
        }
        for (int r = 0; r < function.results().size(); r++) {
            Place p = grouping.place(function.results().get(r));
            if (p.slot().isArgument() && !d.isItself(r, p)) {
                p.slot().readBy(d.units.size());
            }
        }
        Set<Integer> direct = new HashSet<>();
        for (int r = 0; r < function.results().size(); r++) {
            Place p = grouping.place(function.results().get(r));
            if (d.isDirect(r, p)) {
                p.slot().becomeResult(r);
                direct.add(r);
            }
        }
        d.copies(grouping, function, direct);
    }

    private boolean isDirect(int result, Place p) {
        Slot s = p.slot();
        if (s.unit() == Slot.NONE || s.isResult() || !p.isWhole()) {
            return false;
        }
        Integer argument = donated.get(result);
        return argument == null || isFree(argument, s);
    }

    // The argument's memory may be overwritten once nobody reads it any more, or by a kernel that
    // reads each element before it writes that very element, or by one that changes parts of it.
    private boolean isFree(int argument, Slot target) {
        Slot old = argument(argument);
        if (old.lastRead() < target.unit()) {
            return true;
        }
        return old.lastRead() == target.unit() && isReadInStep(target.unit(), old, target.home());
    }

    private boolean isReadInStep(int unit, Slot old, Slot target) {
        return units.get(unit) instanceof Unit.Fused f
                ? f.groups().size() == 1 && isReadInStep(f.groups().getFirst(), old, target)
                : InPlace.changes(units.get(unit), old, target);
    }

    private static boolean isReadInStep(Group group, Slot old, Slot target) {
        if (!group.holds(target)) {
            return false;
        }
        return group.members().stream()
                .flatMap(m -> m.operands().stream())
                .filter(o -> o.slot() == old)
                .allMatch(o -> o.isWhole() && sameLoop(group, o, target));
    }

    private static boolean sameLoop(Group group, Place read, Slot target) {
        Group.Member m = group.member(target);
        return read.shape().equals(m.result().shape()) && m.full() == isFull(group, read);
    }

    private static boolean isFull(Group group, Place read) {
        return read.shape().equals(group.space());
    }

    private Slot argument(int index) {
        Slot s = arguments.get(index);
        if (s == null) {
            throw new IllegalArgumentException("an alias names parameter " + index);
        }
        return s;
    }

    // Arguments that the copies overwrite are saved first.
    private void copies(Grouping grouping, Function function, Set<Integer> direct) {
        Map<Integer, Place> sources = new TreeMap<>();
        for (int r = 0; r < function.results().size(); r++) {
            Place p = grouping.place(function.results().get(r));
            if (!direct.contains(r) && !isItself(r, p)) {
                boolean atRisk =
                        p.slot().isArgument() && donated.containsValue(p.slot().argument());
                sources.put(r, atRisk ? copy(p) : p);
            }
        }
        sources.forEach((r, from) -> copy(from).slot().becomeResult(r));
    }

    private Place copy(Place from) {
        Slot to = Slot.written(units.size(), from.type().bytes());
        from.slot().readBy(units.size());
        Place made = Place.dense(to, from.type());
        units.add(new Unit.Copy(from, made));
        return made;
    }

    private boolean isItself(int result, Place p) {
        Integer argument = donated.get(result);
        return argument != null
                && p.slot().isArgument()
                && p.slot().argument() == argument
                && p.isWhole();
    }
}
