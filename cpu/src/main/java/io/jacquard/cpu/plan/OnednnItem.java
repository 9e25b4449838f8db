package io.jacquard.cpu.plan;

import io.jacquard.cpu.onednn.Matmul;
import io.jacquard.cpu.onednn.Operation;
import io.jacquard.cpu.team.Phase;
import io.jacquard.cpu.team.Turn;
import io.jacquard.ir.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// An operation of oneDNN with the places of its operands.
final class OnednnItem implements Item {
    // Only convolutions prepare anything: their weights come second.
    private static final int WEIGHTS = 1;

    // With more positions the copy takes less than a hundredth of the convolution.
    private static final int MOST_POSITIONS = 4_096;

    private final Operation operation;
    private final List<Place> operands;
    private Optional<Blocks> kept = Optional.empty();
    private boolean prepared;

    /// @param operation the operation
    /// @param operands in the operation's order, without scratch
    OnednnItem(Operation operation, List<Place> operands) {
        this.operation = operation;
        this.operands = operands;
    }

    @Override
    public List<Place> operands() {
        return operands;
    }

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
    public List<Consumer<Turn>> work() {
        List<Consumer<Turn>> work = new ArrayList<>();
        if (kept.isPresent()) {
            List<Phase> preparations = operation.preparations();
            work.add(turn -> prepare(preparations, turn));
        }
        phases().forEach(p -> work.add(turn -> turn.run(p)));
        return work;
    }

    private void prepare(List<Phase> preparations, Turn turn) {
        if (!prepared) {
            preparations.forEach(turn::run);
            prepared = true;
        }
    }

    @Override
    public OptionalInt keep(IntPredicate arguments, Checks checks) {
        long bytes = operation.preparedBytes();
        if (bytes == 0 || positions() > MOST_POSITIONS) {
            return OptionalInt.empty();
        }
        Slot weights = operands.get(WEIGHTS).slot();
        if (!weights.isArgument() || !arguments.test(weights.argument())) {
            return OptionalInt.empty();
        }
        Blocks own = new Blocks(checks);
        operation.prepareAt(own.allocate(bytes));
        kept = Optional.of(own);
        return OptionalInt.of(weights.argument());
    }

    private long positions() {
        Shape shape = operands.getLast().shape();
        return shape.elements() / shape.size(-1);
    }

    @Override
    public void changed() {
        prepared = false;
    }

    @Override
    public long ownBytes() {
        return kept.map(Blocks::bytes).orElse(0L);
    }

    @Override
    public void check(Object named) {
        kept.ifPresent(own -> own.check(named));
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
        kept.ifPresent(Blocks::close);
    }

    @Override
    public String toString() {
        return "onednn " + operation.implementations() + " " + operation;
    }
}
