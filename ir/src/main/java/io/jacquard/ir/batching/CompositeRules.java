package io.jacquard.ir.batching;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Composite;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Normalization;
import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Update;
import io.jacquard.ir.Value;
import java.util.List;

/// Rules of the composites: explicit where they stay whole over more examples.
final class CompositeRules {
    private CompositeRules() {}

    static Rule of(Composite op) {
        return switch (op) {
            case Composite.RandomBits r -> Rule.decomposed(r);
            case Composite.Softmax s -> Rule.over(new Composite.Softmax(s.dimension() + 1));
            case Composite.LogSoftmax s -> Rule.over(new Composite.LogSoftmax(s.dimension() + 1));
            case Composite.SoftmaxCrossEntropy c ->
                    Rule.over(new Composite.SoftmaxCrossEntropy(c.dimension() + 1, c.smoothing()));
            case Composite.Gelu g -> Rule.over(g);
            case Composite.Dropout d -> Rule.decomposed(d);
            case Composite.Embedding e -> embedding(e);
            case Normalization n -> NormalizationRules.of(n);
            case Attention a -> a.drops() ? Rule.decomposed(a) : inBatches(a);
            case AttentionGradient a -> gradient(a);
            case Recurrent r -> RecurrentRule.of(r);
            case Update u -> UpdateRule.of(u);
            case Composite.Pool pool -> pool(pool);
        };
    }

    // Whole where all examples share the table, else the gather that it is.
    private static Rule embedding(Composite.Embedding op) {
        Rule pieces = Rule.decomposed(op);
        return Rule.structural((b, x) ->
                x.getFirst().stacked()
                        ? pieces.meaning().of(b, x)
                        : b.stacked(op, x.getFirst().value(), x.getLast().value()));
    }

    private static Rule pool(Composite.Pool op) {
        return switch (op) {
            case Composite.MaxPool p -> inBatch(p);
            case Composite.MaxPoolGradient p -> inBatch(p);
            case Composite.AveragePool p -> inBatch(p);
            case Composite.AveragePoolGradient p ->
                    Rule.structural((b, x) -> merged(b, larger(b, p), x));
        };
    }

    // The first axis of every operand and result is a batch already: examples are more of it.
    private static Rule inBatch(Composite op) {
        return Rule.structural((b, x) -> merged(b, op, x));
    }

    // As above, but a mask may have one for all examples of its batch.
    private static Rule inBatches(Composite op) {
        return Rule.structural((b, x) -> {
            int batch = Batch.example(x.getFirst()).shape().size(0);
            List<Value> all =
                    b.stackAll(x).stream().map(v -> joined(b, repeated(b, v, batch))).toList();
            return b.builder().append(op, all).results().stream()
                    .map(y -> Batched.stacked(parted(b, y, batch)))
                    .toList();
        });
    }

    // Whole, but where the gradient of one mask is a sum over the batch of an example.
    private static Rule gradient(AttentionGradient op) {
        Rule pieces = Rule.decomposed(op);
        if (op.forward().drops()) {
            return pieces;
        }
        Rule whole = inBatches(op);
        return new Rule(
                Batching.Way.DECOMPOSITION,
                (b, x) -> {
                    TensorType mask = Batch.example(x.getLast());
                    int batch = Batch.example(x.getFirst()).shape().size(0);
                    boolean sums = mask.dtype().isFloat() && mask.shape().size(0) != batch;
                    return (sums ? pieces : whole).meaning().of(b, x);
                });
    }

    private static Value parted(Batch b, Value made, int batch) {
        return b.s().reshape(made, made.type().shape().with(0, batch).insert(0, b.size()));
    }

    private static Value repeated(Batch b, Value stacked, int batch) {
        Shape shape = stacked.type().shape();
        if (shape.size(1) == batch) {
            return stacked;
        }
        Value one = b.s().reshape(stacked, shape.without(1));
        IntList kept = IntList.of(0, 2, 3, 4);
        return b.s().broadcast(one, shape.with(1, batch), kept);
    }

    private static Composite larger(Batch b, Composite.AveragePoolGradient op) {
        Shape all = op.shape().with(0, op.shape().size(0) * b.size());
        return new Composite.AveragePoolGradient(op.window(), all);
    }

    private static List<Batched> merged(Batch b, Composite op, List<Batched> operands) {
        int batch = Batch.example(operands.getFirst()).shape().size(0);
        List<Value> all = b.stackAll(operands).stream().map(x -> joined(b, x)).toList();
        Value made = b.builder().append(op, all).result();
        return List.of(Batched.stacked(parted(b, made, batch)));
    }

    private static Value joined(Batch b, Value stacked) {
        Shape one = stacked.type().shape().without(0);
        return b.s().reshape(stacked, one.with(0, one.size(0) * b.size()));
    }
}
