package io.jacquard.cpu.onednn;

import io.jacquard.cpu.team.Phase;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A piece of work done by oneDNN, cut into phases of tasks by its shape alone.
///
/// Life cycle: create it, [#bind] the operands' addresses, then run its [#phases] in order as often
/// as wanted, all tasks of a phase before the first of the next. Tasks of one phase may run at the
/// same time. It may be bound again whenever no task runs. Whoever created it closes it.
public abstract sealed class Operation implements AutoCloseable
        permits Matmul, Convolution, Pooling {
    private final Program program;

    /// Creates all native objects; if that fails, those made so far are freed.
    ///
    /// @param name what it does, for messages
    /// @param operands names of the operands, scratch last
    /// @param build adds the phases
    Operation(String name, List<String> operands, Consumer<Program> build) {
        this.program = new Program(name, operands);
        try {
            build.accept(program);
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /// Returns the names of the operands in the order in which [#bind] takes their addresses. The
    /// last is always `scratch`.
    public final List<String> operands() {
        return program.operands();
    }

    /// Sets the operands' addresses. Operands begin on multiples of 4 bytes; scratch on a multiple
    /// of 64.
    ///
    /// @param addresses native addresses in the order of [#operands]
    /// @throws IllegalArgumentException if there are more or fewer than operands
    public final void bind(long... addresses) {
        program.bind(addresses);
    }

    /// Returns how many bytes of scratch memory the phases need, 0 if none. Its content need not be
    /// kept between runs. Operations that run one after the other may share scratch; those that run
    /// in one phase may not.
    public final long scratchBytes() {
        return program.scratchBytes();
    }

    /// Returns how many bytes the phases make of the weights alone, 0 if none: a copy in the layout
    /// that oneDNN wants.
    public final long preparedBytes() {
        return program.preparedBytes();
    }

    /// Gives what is made of the weights memory of its own. From here on [#preparations] make it,
    /// which need not be run again while the weights stay the same, and [#phases] do not.
    ///
    /// @param address at least [#preparedBytes] bytes, on a multiple of 64
    public final void prepareAt(long address) {
        program.prepareAt(address);
    }

    /// Returns the phases that make it, in order.
    public final List<Phase> preparations() {
        return program.preparations();
    }

    /// Returns how many bytes the phases need of an operand whose size they decide.
    final long reservedBytes(String operand) {
        return program.reservedBytes(operand);
    }

    /// Returns the phases in the order in which they run.
    public final List<Phase> phases() {
        return program.phases();
    }

    /// Returns the names of oneDNN's implementations that were chosen. One that begins with `ref`
    /// is a slow placeholder.
    public final Set<String> implementations() {
        return program.implementations();
    }

    /// Frees all native objects. Nothing of this operation may be running.
    @Override
    public final void close() {
        program.close();
    }
}
