package io.jacquard.cpu.plan;

import io.jacquard.ir.Instruction;
import java.util.List;
import java.util.Optional;

/// A piece of the function that becomes one or more items. Units run in order.
sealed interface Unit permits Unit.Fused, Unit.Product, Unit.Single, Unit.Copy {
    /// Elementwise operations and reductions over one space, in one kernel or, where that would be
    /// too long, several.
    ///
    /// @param groups what each kernel computes, in order
    record Fused(List<Group> groups) implements Unit {
        public Fused {
            groups = List.copyOf(groups);
        }
    }

    /// A matrix product or convolution with what is fused behind it.
    ///
    /// @param instruction the product
    /// @param lhs where its left operand lies
    /// @param rhs where its right operand lies
    /// @param bias one value a column, if it has one
    /// @param relu whether negative results become 0
    /// @param result where the result goes
    record Product(
            Instruction instruction,
            Place lhs,
            Place rhs,
            Optional<Place> bias,
            boolean relu,
            Place result)
            implements Unit {}

    /// An operation with code of its own.
    ///
    /// @param instruction the operation
    /// @param operands where its operands lie
    /// @param results where its results go
    record Single(Instruction instruction, List<Place> operands, List<Place> results)
            implements Unit {}

    /// A copy of a value to another place of the same shape.
    ///
    /// @param from what is copied
    /// @param to where it goes
    record Copy(Place from, Place to) implements Unit {}
}
