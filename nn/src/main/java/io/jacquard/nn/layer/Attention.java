package io.jacquard.nn.layer;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// Attention of a decoder's states to an encoder's: each query gets a mean of the memory, weighted
/// by the softmax of a score of the query and each element.
///
/// | score | formula | parameters |
/// |---|---|---|
/// | dot | `q . m` | none; both of one width |
/// | general | `q W . m` | `weight`, `f32[query, memory]` |
/// | concat | `v . tanh(q U + m W)` | `query.weight`, `f32[query, width]`; `memory.weight`, `f32[memory, width]`; `score`, `f32[width]` |
///
/// | value | shape |
/// |---|---|
/// | queries | `f32[batch, queries, query]` |
/// | memory | `f32[batch, time, memory]` |
/// | mask, true where the memory counts | `bool[batch, time]` |
/// | context | `f32[batch, queries, memory]` |
/// | weights | `f32[batch, queries, time]` |
///
/// Keras's `Attention` is the dot score, its `AdditiveAttention` the concat score without `U` and
/// `W`. Attention with heads is `io.jacquard.nn.attention.MultiHeadAttention`.
///
/// {@snippet file="io/jacquard/nn/SnippetsTest.java" region="attention"}
///
/// Source: Luong, Pham, Manning, *Effective approaches to attention-based neural machine
/// translation*, 2015, arXiv 1508.04025, section 3.1; the concat score is that of Bahdanau, Cho,
/// Bengio, 2014, arXiv 1409.0473.
public final class Attention {
    // So little that no weight is left, but finite, so that all may be masked.
    private static final double NOTHING = -1e9;

    private final Score score;
    private final List<Parameter> parameters;

    /// How well a query and an element of the memory fit.
    private enum Score {
        DOT,
        GENERAL,
        CONCAT
    }

    /// What queries get.
    ///
    /// @param context means of the memory, `[batch, queries, memory]`
    /// @param weights from 0 to 1, over the memory of sum 1, or 0 if all of it is masked, `[batch,
    ///   queries, time]`
    public record Attended(Tensor context, Tensor weights) {}

    private Attention(Score score, List<Parameter> parameters) {
        this.score = score;
        this.parameters = parameters;
    }

    /// Attention by dot products; it has no parameters.
    public static Attention dot() {
        return new Attention(Score.DOT, List.of());
    }

    /// Attention by products through a matrix that starts Glorot uniform.
    ///
    /// @param scope where the matrix is
    /// @param query features of a query, from 1
    /// @param memory features of the memory, from 1
    public static Attention general(Scope scope, int query, int memory) {
        return new Attention(Score.GENERAL, List.of(matrix(scope, query, memory)));
    }

    /// Attention by a network of one hidden layer that starts Glorot uniform.
    ///
    /// @param scope where the parameters are
    /// @param query features of a query, from 1
    /// @param memory features of the memory, from 1
    /// @param width of the hidden layer, from 1
    public static Attention concat(Scope scope, int query, int memory, int width) {
        return new Attention(
                Score.CONCAT,
                List.of(
                        matrix(scope.in("query"), query, width),
                        matrix(scope.in("memory"), memory, width),
                        scope.parameter(
                                "score",
                                Sizes.features("attention", width),
                                Initializers.glorotUniform())));
    }

    private static Parameter matrix(Scope scope, int in, int out) {
        TensorType type = Sizes.features("attention", in, out);
        return scope.parameter("weight", type, Initializers.glorotUniform());
    }

    /// The parameters; none of the dot score.
    public List<Parameter> parameters() {
        return parameters;
    }

    /// Attends to all of the memory.
    ///
    /// @param queries `f32[batch, queries, query]`
    /// @param memory `f32[batch, time, memory]`
    /// @throws io.jacquard.ir.ShapeException if the shapes do not fit
    public Attended attend(Tensor queries, Tensor memory) {
        return attend(queries, memory, List.of());
    }

    /// Attends to a part of the memory.
    ///
    /// @param queries `f32[batch, queries, query]`
    /// @param memory `f32[batch, time, memory]`
    /// @param mask true where the memory counts, `bool[batch, time]`
    /// @throws io.jacquard.ir.ShapeException if the shapes do not fit
    public Attended attend(Tensor queries, Tensor memory, Tensor mask) {
        return attend(queries, memory, List.of(mask));
    }

    private Attended attend(Tensor queries, Tensor memory, List<Tensor> masks) {
        check(queries, memory, masks);
        Tensor scores = scores(queries, memory);
        for (Tensor mask : masks) {
            scores = mask.expand(1).where(scores, Tensor.scalar(scores.dtype(), NOTHING));
        }
        Tensor weights = scores.softmax(-1);
        for (Tensor mask : masks) {
            weights = mask.expand(1).where(weights, Tensor.scalar(weights.dtype(), 0));
        }
        return new Attended(weights.matmul(memory), weights);
    }

    private Tensor scores(Tensor queries, Tensor memory) {
        Tensor turned = memory.transpose(0, 2, 1);
        return switch (score) {
            case DOT -> queries.matmul(turned);
            case GENERAL -> queries.matmul(parameters.getFirst().value()).matmul(turned);
            case CONCAT -> {
                Tensor q = queries.matmul(parameters.get(0).value()).expand(2);
                Tensor m = memory.matmul(parameters.get(1).value()).expand(1);
                yield q.add(m).tanh().matmul(parameters.get(2).value().expand(1)).squeeze(-1);
            }
        };
    }

    private void check(Tensor queries, Tensor memory, List<Tensor> masks) {
        boolean fits =
                queries.rank() == 3
                        && memory.rank() == 3
                        && queries.size(0) == memory.size(0)
                        && masks.stream().allMatch(m -> isMask(m, memory))
                        && features(queries.size(2), memory.size(2));
        if (!fits) {
            throw Refusal.of(
                    "attention",
                    "queries, memory" + (masks.isEmpty() ? "" : " and mask") + " do not fit",
                    masks.isEmpty()
                            ? List.of(queries, memory)
                            : List.of(queries, memory, masks.getFirst()),
                    "[batch, queries, %s], [batch, time, %s] and bool[batch, time]; reshape them"
                            .formatted(query(memory), memoryFeatures(memory)));
        }
    }

    private static boolean isMask(Tensor mask, Tensor memory) {
        return mask.dtype() == DType.BOOL
                && mask.rank() == 2
                && mask.size(0) == memory.size(0)
                && mask.size(1) == memory.size(1);
    }

    private boolean features(int query, int memory) {
        return switch (score) {
            case DOT -> query == memory;
            case GENERAL ->
                    query == in(0) && memory == parameters.getFirst().type().shape().size(1);
            case CONCAT -> query == in(0) && memory == in(1);
        };
    }

    private int in(int parameter) {
        return parameters.get(parameter).type().shape().size(0);
    }

    private Object query(Tensor memory) {
        return score == Score.DOT ? memoryFeatures(memory) : in(0);
    }

    private Object memoryFeatures(Tensor memory) {
        return switch (score) {
            case DOT -> memory.rank() == 3 ? memory.size(2) : "memory";
            case GENERAL -> parameters.getFirst().type().shape().size(1);
            case CONCAT -> in(1);
        };
    }
}
