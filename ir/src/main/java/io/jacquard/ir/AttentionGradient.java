package io.jacquard.ir;

import io.jacquard.ir.Reduction.Reducer;
import java.util.ArrayList;
import java.util.List;

/// The gradients of {@link Attention} from the gradient of its result.
///
/// | operand | shape |
/// |---|---|
/// | queries, keys, values | those of the attention |
/// | gradient | the attention's result |
/// | mask, key of the dropout, may be absent | those of the attention |
/// | results | gradients of queries, keys and values; that of the mask if it is no bool |
///
/// With P the shares, d the gradient and M what the dropout multiplies by, the values receive `(P
/// M)^T d`; with `D = P (M d V^T - sum(P M d V^T))` where a key is seen and 0 elsewhere, the
/// queries receive `scale D K`, the keys `scale D^T Q` and the mask D, summed where it was
/// repeated. 16-bit floats are computed in f32 and rounded once.
///
/// One operation, so that a backend may compute P again piece by piece instead of keeping it: Dao
/// et al., *FlashAttention*, 2022, arXiv 2205.14135, algorithm 4.
///
/// @param scale that of the attention
/// @param causal that of the attention
/// @param window that of the attention
/// @param dropout that of the attention
public record AttentionGradient(double scale, boolean causal, int window, double dropout)
        implements Composite {
    private static final int GRADIENT = 3;

    /// The gradient of an attention that sees keys at any distance and drops nothing.
    public AttentionGradient(double scale, boolean causal) {
        this(scale, causal, Attention.NO_WINDOW, 0);
    }

    /// The operation whose gradient this is.
    public Attention forward() {
        return new Attention(scale, causal, window, dropout);
    }

    /// The operands of the operation whose gradient this is.
    ///
    /// @param operands those of this
    /// @param <T> what stands for an operand
    public static <T> List<T> forward(List<T> operands) {
        List<T> all = new ArrayList<>(operands);
        all.remove(GRADIENT);
        return all;
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        int more = operands.size() - (forward().drops() ? 1 : 0);
        if (!(more == 4 || more == 5)) {
            throw ShapeException.of(
                    "it got " + Infer.counted(operands.size()),
                    forward().drops()
                            ? "5 or 6 operands; queries, keys, values, the gradient, maybe a mask,"
                                    + " a key"
                            : "4 or 5 operands; queries, keys, values, the gradient and maybe a"
                                    + " mask");
        }
        List<TensorType> all = forward(operands);
        TensorType y = forward().infer(all).getFirst();
        Infer.type("the gradient", operands.get(GRADIENT), y);
        return all.stream().filter(t -> t.dtype() == y.dtype()).toList();
    }

    @Override
    public List<Value> decompose(Builder builder, List<Value> operands) {
        Sugar s = new Sugar(builder);
        List<Value> all = forward(operands);
        Value keys = all.get(1);
        int groups = keys.type().shape().size(1);
        Value d = s.wide(operands.get(GRADIENT));
        Value shares = forward().shares(s, all);
        Value scores = scores(s, shares, d, all);
        List<Value> made = new ArrayList<>();
        made.add(s.mul(Attention.product(s, scores, keys, 2), scale));
        made.add(s.mul(Attention.transposed(s, scores, all.getFirst(), groups), scale));
        made.add(Attention.transposed(s, forward().kept(s, shares, all), d, groups));
        for (Value mask : forward().masks(all)) {
            if (mask.type().dtype() != DType.BOOL) {
                made.add(summed(s, scores, mask.type().shape()));
            }
        }
        DType dtype = keys.type().dtype();
        return made.stream().map(x -> s.convert(x, dtype)).toList();
    }

    private Value scores(Sugar s, Value shares, Value d, List<Value> all) {
        Value product = Attention.product(s, d, all.get(2), 3);
        Value each = s.mul(shares, forward().kept(s, product, all));
        Value sum = s.reduceAndRepeat(Reducer.ADD, each, 3);
        Value made = s.sub(each, s.mul(shares, sum));
        for (Value seen : forward().seen(s, all, made.type().shape())) {
            made = s.select(seen, made, s.like(made, 0));
        }
        return made;
    }

    private static Value summed(Sugar s, Value scores, Shape mask) {
        IntList repeated =
                IntList.of(
                        IntList.range(0, 4).stream()
                                .filter(a -> mask.size(a) != scores.type().shape().size(a))
                                .toArray());
        return s.reshape(s.reduce(Reducer.ADD, scores, repeated), mask);
    }
}
