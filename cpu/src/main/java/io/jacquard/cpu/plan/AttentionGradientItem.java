package io.jacquard.cpu.plan;

import io.jacquard.cpu.attention.Backward;
import io.jacquard.cpu.attention.Forward;
import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Phase;
import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The gradients of an attention over places. Where no attention of the function has saved its
/// result and statistics, they are computed again.
final class AttentionGradientItem implements Item {
    private static final int GRADIENT = 3;
    private static final long LINE = 64;

    private final AttentionGradient op;
    private final List<Place> operands;
    private final int inputs;
    private final int own;
    private final Optional<Forward> again;
    private final TensorType result;
    private final Backward code;

    /// @param s operands of the gradient, maybe result and statistics of the attention; gradients
    AttentionGradientItem(Unit.Single s, KernelCache kernels) {
        this.op = (AttentionGradient) s.instruction().op();
        this.own = s.instruction().operands().size();
        this.inputs = s.operands().size();
        List<Place> all = new ArrayList<>(s.operands());
        all.addAll(s.results());
        this.operands = List.copyOf(all);
        List<Place> attention = AttentionGradient.forward(s.operands().subList(0, own));
        Place d = s.operands().get(GRADIENT);
        this.result = d.type();
        boolean saved = inputs > own;
        Place y =
                saved
                        ? s.operands().get(own)
                        : Place.dense(Slot.written(0, result.bytes()), result);
        var problem = Attentions.problem(op.forward(), attention, y);
        Backward.Gradients gradients =
                new Backward.Gradients(
                        Attentions.strides(d),
                        Attentions.strides(s.results().get(0)),
                        Attentions.strides(s.results().get(1)),
                        Attentions.strides(s.results().get(2)));
        this.again = saved ? Optional.empty() : Optional.of(new Forward(problem, kernels, true));
        this.code = new Backward(problem, gradients, kernels);
    }

    @Override
    public List<Place> operands() {
        return operands;
    }

    @Override
    public void bind(long[] at) {
        Attention attention = op.forward();
        long[] given = new long[own - 1];
        for (int i = 0; i < own - 1; i++) {
            given[i] = at[i < GRADIENT ? i : i + 1];
        }
        long scratch = at[operands.size()];
        long more = scratch + room();
        boolean saved = again.isEmpty();
        long y = saved ? at[own] : more;
        long statistics = saved ? at[own + 1] : more + padded(result.bytes());
        Forward.Addresses forward =
                AttentionItem.addresses(attention, given, own - 1).to(y, statistics, scratch);
        again.ifPresent(f -> f.bind(forward));
        code.bind(
                new Backward.Addresses(
                        forward,
                        at[GRADIENT],
                        at[inputs],
                        at[inputs + 1],
                        at[inputs + 2],
                        scratch));
    }

    private long room() {
        return padded(Math.max(code.scratchBytes(), again.map(Forward::scratchBytes).orElse(0L)));
    }

    private static long padded(long bytes) {
        return Math.ceilDiv(bytes, LINE) * LINE;
    }

    @Override
    public List<Phase> phases() {
        List<Phase> all = new ArrayList<>();
        again.ifPresent(f -> all.addAll(f.phases()));
        all.addAll(code.phases());
        return List.copyOf(all);
    }

    @Override
    public long scratchBytes() {
        long rows = 2 * padded(result.bytes() / result.shape().size(3));
        return room() + (again.isPresent() ? padded(result.bytes()) + rows : 0);
    }

    @Override
    public String kind() {
        return "onednn";
    }

    @Override
    public String code() {
        TreeSet<String> all = new TreeSet<>(code.implementations());
        again.ifPresent(f -> all.addAll(f.implementations()));
        return String.join(", ", all);
    }

    @Override
    public void close() {
        again.ifPresent(Forward::close);
        code.close();
    }

    @Override
    public String toString() {
        return op + " over " + operands.stream().map(Place::type).toList();
    }
}
