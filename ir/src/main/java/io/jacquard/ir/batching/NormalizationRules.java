package io.jacquard.ir.batching;

import io.jacquard.ir.Normalization;
import io.jacquard.ir.Normalization.BatchNormInference;
import io.jacquard.ir.Normalization.BatchNormTraining;
import io.jacquard.ir.Normalization.GroupNorm;
import io.jacquard.ir.Normalization.LayerNorm;
import io.jacquard.ir.Normalization.RmsNorm;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Rules of the normalizations: whole where their parameters are the same for all examples.
final class NormalizationRules {
    private NormalizationRules() {}

    static Rule of(Normalization op) {
        return switch (op) {
            case LayerNorm n ->
                    shared(n, (b, x) -> rows(b, new LayerNorm(n.dimension() + 1, n.epsilon()), x));
            case RmsNorm n ->
                    shared(n, (b, x) -> rows(b, new RmsNorm(n.dimension() + 1, n.epsilon()), x));
            case GroupNorm n -> shared(n, (b, x) -> merged(b, n, x));
            case BatchNormTraining n ->
                    Rule.structural((b, x) -> features(b, n, n.featureIndex(), x));
            case BatchNormInference n ->
                    Rule.structural((b, x) -> features(b, n, n.featureIndex(), x));
        };
    }

    private static Rule shared(Normalization op, Rule.Meaning whole) {
        Rule pieces = Rule.decomposed(op);
        return new Rule(
                pieces.way(),
                (b, operands) -> {
                    boolean same = operands.stream().skip(1).noneMatch(Batched::stacked);
                    return (same ? whole : pieces.meaning()).of(b, operands);
                });
    }

    private static List<Batched> rows(Batch b, Normalization op, List<Batched> operands) {
        return b.stacked(op, operands.stream().map(Batched::value).toList());
    }

    // Examples are more of the batch.
    private static List<Batched> merged(Batch b, Normalization op, List<Batched> operands) {
        List<Value> all = new ArrayList<>(operands.stream().map(Batched::value).toList());
        Shape stacked = all.getFirst().type().shape();
        Shape one = stacked.without(0);
        all.set(0, b.s().reshape(all.getFirst(), one.with(0, one.size(0) * b.size())));
        Value made = b.builder().append(op, all).result();
        return List.of(Batched.stacked(b.s().reshape(made, stacked)));
    }

    // The features of all examples are so many features, one example after the other.
    private static List<Batched> features(
            Batch b, Normalization op, int axis, List<Batched> operands) {
        Value x = b.stack(operands.getFirst());
        Shape one = x.type().shape().without(0);
        int features = one.size(axis);
        Shape joined = one.with(axis, features * b.size());
        List<Value> all = new ArrayList<>();
        all.add(b.s().reshape(b.moved(x, 0, axis), joined));
        for (Batched parameter : operands.subList(1, operands.size())) {
            all.add(b.s().reshape(b.stack(parameter), Shape.of(features * b.size())));
        }
        List<Batched> made = new ArrayList<>();
        for (Value y : b.builder().append(op, all).results()) {
            int at = y.type().rank() == 1 && !made.isEmpty() ? 0 : axis;
            Shape of = y.type().shape().with(at, b.size()).insert(at + 1, features);
            made.add(Batched.stacked(b.moved(b.s().reshape(y, of), at, 0)));
        }
        return made;
    }
}
