package io.jacquard.cpu.plan;

import io.jacquard.cpu.team.Phase;
import io.jacquard.cpu.team.Turn;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// A piece of work of a compiled function. Created once, bound to addresses, run again and again.
public interface Item extends AutoCloseable {
    /// Where its operands lie, inputs first, in the order in which {@link #bind} takes addresses.
    List<Place> operands();

    /// Those of the operands that it may write: all that are not known to be read only.
    default List<Place> written() {
        return operands();
    }

    /// Whether it is a single phase that may run at the same time as others.
    default boolean isBundled() {
        return false;
    }

    /// Sets the address of the first element of each operand. Nothing of the item may be running.
    void bind(long[] addresses);

    /// Its phases, in order.
    List<Phase> phases();

    /// What a run of it does, in order: its phases.
    default List<Consumer<Turn>> work() {
        return phases().stream().<Consumer<Turn>>map(p -> turn -> turn.run(p)).toList();
    }

    /// What runs it: `onednn`, `kernel`, `java`, `control` or `interpreter`.
    String kind();

    /// Its kind and those of items inside.
    default List<String> kinds() {
        return List.of(kind());
    }

    /// What runs it, in a few words: the name of an implementation of oneDNN's, else its kind.
    default String code() {
        return kind();
    }

    /// Bytes that a run reads and writes, each element of an operand once.
    default long touchedBytes() {
        return operands().stream().mapToLong(Place::touchedBytes).sum();
    }

    /// The plans of functions inside.
    default List<Routine> routines() {
        return List.of();
    }

    /// Bytes of memory that it owns besides its operands and scratch.
    default long ownBytes() {
        return 0;
    }

    /// Bytes of scratch memory.
    default long scratchBytes() {
        return 0;
    }

    /// Whether {@link #bind} takes the address of scratch memory behind those of the operands.
    default boolean wantsScratch() {
        return scratchBytes() > 0;
    }

    /// Keeps from run to run what it makes of an argument alone, in memory of its own. Called
    /// before {@link #work}.
    ///
    /// @param arguments the arguments that may stay the same
    /// @param checks whether memory is guarded
    /// @return the argument; whoever runs the item says when that has {@link #changed}
    default OptionalInt keep(IntPredicate arguments, Checks checks) {
        return OptionalInt.empty();
    }

    /// Says that the argument of which it keeps something is not what it was in the last run.
    default void changed() {}

    /// Looks at the canaries of the memory that it owns, if there are any.
    ///
    /// @param named its name in messages
    default void check(Object named) {}

    @Override
    default void close() {}
}
