package io.jacquard.cpu.plan;

import io.jacquard.cpu.attention.Forward;
import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Phase;
import io.jacquard.ir.Attention;
import java.util.ArrayList;
import java.util.List;

/// An attention over places.
final class AttentionItem implements Item {
    private final Attention op;
    private final List<Place> operands;
    private final int inputs;
    private final Forward code;

    /// @param s operands of the attention; its result and maybe statistics
    AttentionItem(Unit.Single s, KernelCache kernels) {
        this.op = (Attention) s.instruction().op();
        this.inputs = s.operands().size();
        List<Place> all = new ArrayList<>(s.operands());
        all.addAll(s.results());
        this.operands = List.copyOf(all);
        boolean saves = s.results().size() > 1;
        this.code =
                new Forward(
                        Attentions.problem(op, s.operands(), s.results().getFirst()),
                        kernels,
                        saves);
    }

    @Override
    public List<Place> operands() {
        return operands;
    }

    @Override
    public void bind(long[] at) {
        boolean saves = operands.size() > inputs + 1;
        long statistics = saves ? at[inputs + 1] : 0;
        code.bind(addresses(op, at, inputs).to(at[inputs], statistics, at[operands.size()]));
    }

    /// Addresses of what an attention reads.
    ///
    /// @param at of its operands, and more
    /// @param inputs how many operands it has
    static Forward.Addresses addresses(Attention op, long[] at, int inputs) {
        boolean masked = inputs - (op.drops() ? 1 : 0) > 3;
        long key = op.drops() ? at[inputs - 1] : 0;
        return new Forward.Addresses(at[0], at[1], at[2], masked ? at[3] : 0, key, 0, 0, 0);
    }

    @Override
    public List<Phase> phases() {
        return code.phases();
    }

    @Override
    public long scratchBytes() {
        return code.scratchBytes();
    }

    @Override
    public String kind() {
        return "onednn";
    }

    @Override
    public String code() {
        return String.join(", ", code.implementations());
    }

    @Override
    public void close() {
        code.close();
    }

    @Override
    public String toString() {
        return op + " over " + operands.stream().map(Place::type).toList();
    }
}
