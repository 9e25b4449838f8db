package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.Access;
import io.jacquard.cpu.kernel.Axis;
import io.jacquard.cpu.kernel.KernelBuilder;
import io.jacquard.cpu.kernel.KernelSpec;
import io.jacquard.ir.Binary;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The kernel of a group: its description, its operands, and the loops around it.
///
/// @param spec the description
/// @param operands where its operands lie, inputs first
/// @param loops the loops; the last two are the kernel's rows and columns
/// @param reduces whether it reduces along the axis of the description
record GroupKernel(KernelSpec spec, List<Place> operands, Loops loops, boolean reduces) {
    static GroupKernel of(Group group) {
        return new Writer(group).write();
    }

    /// The kernel that copies a place.
    static GroupKernel copy(Place from, Place to) {
        List<Place> operands = List.of(from, to);
        Loops loops = mapped(from.shape(), operands.stream().map(Place::strides).toList());
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(from.dtype(), access(loops, 0, true));
        b.output(x, to.dtype(), written(loops, 1));
        return new GroupKernel(b.build(), operands, loops, false);
    }

    // All loops over a space, at least two.
    private static Loops mapped(Shape space, List<IntList> strides) {
        Loops all = Loops.of(space, IntList.range(0, space.rank()), strides);
        Loops outer = all.without(Math.min(1, all.depth()));
        Loops rows = outer.innermost();
        return outer.without(Math.min(1, outer.depth())).around(rows).around(all.innermost());
    }

    private static Access access(Loops loops, int operand, boolean full) {
        int n = loops.depth();
        int row = loops.strides().get(operand).at(n - 2);
        int column = loops.strides().get(operand).at(n - 1);
        if (full && loops.sizes().at(n - 1) == 1) {
            return row == 0 ? Access.UNIFORM : Access.ELEMENT;
        }
        return switch (column) {
            case 0 -> row == 0 ? Access.UNIFORM : Access.ROW;
            case 1 -> {
                // In a single row a full value may be either; a reduced one is the same in all
                // rows.
                boolean repeated = row == 0 && (!full || loops.sizes().at(n - 2) > 1);
                yield repeated ? Access.COLUMN : Access.ELEMENT;
            }
            default -> Access.STRIDED;
        };
    }

    private static Access written(Loops loops, int operand) {
        int n = loops.depth();
        boolean close = loops.sizes().at(n - 1) == 1 || loops.strides().get(operand).at(n - 1) == 1;
        return close ? Access.ELEMENT : Access.STRIDED;
    }

    private static final class Writer {
        private final Group group;
        private final Shape space;
        private final Axis axis;
        private final List<Place> inputs = new ArrayList<>();
        private final List<Group.Member> outputs = new ArrayList<>();
        private final Set<Slot> fixed;

        Writer(Group group) {
            this.group = group;
            this.space = group.space();
            this.axis = axis(group);
            this.fixed = fixed(group);
            for (Group.Member m : group.members()) {
                for (Place p : m.operands()) {
                    if (!group.holds(p.slot()) && !isInline(p) && !inputs.contains(p)) {
                        inputs.add(p);
                    }
                }
                if (m.result().slot().isNeeded()) {
                    outputs.add(m);
                }
            }
        }

        // The reductions run along the columns if the innermost axis is one of theirs.
        private static Axis axis(Group group) {
            int innermost = group.space().rank() - 1;
            while (innermost > 0 && group.space().size(innermost) == 1) {
                innermost--;
            }
            boolean columns = group.axes().size() == 0 || group.axes().contains(innermost);
            return columns ? Axis.COLUMNS : Axis.ROWS;
        }

        // A number that is part of the code.
        private boolean isInline(Place p) {
            return p.isScalar() && fixed.contains(p.slot());
        }

        // Numbers that only scale or shift f32 values, such as the mean's 1 / n, are operands: so
        // layers of other sizes share a kernel.
        private static Set<Slot> fixed(Group group) {
            Set<Slot> fixed = new HashSet<>();
            for (Group.Member m : group.members()) {
                for (Place p : m.operands()) {
                    if (p.slot().isConstant() && !isScale(m, p)) {
                        fixed.add(p.slot());
                    }
                }
            }
            return fixed;
        }

        private static boolean isScale(Group.Member m, Place p) {
            Op op = m.instruction().op();
            boolean scales =
                    op instanceof Binary.Add
                            || op instanceof Binary.Subtract
                            || op instanceof Binary.Multiply
                            || op instanceof Binary.Divide;
            Literal data = p.slot().data();
            boolean inside = p.offset() < data.type().shape().elements();
            if (!scales || p.dtype() != DType.F32 || !inside) {
                return false;
            }
            double number = data.get(p.offset());
            return Double.isFinite(number) && Math.abs(number) != 1 && number != 0;
        }

        GroupKernel write() {
            List<Place> operands = new ArrayList<>(inputs);
            outputs.forEach(m -> operands.add(m.destination()));
            Loops loops = loops(operands.stream().map(this::strides).toList());
            KernelBuilder kernel = new KernelBuilder(axis);
            Expressions expressions = new Expressions(kernel);
            Map<Place, Integer> read = new HashMap<>();
            for (int i = 0; i < inputs.size(); i++) {
                Place p = inputs.get(i);
                read.put(p, kernel.input(p.dtype(), access(loops, i, isFull(p))));
            }
            Map<Slot, Integer> nodes = new HashMap<>();
            for (Group.Member m : group.members()) {
                List<Integer> x = new ArrayList<>();
                for (Place p : m.operands()) {
                    x.add(operand(p, read, nodes, expressions));
                }
                nodes.put(m.result().slot(), expressions.node(m.instruction(), x));
            }
            for (Group.Member m : outputs) {
                kernel.output(found(nodes, m.result().slot()), m.result().dtype(), written(m));
            }
            return new GroupKernel(kernel.build(), operands, loops, group.axes().size() > 0);
        }

        private int operand(
                Place p, Map<Place, Integer> read, Map<Slot, Integer> nodes, Expressions e) {
            if (group.holds(p.slot())) {
                return found(nodes, p.slot());
            }
            return isInline(p) ? e.constant(p.slot().data(), p.offset()) : found(read, p);
        }

        private static <K> int found(Map<K, Integer> map, K key) {
            Integer node = map.get(key);
            if (node == null) {
                throw new IllegalStateException("an operand of a kernel has no node: " + key);
            }
            return node;
        }

        private boolean isFull(Place p) {
            return p.shape().equals(space);
        }

        private Access written(Group.Member m) {
            if (m.full()) {
                return Access.ELEMENT;
            }
            return axis == Axis.COLUMNS ? Access.ROW : Access.COLUMN;
        }

        private IntList strides(Place p) {
            return isFull(p) ? p.strides() : group.repeated(p).strides();
        }

        private Loops loops(List<IntList> strides) {
            IntList axes = group.axes();
            if (axes.size() == 0) {
                return mapped(space, strides);
            }
            IntList all = IntList.range(0, space.rank());
            IntList kept = IntList.of(all.stream().filter(a -> !axes.contains(a)).toArray());
            Loops outer = Loops.of(space, kept, strides);
            Loops reduced = Loops.of(space, axes, strides).innermost();
            Loops rest = outer.without(Math.min(1, outer.depth()));
            return axis == Axis.COLUMNS
                    ? rest.around(outer.innermost()).around(reduced)
                    : rest.around(reduced).around(outer.innermost());
        }
    }
}
