package io.jacquard.cpu.onednn;

import io.jacquard.cpu.team.Phase;
import java.util.List;
import java.util.Set;

/// A piece of work done by oneDNN, cut into phases of tasks by its shape alone.
///
/// Life cycle: create it, [#bind] the operands' addresses, then run its [#phases] in order as often
/// as wanted, all tasks of a phase before the first of the next. Tasks of one phase may run at the
/// same time. It may be bound again whenever no task runs. Whoever created it closes it.
public sealed interface Operation extends AutoCloseable permits Matmul, Convolution, Pooling {
    /// Returns the names of the operands in the order in which [#bind] takes their addresses. The
    /// last is always `scratch`.
    List<String> operands();

    /// Sets the operands' addresses. Operands begin on multiples of 4 bytes; scratch on a multiple
    /// of 64.
    ///
    /// @param addresses native addresses in the order of [#operands]
    /// @throws IllegalArgumentException if there are more or fewer than operands
    void bind(long... addresses);

    /// Returns how many bytes of scratch memory the phases need, 0 if none. Its content need not be
    /// kept between runs. Operations that run one after the other may share scratch; those that run
    /// in one phase may not.
    long scratchBytes();

    /// Returns the phases in the order in which they run.
    List<Phase> phases();

    /// Returns the names of oneDNN's implementations that were chosen. One that begins with `ref`
    /// is a slow placeholder.
    Set<String> implementations();

    /// Frees all native objects. Nothing of this operation may be running.
    @Override
    void close();
}
