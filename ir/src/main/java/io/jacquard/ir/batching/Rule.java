package io.jacquard.ir.batching;

import io.jacquard.ir.Composite;
import io.jacquard.ir.Op;
import java.util.List;

/// How an operation works on the examples of a batch.
///
/// @param way what kind of rule it is
/// @param meaning what it appends
record Rule(Batching.Way way, Meaning meaning) {
    /// What a rule appends.
    interface Meaning {
        /// Appends what the operation does for all examples.
        ///
        /// @param operands those of the operation, at least one of them stacked
        /// @return one a result of the operation
        List<Batched> of(Batch batch, List<Batched> operands);
    }

    static Rule structural(Meaning meaning) {
        return new Rule(Batching.Way.STRUCTURAL, meaning);
    }

    /// The rule of an operation that becomes another over stacked operands.
    ///
    /// @param op the operation over one more axis in front of every operand and every result
    static Rule over(Op op) {
        return structural((b, operands) -> b.stacked(op, b.stackAll(operands)));
    }

    static Rule decomposed(Composite op) {
        return new Rule(
                Batching.Way.DECOMPOSITION,
                (b, operands) -> Replay.of(b, Single.decomposed(op, operands), operands));
    }

    static Rule loop(Op op) {
        return new Rule(Batching.Way.LOOP, (b, operands) -> Loop.of(b, op, operands));
    }
}
