package io.jacquard.ir;

import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Elementwise.Direction;
import java.util.ArrayList;
import java.util.List;

/// Scaled dot-product attention: `softmax(scale * queries * keys^T) * values`, for each head.
///
/// | operand | shape |
/// |---|---|
/// | queries | `[batch, heads, queries, size]` |
/// | keys | `[batch, groups, keys, size]` |
/// | values | `[batch, groups, keys, width]` |
/// | mask, may be absent | axes of `[batch, heads, queries, keys]`, each of its size or 1 |
/// | key of the dropout, if there is one | `u32[2]` |
/// | result | `[batch, heads, queries, width]` |
///
/// Neighboring heads share the keys and values of a group; heads are a multiple of groups. A mask
/// of bool says which keys a query sees; one of the queries' dtype is added to the scaled products.
/// A key that is not seen gets `-0.7` times the largest finite number in place of its product, so
/// that a query that sees no key takes the mean of all values, as in JAX. With dropout the shares
/// that the softmax gives go through {@link Composite.Dropout}. 16-bit floats are computed in f32
/// and rounded once.
///
/// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762, equation 1; groups:
/// Ainslie et al., *GQA*, 2023, arXiv 2305.13245, section 2.2; window: Beltagy et al.,
/// *Longformer*, 2020, arXiv 2004.05150, section 3.1.
///
/// @param scale factor of the products, usually `1 / sqrt(size)`
/// @param causal whether a query sees the keys up to its own position only
/// @param window a query sees keys less than so many positions away from its own; {@link
///   #NO_WINDOW} if the distance does not matter
/// @param dropout the rate at which shares are dropped, from 0 inclusive to 1 exclusive; with 0
///   there is no key
public record Attention(double scale, boolean causal, int window, double dropout)
        implements Composite {
    /// The window of an attention that sees keys at any distance.
    public static final int NO_WINDOW = 0;

    private static final IntList OUTER = IntList.of(0, 1);

    /// Keys at any distance, no dropout.
    public Attention(double scale, boolean causal) {
        this(scale, causal, NO_WINDOW, 0);
    }

    /// Whether shares are dropped; the last operand is a key then.
    public boolean drops() {
        return dropout != 0;
    }

    /// The operation that computes the gradients.
    public AttentionGradient gradient() {
        return new AttentionGradient(scale, causal, window, dropout);
    }

    /// The mask among the operands, if there is one: an empty list or one element.
    ///
    /// @param operands those of the operation
    /// @param <T> what stands for an operand
    public <T> List<T> masks(List<T> operands) {
        return operands.subList(3, operands.size() - keys());
    }

    private int keys() {
        return drops() ? 1 : 0;
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        attributes();
        int more = operands.size() - keys();
        if (!(more == 3 || more == 4)) {
            throw ShapeException.of(
                    "it got " + Infer.counted(operands.size()),
                    drops()
                            ? "4 or 5 operands; queries, keys, values, maybe a mask, a key"
                            : "3 or 4 operands; queries, keys, values and maybe a mask");
        }
        TensorType q = operands.getFirst();
        Infer.floating(q);
        for (TensorType t : operands.subList(0, 3)) {
            if (!(t.rank() == 4 && t.dtype() == q.dtype())) {
                throw ShapeException.of(
                        t + " beside the queries " + q,
                        "[batch, heads, time, size] in one dtype; reshape or convert it");
            }
        }
        TensorType k = operands.get(1);
        TensorType v = operands.get(2);
        fits(q.shape(), k.shape(), v.shape());
        for (TensorType mask : masks(operands)) {
            fits(mask, scores(q.shape(), k.shape()), q.dtype());
        }
        if (drops()) {
            Infer.key(operands.getLast());
        }
        return List.of(q.with(q.shape().with(3, v.shape().size(3))));
    }

    private void attributes() {
        if (window < NO_WINDOW) {
            throw ShapeException.of(
                    "the window is " + window, "1 position or more; 0 for keys at any distance");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw ShapeException.of("the dropout is " + dropout, "0 to below 1; 0 drops nothing");
        }
    }

    private static void fits(Shape q, Shape k, Shape v) {
        if (!(q.size(0) == k.size(0) && k.with(3, 0).equals(v.with(3, 0)))) {
            throw ShapeException.of(
                    "queries %s, keys %s, values %s".formatted(q, k, v),
                    "one batch, as many keys as values; slice or repeat one");
        }
        if (q.size(3) != k.size(3)) {
            throw ShapeException.of(
                    "queries have size %d, keys %d".formatted(q.size(3), k.size(3)),
                    "equal sizes; project one of them");
        }
        if (!(k.size(1) > 0 && q.size(1) % k.size(1) == 0)) {
            throw ShapeException.of(
                    "%d heads of queries, %d of keys".formatted(q.size(1), k.size(1)),
                    "a multiple of the keys' heads; repeat or split them");
        }
    }

    private static void fits(TensorType mask, Shape scores, DType dtype) {
        boolean fits = mask.rank() == 4 && (mask.dtype() == DType.BOOL || mask.dtype() == dtype);
        for (int a = 0; fits && a < 4; a++) {
            fits = mask.shape().size(a) == 1 || mask.shape().size(a) == scores.size(a);
        }
        if (!fits) {
            throw ShapeException.of(
                    "the mask is " + mask,
                    "bool or %s, axes of %s or 1; convert or reshape it"
                            .formatted(dtype.text(), scores));
        }
    }

    private static Shape scores(Shape q, Shape k) {
        return q.with(3, k.size(2));
    }

    @Override
    public List<Value> decompose(Builder builder, List<Value> operands) {
        Sugar s = new Sugar(builder);
        Value shares = kept(s, shares(s, operands), operands);
        Value y = product(s, shares, operands.get(2), 2);
        return List.of(s.convert(y, operands.getFirst().type().dtype()));
    }

    /// What the dropout leaves of a value `[batch, heads, queries, keys]`.
    ///
    /// @param operands those of the operation
    public Value kept(Sugar s, Value x, List<Value> operands) {
        return drops() ? s.builder().add(new Composite.Dropout(dropout), x, operands.getLast()) : x;
    }

    /// What a query takes of each value before the dropout, `[batch, heads, queries, keys]`, 16-bit
    /// floats as f32.
    ///
    /// @param operands those of the operation
    public Value shares(Sugar s, List<Value> operands) {
        Value products = product(s, operands.get(0), operands.get(1), 3);
        Value scores = s.mul(products, scale);
        for (Value mask : masks(operands)) {
            if (mask.type().dtype() != DType.BOOL) {
                scores = s.add(scores, repeated(s, s.wide(mask), scores.type().shape()));
            }
        }
        Shape shape = scores.type().shape();
        for (Value seen : seen(s, operands, shape)) {
            double largest =
                    scores.type().dtype() == DType.F64 ? Double.MAX_VALUE : Float.MAX_VALUE;
            scores = s.select(seen, scores, s.like(scores, -0.7 * largest));
        }
        return s.builder().add(new Softmax(3), scores);
    }

    /// Which keys each query sees, `[batch, heads, queries, keys]`; an empty list if all.
    ///
    /// @param operands those of the operation
    /// @param scores shape of the result
    public List<Value> seen(Sugar s, List<Value> operands, Shape scores) {
        List<Value> masks = new ArrayList<>();
        for (Value mask : masks(operands)) {
            if (mask.type().dtype() == DType.BOOL) {
                masks.add(repeated(s, mask, scores));
            }
        }
        if (causal || window != NO_WINDOW) {
            TensorType index = new TensorType(DType.I32, scores);
            Value query = s.builder().add(new Creation.Iota(index, 2));
            Value key = s.builder().add(new Creation.Iota(index, 3));
            masks.addAll(near(s, query, key));
        }
        return masks;
    }

    private List<Value> near(Sugar s, Value query, Value key) {
        List<Value> masks = new ArrayList<>();
        if (causal) {
            masks.add(s.compare(Direction.GE, query, key));
        }
        if (window != NO_WINDOW) {
            Value before = s.sub(query, key);
            masks.add(s.compare(Direction.LT, before, s.like(before, window)));
            if (!causal) {
                masks.add(s.compare(Direction.GT, before, s.like(before, -window)));
            }
        }
        return masks;
    }

    private static Value repeated(Sugar s, Value mask, Shape scores) {
        Shape own = mask.type().shape();
        IntList kept =
                IntList.of(
                        IntList.range(0, 4).stream()
                                .filter(a -> own.size(a) == scores.size(a))
                                .toArray());
        Shape only = Shape.of(kept.stream().map(own::size).toArray());
        return s.broadcast(s.reshape(mask, only), scores, kept);
    }

    /// The product for each head of a value `[batch, heads, a, b]` and one `[batch, groups, c, d]`,
    /// 16-bit floats as f32: over the last axis of the left and one of the right.
    ///
    /// @param axis 3: `[batch, heads, a, c]`; 2: `[batch, heads, a, d]`
    public static Value product(Sugar s, Value heads, Value groups, int axis) {
        Shape right = groups.type().shape();
        Value y =
                s.builder()
                        .add(
                                new DotGeneral(OUTER, OUTER, IntList.of(3), IntList.of(axis)),
                                joined(s, heads, right.size(1)),
                                s.wide(groups));
        return s.reshape(y, heads.type().shape().with(3, right.size(axis == 3 ? 2 : 3)));
    }

    /// The transposed product: of a value `[batch, heads, a, b]` and one `[batch, heads, a, c]` to
    /// `[batch, groups, b, c]`, summed over the heads of each group, 16-bit floats as f32.
    public static Value transposed(Sugar s, Value left, Value right, int groups) {
        return s.builder()
                .add(
                        new DotGeneral(OUTER, OUTER, IntList.of(2), IntList.of(2)),
                        joined(s, left, groups),
                        joined(s, right, groups));
    }

    private static Value joined(Sugar s, Value x, int groups) {
        Shape own = x.type().shape();
        int each = own.size(1) / groups;
        return s.reshape(s.wide(x), own.with(1, groups).with(2, each * own.size(2)));
    }
}
