package io.jacquard.cpu.plan;

import io.jacquard.ir.Elementwise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Computes cheap elementwise values again where they are needed, if that moves fewer bytes than to
/// store and load them. So of batch norm no centered or normalized data is stored: each kernel
/// makes it from the data, the mean and the deviation.
///
/// A value that all its readers can compute is not stored if what they then read in its place is
/// less than the value written once and read by each. A value that is stored anyway is computed
/// again by a reader that has nearly all it is made of. The bits are the same: a kernel rounds
/// after each operation.
final class Recomputation {
    // Primitive instructions for one value; memory that is in the cache costs about as much.
    private static final int MOST_COST = 12;

    private final List<Unit> units;
    private final Set<Integer> donated;

    private Recomputation(List<Unit> units, Set<Integer> donated) {
        this.units = units;
        this.donated = donated;
    }

    /// Changes the groups of units, none of which is split.
    ///
    /// @param donated the parameters whose memory results may take: they are not read for longer
    static void of(List<Unit> units, Set<Integer> donated) {
        Recomputation r = new Recomputation(units, donated);
        for (Unit u : units.reversed()) {
            if (u instanceof Unit.Fused f) {
                r.visit(f.groups().getFirst());
            }
        }
    }

    // Later values first: what they are made of may then be computed again too.
    private void visit(Group group) {
        for (Group.Member m : List.copyOf(group.members()).reversed()) {
            if (m.full() && m.instruction().op() instanceof Elementwise) {
                visit(group, m);
            }
        }
        group.prune();
    }

    private void visit(Group group, Group.Member value) {
        Set<Integer> readers = value.result().slot().readers();
        if (readers.isEmpty()) {
            return;
        }
        Optional<Recipe> found = Recipe.of(group, value);
        if (found.isEmpty()) {
            return;
        }
        Recipe recipe = found.get();
        List<Group> able = readers.stream().flatMap(u -> able(u, group, recipe).stream()).toList();
        long bytes = value.result().touchedBytes();
        long read = able.stream().mapToLong(recipe::readBy).sum();
        boolean nobodyElse = able.size() == readers.size();
        if (nobodyElse && read + recipe.written() < bytes * (1 + able.size())) {
            able.forEach(g -> recompute(g, recipe));
        } else {
            able.stream()
                    .filter(g -> recipe.readBy(g) + recipe.written() < bytes)
                    .forEach(g -> recompute(g, recipe));
        }
    }

    private Optional<Group> able(int unit, Group from, Recipe recipe) {
        if (unit >= units.size() || !(units.get(unit) instanceof Unit.Fused f)) {
            return Optional.empty();
        }
        Group g = f.groups().getFirst();
        boolean fits =
                g.space().equals(from.space())
                        && g.readsInStep(recipe.value())
                        && recipe.slots().stream().allMatch(s -> isThere(s, unit))
                        && recipe.leaves().stream().allMatch(g::takes)
                        && g.hasRoom(recipe.cost(), recipe.slots());
        return fits ? Optional.of(g) : Optional.empty();
    }

    private boolean isThere(Slot slot, int unit) {
        return slot.lastRead() >= unit || !donated.contains(slot.argument());
    }

    private static void recompute(Group reader, Recipe recipe) {
        Map<Slot, Place> made = new HashMap<>();
        List<Group.Member> again = new ArrayList<>();
        for (Group.Member m : recipe.members()) {
            List<Place> operands =
                    m.operands().stream().map(p -> made.getOrDefault(p.slot(), p)).toList();
            Slot slot = Slot.written(reader.unit(), m.result().slot().bytes());
            Place result = Place.dense(slot, m.result().type());
            made.put(m.result().slot(), result);
            again.add(new Group.Member(m.instruction(), operands, result, true));
        }
        reader.recompute(recipe.value(), again);
    }

    /// How to compute a value from memory.
    ///
    /// @param members the operations in order; the last gives the value
    /// @param leaves what they read from memory
    /// @param written bytes that the value's own group must write for it
    /// @param cost of the operations
    private record Recipe(List<Group.Member> members, Set<Place> leaves, long written, int cost) {

        static Optional<Recipe> of(Group group, Group.Member value) {
            Map<Slot, Group.Member> members = new LinkedHashMap<>();
            Set<Place> leaves = new LinkedHashSet<>();
            if (!collect(group, value, members, leaves)) {
                return Optional.empty();
            }
            long written =
                    leaves.stream()
                            .filter(p -> group.holds(p.slot()) && !p.slot().isNeeded())
                            .mapToLong(Place::touchedBytes)
                            .sum();
            List<Group.Member> list = List.copyOf(members.values());
            return Optional.of(new Recipe(list, leaves, written, cost(list)));
        }

        private static int cost(Iterable<Group.Member> members) {
            int cost = 0;
            for (Group.Member m : members) {
                cost += Costs.of(m.instruction());
            }
            return cost;
        }

        // Values of the group that are in memory anyway, and reduced ones, are not computed again.
        private static boolean collect(
                Group group, Group.Member m, Map<Slot, Group.Member> members, Set<Place> leaves) {
            for (Place p : m.operands()) {
                if (!group.holds(p.slot())) {
                    leaves.add(p);
                    continue;
                }
                Group.Member inner = group.member(p.slot());
                if (!inner.full() || p.slot().isNeeded()) {
                    leaves.add(p);
                } else if (!members.containsKey(p.slot())
                        && !collect(group, inner, members, leaves)) {
                    return false;
                }
            }
            members.put(m.result().slot(), m);
            return m.instruction().op() instanceof Elementwise
                    && cost(members.values()) <= MOST_COST;
        }

        Slot value() {
            return members.getLast().result().slot();
        }

        Set<Slot> slots() {
            Set<Slot> slots = new HashSet<>();
            leaves.forEach(p -> slots.add(p.slot()));
            return slots;
        }

        /// Bytes that a group reads more if it computes the value.
        long readBy(Group reader) {
            Set<Slot> counted = new HashSet<>();
            return leaves.stream()
                    .filter(p -> !reader.reads(p.slot()) && !reader.holds(p.slot()))
                    .filter(p -> counted.add(p.slot()))
                    .mapToLong(Place::touchedBytes)
                    .sum();
        }
    }
}
