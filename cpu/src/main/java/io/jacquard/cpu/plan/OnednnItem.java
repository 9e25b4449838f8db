package io.jacquard.cpu.plan;

import io.jacquard.cpu.onednn.Matmul;
import io.jacquard.cpu.onednn.Operation;
import io.jacquard.cpu.team.Phase;
import java.util.List;
import java.util.TreeSet;

/// An operation of oneDNN with the places of its operands.
///
/// @param operation the operation
/// @param operands in the operation's order, without scratch
record OnednnItem(Operation operation, List<Place> operands) implements Item {
    @Override
    public List<Place> written() {
        return isBundled() ? List.of(operands.get(operation.operands().indexOf("c"))) : operands;
    }

    // Convolutions have tasks for all threads, and scratch of a size to be shared.
    @Override
    public boolean isBundled() {
        return operation instanceof Matmul;
    }

    @Override
    public void bind(long[] addresses) {
        operation.bind(addresses);
    }

    @Override
    public List<Phase> phases() {
        return operation.phases();
    }

    @Override
    public long scratchBytes() {
        return operation.scratchBytes();
    }

    // oneDNN takes one even if it needs none.
    @Override
    public boolean wantsScratch() {
        return true;
    }

    @Override
    public String kind() {
        return "onednn";
    }

    @Override
    public String code() {
        return String.join(", ", new TreeSet<>(operation.implementations()));
    }

    @Override
    public void close() {
        operation.close();
    }

    @Override
    public String toString() {
        return "onednn " + operation.implementations() + " " + operation;
    }
}
