package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;

/// Copies tensors from one layout into another, or adds them up on the way.
final class Reorder {
    /// Where a tensor is.
    ///
    /// @param layout its layout
    /// @param slot the operand in which it lies
    /// @param offset where in the operand it begins, in bytes
    record Place(MemoryDesc layout, int slot, long offset) {
        Call.Operand as(int argument) {
            return as(argument, layout);
        }

        private Call.Operand as(int argument, MemoryDesc part) {
            return new Call.Operand(argument, part, slot, offset);
        }
    }

    private final Program program;
    private final long copy;
    private final long add;

    Reorder(Program program) {
        this.program = program;
        this.copy = Attributes.create(program.owner(), List.of(), List.of());
        this.add = Attributes.create(program.owner(), List.of(new PostOp.Sum(1)), List.of());
    }

    /// Returns the task that copies the first of the tensors and adds the others to it in order.
    ///
    /// @param from at least one, all of the same layout
    Program.Task sum(List<Place> from, Place to) {
        return sum(from, from.getFirst().layout(), to, to.layout());
    }

    /// Returns the same as several tasks, one for each index of an axis.
    List<Program.Task> sumByIndex(List<Place> from, Place to, long[] sizes, int axis) {
        var tasks = new ArrayList<Program.Task>();
        for (long index = 0; index < sizes[axis]; index++) {
            MemoryDesc source = part(from.getFirst(), sizes, axis, index);
            tasks.add(sum(from, source, to, part(to, sizes, axis, index)));
        }
        return tasks;
    }

    private MemoryDesc part(Place place, long[] sizes, int axis, long index) {
        long[] part = sizes.clone();
        part[axis] = 1;
        long[] offsets = new long[sizes.length];
        offsets[axis] = index;
        return place.layout().part(program.owner(), part, offsets);
    }

    private Program.Task sum(List<Place> from, MemoryDesc source, Place to, MemoryDesc target) {
        Call.Operand result = to.as(Argument.DESTINATION, target);
        PrimitiveDesc first = desc(source, target, copy);
        List<Call> calls = new ArrayList<>();
        calls.add(call(first, first.primitive(program.owner()), from.getFirst(), source, result));
        if (from.size() > 1) {
            PrimitiveDesc next = desc(source, target, add);
            long primitive = next.primitive(program.owner());
            for (Place each : from.subList(1, from.size())) {
                calls.add(call(next, primitive, each, source, result));
            }
        }
        return new Program.Task(calls);
    }

    private PrimitiveDesc desc(MemoryDesc source, MemoryDesc target, long attributes) {
        return PrimitiveDesc.create(
                program.owner(),
                () -> "reorder in " + program.operands(),
                cell ->
                        (int)
                                Dnnl.REORDER.invokeExact(
                                        cell,
                                        source.handle(),
                                        Engine.HANDLE,
                                        target.handle(),
                                        Engine.HANDLE,
                                        attributes));
    }

    private Call call(
            PrimitiveDesc desc, long primitive, Place from, MemoryDesc source, Call.Operand to) {
        return program.call(desc, primitive, List.of(from.as(Argument.SOURCE, source), to));
    }
}
