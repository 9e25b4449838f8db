package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.KernelSpec;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Elementwise operations and reductions that become one kernel.
///
/// Values have one of two levels: **full** ones have the group's space as shape; **reduced** ones
/// have it without the axes that the group's reductions run along.
final class Group {
    private static final int MOST_OPERANDS = 16;
    private static final int MOST_COST = 150;

    /// An operation of the group.
    ///
    /// @param instruction the operation
    /// @param operands its operands
    /// @param result where its result would lie if something outside reads it
    /// @param full its level
    record Member(Instruction instruction, List<Place> operands, Place result, boolean full) {
        /// Where its result is written.
        Place destination() {
            return result.slot().elsewhere().orElse(result);
        }
    }

    private final int unit;
    private final Shape space;
    private IntList axes = IntList.of();
    private final List<Member> members = new ArrayList<>();
    private final Map<Slot, Member> inside = new HashMap<>();
    private final Set<Slot> outside = new HashSet<>();
    private int cost;
    private @Nullable GroupKernel kernel;

    Group(int unit, Shape space) {
        this.unit = unit;
        this.space = space;
    }

    int unit() {
        return unit;
    }

    Shape space() {
        return space;
    }

    /// The axes of the reductions; none if there is no reduction.
    IntList axes() {
        return axes;
    }

    List<Member> members() {
        return members;
    }

    /// The member whose value a place shows, if it is in the group.
    boolean holds(Slot slot) {
        return inside.containsKey(slot);
    }

    Member member(Slot slot) {
        Member m = inside.get(slot);
        if (m == null) {
            throw new IllegalStateException("the slot belongs to another group");
        }
        return m;
    }

    /// True if the operation can be computed in this group's kernel.
    ///
    /// @param i the operation
    /// @param operands its operands, all written by this unit or earlier ones
    boolean accepts(Instruction i, List<Place> operands) {
        if (cost >= MOST_COST || cost + Costs.of(i) > MOST_COST) {
            return false;
        }
        boolean fitsLevel = isFull(i, operands) || isReduced(i, operands);
        return fitsLevel && !tooMany(operands) && fits(i, operands);
    }

    private boolean isFull(Instruction i, List<Place> operands) {
        Shape shape = operandShape(i);
        return shape.equals(space)
                && (axes.size() == 0 || !reducedSpace().equals(space))
                && operands.stream().allMatch(this::isFullNode);
    }

    private boolean isReduced(Instruction i, List<Place> operands) {
        return axes.size() > 0
                && i.op() instanceof Elementwise
                && i.result().type().shape().equals(reducedSpace())
                && operands.stream().anyMatch(p -> holds(p.slot()))
                && operands.stream().allMatch(this::isReducedNode);
    }

    private boolean isReducedNode(Place p) {
        if (!holds(p.slot())) {
            return p.isDense() || p.isScalar();
        }
        return !member(p.slot()).full() && p.isWhole();
    }

    private boolean isFullNode(Place p) {
        if (!holds(p.slot())) {
            return true;
        }
        Member m = member(p.slot());
        return m.full() ? p.isWhole() && p.shape().equals(space) : p.equals(repeated(m.result()));
    }

    /// A reduced value's place seen in the whole space.
    Place repeated(Place reduced) {
        int[] s = new int[space.rank()];
        int from = 0;
        for (int a = 0; a < s.length; a++) {
            if (!axes.contains(a)) {
                s[a] = reduced.strides().at(from++);
            }
        }
        return new Place(
                reduced.slot(), reduced.offset(), reduced.type().with(space), IntList.of(s));
    }

    Shape reducedSpace() {
        return space.without(axes.toArray());
    }

    private boolean fits(Instruction i, List<Place> operands) {
        if (!(i.op() instanceof Reduction.Reduce r)) {
            return axes.size() == 0 || operands.stream().allMatch(this::collapses);
        }
        if (axes.size() > 0) {
            return r.dimensions().equals(axes) && operands.stream().allMatch(this::collapses);
        }
        Group trial = new Group(unit, space);
        trial.axes = r.dimensions();
        return operands.stream().allMatch(trial::collapses)
                && members.stream()
                        .flatMap(m -> m.operands().stream())
                        .filter(p -> !holds(p.slot()))
                        .allMatch(trial::collapses);
    }

    // The reduced axes of an operand must look like one axis.
    private boolean collapses(Place p) {
        return collapses(p, axes);
    }

    private boolean collapses(Place p, IntList reduced) {
        if (holds(p.slot()) || !p.shape().equals(space)) {
            return true;
        }
        return Loops.joins(space, p.strides(), reduced);
    }

    private boolean tooMany(List<Place> operands) {
        Set<Slot> all = new HashSet<>(outside);
        operands.forEach(p -> all.add(p.slot()));
        return all.size() + outputs() > MOST_OPERANDS;
    }

    private int outputs() {
        return (int) members.stream().filter(m -> m.result().slot().isNeeded()).count();
    }

    /// True if an earlier group over the same space, which nobody else reads, can become part of
    /// this one.
    boolean absorbs(Group other) {
        if (other == this || !other.space.equals(space) || !sameAxes(other)) {
            return false;
        }
        if (cost + other.cost > MOST_COST || joined(outside, other) + outputs() > MOST_OPERANDS) {
            return false;
        }
        boolean ours = other.members.stream().allMatch(m -> m.result().slot().isReadOnlyBy(unit));
        IntList all = axes.size() > 0 ? axes : other.axes;
        return ours
                && Stream.concat(members.stream(), other.members.stream())
                        .flatMap(m -> m.operands().stream())
                        .allMatch(p -> collapses(p, all))
                && members.stream().flatMap(m -> m.operands().stream()).allMatch(other::isShown);
    }

    private boolean sameAxes(Group other) {
        return axes.size() == 0 || other.axes.size() == 0 || axes.equals(other.axes);
    }

    private static int joined(Set<Slot> outside, Group other) {
        Set<Slot> all = new HashSet<>(outside);
        all.addAll(other.outside);
        all.removeAll(other.inside.keySet());
        return all.size();
    }

    // Every look at a value of this group must be one that a kernel can take without memory.
    private boolean isShown(Place p) {
        return !holds(p.slot()) || isFullNode(p) || (isReducedNode(p) && isReducedShape(p));
    }

    private boolean isReducedShape(Place p) {
        return p.shape().equals(reducedSpace());
    }

    /// Takes over the members of a group for which {@link #absorbs} holds.
    void absorb(Group other) {
        List<Member> mine = List.copyOf(members);
        members.clear();
        members.addAll(other.members);
        members.addAll(mine);
        axes = axes.size() > 0 ? axes : other.axes;
        for (Member m : other.members) {
            m.result().slot().moveTo(unit);
            inside.put(m.result().slot(), m);
        }
        other.outside.forEach(s -> s.leftBy(other.unit));
        outside.addAll(other.outside);
        outside.removeAll(inside.keySet());
        outside.forEach(s -> s.readBy(unit));
        cost += other.cost;
        other.members.clear();
        other.inside.clear();
        other.outside.clear();
    }

    /// Adds an operation.
    ///
    /// @return where its result lies
    Place add(Instruction i, List<Place> operands) {
        if (i.op() instanceof Reduction.Reduce r) {
            axes = r.dimensions();
        }
        boolean full =
                !(i.op() instanceof Reduction.Reduce) && i.result().type().shape().equals(space);
        Value v = i.result();
        Place result = Place.dense(Slot.written(unit, v.type().bytes()), v.type());
        take(new Member(i, operands, result, full));
        return result;
    }

    private void take(Member m) {
        members.add(m);
        inside.put(m.result().slot(), m);
        cost += Costs.of(m.instruction());
        for (Place p : m.operands()) {
            if (!holds(p.slot())) {
                outside.add(p.slot());
                p.slot().readBy(unit);
            }
        }
    }

    /// True if operations more fit in, which read that many slots more.
    ///
    /// @param more their cost
    /// @param slots the slots that they read
    boolean hasRoom(int more, Set<Slot> slots) {
        Set<Slot> all = new HashSet<>(outside);
        all.addAll(slots);
        return cost + more <= MOST_COST && all.size() + outputs() <= MOST_OPERANDS;
    }

    /// True if it reads a slot of others.
    boolean reads(Slot slot) {
        return outside.contains(slot);
    }

    /// True if it reads a slot of others in its own space only, each element where it lies.
    boolean readsInStep(Slot slot) {
        return members.stream()
                .flatMap(m -> m.operands().stream())
                .filter(p -> p.slot() == slot)
                .allMatch(p -> p.isWhole() && p.shape().equals(space));
    }

    /// True if a place of others can be an operand of its operations over the whole space.
    boolean takes(Place p) {
        return collapses(p);
    }

    /// Computes an operand itself that it has read from memory.
    ///
    /// @param instead what it reads no longer
    /// @param again the operations; the result of the last one is the operand
    void recompute(Slot instead, List<Member> again) {
        Place made = again.getLast().result();
        List<Member> mine = List.copyOf(members);
        members.clear();
        outside.remove(instead);
        instead.leftBy(unit);
        again.forEach(this::take);
        for (Member m : mine) {
            List<Place> operands =
                    m.operands().stream().map(p -> p.slot() == instead ? made : p).toList();
            Member changed = new Member(m.instruction(), operands, m.result(), m.full());
            members.add(changed);
            inside.put(m.result().slot(), changed);
        }
    }

    /// Drops operations whose values nobody needs.
    void prune() {
        Set<Slot> used = new HashSet<>();
        for (Member m : List.copyOf(members).reversed()) {
            if (m.result().slot().isNeeded() || used.contains(m.result().slot())) {
                m.operands().forEach(p -> used.add(p.slot()));
            } else {
                members.remove(m);
                inside.remove(m.result().slot());
                cost -= Costs.of(m.instruction());
            }
        }
        List<Slot> left = outside.stream().filter(s -> !used.contains(s)).toList();
        left.forEach(s -> s.leftBy(unit));
        outside.removeAll(left);
    }

    /// True if nobody needs any of its values.
    boolean isIdle() {
        return members.stream().noneMatch(m -> m.result().slot().isNeeded());
    }

    /// Forgets the kernel: results are written elsewhere now.
    void moved() {
        kernel = null;
    }

    /// The kernel, once it is known which values are needed outside.
    GroupKernel kernel() {
        GroupKernel known = kernel;
        if (known == null) {
            known = GroupKernel.of(this);
            kernel = known;
        }
        return known;
    }

    /// The group itself if it is short enough for one kernel, else several that run one after the
    /// other.
    ///
    /// @param isShort whether a kernel is
    List<Group> shortened(Predicate<KernelSpec> isShort) {
        if (isIdle() || members.size() < 2 || isShort.test(kernel().spec())) {
            return List.of(this);
        }
        Group first = new Group(unit, space);
        Group second = new Group(unit, space);
        first.axes = axes;
        second.axes = axes;
        int last = members.size() - 1;
        for (int i = 0; i <= last; i++) {
            boolean early = first.cost < cost / 2 && i < last;
            (early ? first : second).take(members.get(i));
        }
        return Stream.of(first, second).flatMap(half -> half.shortened(isShort).stream()).toList();
    }

    /// The shape an operation loops over.
    static Shape operandShape(Instruction i) {
        return i.operand(0).type().shape();
    }
}
