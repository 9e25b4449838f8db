package io.jacquard.cpu.plan;

import io.jacquard.cpu.team.Phase;
import java.util.List;

/// A piece of work of a compiled function. Created once, bound to addresses, run again and again.
public interface Item extends AutoCloseable {
    /// Where its operands lie, inputs first, in the order in which {@link #bind} takes addresses.
    List<Place> operands();

    /// Sets the address of the first element of each operand. Nothing of the item may be running.
    void bind(long[] addresses);

    /// Its phases, in order.
    List<Phase> phases();

    /// What runs it: `onednn`, `kernel`, `java` or `interpreter`.
    String kind();

    /// Bytes of scratch memory; where it lies comes last in {@link #bind}.
    default long scratchBytes() {
        return 0;
    }

    @Override
    default void close() {}
}
