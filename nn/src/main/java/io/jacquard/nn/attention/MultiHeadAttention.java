package io.jacquard.nn.attention;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Linear;
import io.jacquard.tensor.AttentionOptions;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.ArrayList;
import java.util.List;

/// Attention of several heads: each token gathers of others what its query finds by their keys.
///
/// `concat(softmax(Q_h * K_h^T / sqrt(size)) * V_h) * O` with `Q = x * W_q`, `K = m * W_k`, `V = m
/// * W_v`, where the memory m is x itself (self-attention) or other tokens (cross-attention).
///
/// | value | shape |
/// |---|---|
/// | input, output | `f32[batch, time, width]` |
/// | one map to all three | `f32[width, (count + 2 * groups) * size]` |
/// | or maps to queries; keys; values | `f32[width, count * size]`; `f32[width, groups * size]` twice |
/// | map behind | `f32[count * size, width]` |
///
/// Names are those of {@link Projections}, by default PyTorch's, so that its state dicts load by
/// `PyTorch.values`. A query that sees no key at all takes the mean of all values; PyTorch gives
/// NaN.
///
/// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762, section 3.2.
public final class MultiHeadAttention implements Layer {
    private final Scope scope;
    private final AttentionConfig config;
    private final List<Projection> inputs = new ArrayList<>();
    private final Linear output;

    /// An attention whose parameters are in a scope.
    ///
    /// @param scope where the parameters are
    /// @param config sizes, names and reach
    public MultiHeadAttention(Scope scope, AttentionConfig config) {
        this.scope = scope;
        this.config = config;
        Projections how = config.projections();
        Heads heads = config.heads();
        int[] features = {heads.queryFeatures(), heads.keyFeatures(), heads.keyFeatures()};
        if (how.inputs().size() == 1) {
            inputs.add(input(how.inputs().getFirst(), features[0] + 2 * features[1]));
        } else {
            for (int i = 0; i < 3; i++) {
                inputs.add(input(how.inputs().get(i), features[i]));
            }
        }
        Scope behind = Projection.inside(scope, how.output());
        this.output =
                how.bias() == Projections.Bias.ALL
                        ? new Linear(behind, features[0], config.width(), how.outputInitial())
                        : Linear.withoutBias(
                                behind, features[0], config.width(), how.outputInitial());
    }

    private Projection input(String name, int columns) {
        TensorType type = TensorType.of(DType.F32, config.width(), columns);
        return Projection.of(scope, name, type, config.projections());
    }

    /// Sizes, names and reach.
    public AttentionConfig config() {
        return config;
    }

    /// The type of a cache of keys, and of one of values, for {@link Decoding}.
    ///
    /// @param batch number of sequences
    /// @param capacity number of tokens that there is room for
    /// @param dtype of the elements, usually that in which the model computes
    public TensorType cacheType(int batch, int capacity, DType dtype) {
        Heads heads = config.heads();
        return TensorType.of(dtype, batch, heads.groups(), capacity, heads.size());
    }

    /// The tokens see each other.
    ///
    /// @throws io.jacquard.ir.ShapeException if the input is not `[batch, time, width]`
    @Override
    public Tensor forward(Tensor x) {
        return forward(x, Sight.self());
    }

    /// The tokens see what is told.
    ///
    /// @param x `f32[batch, time, width]`
    /// @param sight what they see
    /// @throws io.jacquard.ir.ShapeException if a shape does not fit
    public Tensor forward(Tensor x, Sight sight) {
        return scope.call(
                this,
                () -> {
                    checked(x);
                    sight.memory().forEach(this::checked);
                    return output.forward(config.heads().joined(heads(x, sight)));
                });
    }

    private void checked(Tensor tokens) {
        if (tokens.rank() != 3 || tokens.size(2) != config.width()) {
            throw Refusal.of(
                    "attention",
                    "the tokens are " + tokens.type(),
                    List.of(tokens),
                    "[batch, time, %d]; reshape them or change the width"
                            .formatted(config.width()));
        }
    }

    private Tensor heads(Tensor x, Sight sight) {
        return sight.memory().isEmpty() ? self(x, sight) : cross(x, sight);
    }

    private Tensor cross(Tensor x, Sight sight) {
        Heads heads = config.heads();
        Tensor queries = heads.split(part(0, x));
        Tensor keys = heads.split(part(1, sight.memory().getFirst()));
        Tensor values = heads.split(part(2, sight.memory().getLast()));
        return attended(queries, keys, values, masks(sight));
    }

    private Tensor self(Tensor x, Sight sight) {
        Heads heads = config.heads();
        List<Tensor> parts = own(x);
        Tensor positions = Decoding.positions(x.size(1));
        Tensor queries = heads.positions().turn(heads.split(parts.get(0)), positions);
        Tensor keys = heads.positions().turn(heads.split(parts.get(1)), positions);
        Tensor values = heads.split(parts.get(2));
        Tensor keyPositions = positions;
        if (Decoding.isActive()) {
            keys = Decoding.current().keys(this, keys);
            values = Decoding.current().values(this, values);
            keyPositions = Tensor.iota(keys.size(2));
        }
        Masks masks = masks(sight);
        masks.add(heads.positions().bias(heads.count(), positions, keyPositions));
        masks.add(config.reach(), positions, keyPositions);
        return attended(queries, keys, values, masks);
    }

    private static Masks masks(Sight sight) {
        Masks masks = new Masks();
        sight.masks().forEach(masks::add);
        return masks;
    }

    /// Queries, keys and values of the same tokens.
    private List<Tensor> own(Tensor x) {
        if (inputs.size() == 3) {
            return List.of(part(0, x), part(1, x), part(2, x));
        }
        Tensor all = inputs.getFirst().forward(x);
        int q = config.heads().queryFeatures();
        int k = config.heads().keyFeatures();
        return List.of(
                all.slice(-1, 0, q), all.slice(-1, q, q + k), all.slice(-1, q + k, q + 2 * k));
    }

    /// Queries (0), keys (1) or values (2) of tokens.
    private Tensor part(int which, Tensor tokens) {
        if (inputs.size() == 3) {
            return inputs.get(which).forward(tokens);
        }
        int q = config.heads().queryFeatures();
        int k = config.heads().keyFeatures();
        int from = which == 0 ? 0 : q + (which - 1) * k;
        return inputs.getFirst().forward(tokens, from, from + (which == 0 ? q : k));
    }

    private Tensor attended(Tensor queries, Tensor keys, Tensor values, Masks masks) {
        AttentionOptions options = masks.options(queries.dtype());
        if (config.dropout() > 0 && Trace.current().mode() == Mode.TRAINING) {
            options = options.withDropout(config.dropout(), Trace.current().randomKey());
        }
        return queries.attention(keys, values, options);
    }

    @Override
    public String title() {
        return "MultiHeadAttention(%d, %d)".formatted(config.width(), config.heads().count());
    }
}
