package io.jacquard.cpu.plan;

import io.jacquard.cpu.team.Phase;
import io.jacquard.ir.Literal;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Plain Java over the memory of the operands, in one task.
///
/// @param kind what runs it
/// @param operands where the operands lie, dense, inputs first
/// @param memory the operands' memory as arrays, set when bound
/// @param body what is done
record JavaItem(String kind, List<Place> operands, List<Literal> memory, Body body)
        implements Item {
    /// What a Java item does.
    @FunctionalInterface
    interface Body {
        /// Reads the inputs and writes the outputs.
        void run(List<Literal> operands);
    }

    JavaItem(String kind, List<Place> operands, Body body) {
        this(kind, operands, new ArrayList<>(), body);
    }

    @Override
    @SuppressWarnings("restricted")
    public void bind(long[] addresses) {
        memory.clear();
        for (int i = 0; i < operands.size(); i++) {
            Place p = operands.get(i);
            MemorySegment all = MemorySegment.ofAddress(addresses[i]);
            memory.add(Literal.of(p.type(), all.reinterpret(p.type().bytes())));
        }
    }

    @Override
    public List<Phase> phases() {
        return List.of(Phase.of(1, _ -> body.run(memory)));
    }

    @Override
    public String toString() {
        return kind + " over " + operands.stream().map(Place::type).toList();
    }
}
