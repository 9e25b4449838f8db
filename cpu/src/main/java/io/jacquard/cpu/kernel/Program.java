package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.BitSet;
import java.util.List;

/// A kernel as primitive instructions.
///
/// @param axis the axis reductions run along
/// @param inputs operands that are read
/// @param instrs the instructions, operands before users
/// @param stores operands that are written
record Program(Axis axis, List<KernelSpec.Input> inputs, List<Instr> instrs, List<Store> stores) {
    /// An operand that is written: the raw value, its dtype in memory, and where.
    record Store(int value, DType dtype, Access access) {}

    static Program of(KernelSpec spec) {
        return Lowering.lower(spec);
    }

    Instr at(int number) {
        return instrs.get(number);
    }

    /// Number of instructions that are not constants and that some store needs.
    int weight() {
        BitSet live = new BitSet();
        stores.forEach(s -> live.set(s.value()));
        int weight = 0;
        for (int i = instrs.size() - 1; i >= 0; i--) {
            if (live.get(i) && at(i).op() != Opcode.CONSTANT) {
                at(i).operands(live::set);
                weight++;
            }
        }
        return weight;
    }
}
