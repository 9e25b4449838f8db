package io.jacquard.cpu.plan;

import io.jacquard.cpu.team.Phase;
import io.jacquard.cpu.winograd.Winograd;
import java.util.List;
import java.util.TreeSet;

/// A convolution by Winograd's algorithm with the places of its operands.
///
/// @param operation the convolution
/// @param operands in the convolution's order, without scratch
record WinogradItem(Winograd operation, List<Place> operands) implements Item {
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

    @Override
    public String kind() {
        return "onednn";
    }

    @Override
    public String code() {
        return "winograd, " + String.join(", ", new TreeSet<>(operation.implementations()));
    }

    @Override
    public void close() {
        operation.close();
    }

    @Override
    public String toString() {
        return code() + " " + operation;
    }
}
