package io.jacquard.cpu.plan;

import io.jacquard.ir.Instruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The groups of a plan, found by the slots that they compute and read: looking at every group for
/// every operation would take time by the square of their number.
final class Groups {
    private final Map<Slot, Group> owners = new HashMap<>();
    private final Map<Slot, NavigableMap<Integer, Group>> readers = new HashMap<>();

    /// The group that computes a slot.
    Optional<Group> owner(Slot slot) {
        return Optional.ofNullable(owners.get(slot));
    }

    /// The latest group that computes or reads an operand of an operation and can take it. That
    /// both read one number makes an operation and a group no neighbors.
    ///
    /// @param i the operation
    /// @param operands its operands
    /// @param earliest the first unit in which all operands are there
    Optional<Group> accepting(Instruction i, List<Place> operands, int earliest) {
        NavigableMap<Integer, Group> found = new TreeMap<>();
        int from = earliest;
        for (Place p : operands) {
            for (Group g : touching(p).tailMap(from, true).descendingMap().values()) {
                if (g.accepts(i, operands)) {
                    found.put(g.unit(), g);
                    from = g.unit() + 1;
                    break;
                }
            }
        }
        return Optional.ofNullable(found.lastEntry()).map(Map.Entry::getValue);
    }

    private NavigableMap<Integer, Group> touching(Place p) {
        NavigableMap<Integer, Group> known = readers.get(p.slot());
        if (known != null && !p.isScalar()) {
            return known;
        }
        NavigableMap<Integer, Group> one = new TreeMap<>();
        owner(p.slot()).ifPresent(g -> one.put(g.unit(), g));
        return one;
    }

    /// Notes that a group has taken an operation.
    ///
    /// @param group the group
    /// @param operands the operation's operands
    /// @param result where its result lies
    void taken(Group group, List<Place> operands, Place result) {
        operands.forEach(p -> touches(group, p.slot()));
        owns(group, result.slot());
    }

    private void touches(Group group, Slot slot) {
        readers.computeIfAbsent(slot, _ -> new TreeMap<>()).put(group.unit(), group);
    }

    private void owns(Group group, Slot slot) {
        owners.put(slot, group);
        touches(group, slot);
    }

    /// Makes an earlier group part of a later one.
    void absorb(Group later, Group earlier) {
        for (Group.Member m : earlier.members()) {
            for (Place p : m.operands()) {
                moved(p.slot(), earlier, later);
            }
            moved(m.result().slot(), earlier, later);
            owns(later, m.result().slot());
        }
        later.absorb(earlier);
    }

    private void moved(Slot slot, Group from, Group to) {
        NavigableMap<Integer, Group> known = readers.get(slot);
        if (known != null && known.remove(from.unit()) != null) {
            known.put(to.unit(), to);
        }
    }
}
