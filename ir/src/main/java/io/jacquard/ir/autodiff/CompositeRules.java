package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.Nothing.NOTHING;
import static io.jacquard.ir.autodiff.Rule.each;
import static io.jacquard.ir.autodiff.Rule.none;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Labels;
import io.jacquard.ir.Normalization;
import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Update;
import io.jacquard.ir.Value;

/// Rules of the composites: explicit where that is better than differentiating the meaning.
final class CompositeRules {
    private CompositeRules() {}

    static Rule of(Composite op) {
        return switch (op) {
            case Composite.RandomBits _ -> none();
            case Composite.Softmax s -> each(p -> softmax(p, s.dimension()));
            case Composite.LogSoftmax s -> each(p -> logSoftmax(p, s.dimension()));
            case Composite.SoftmaxCrossEntropy c -> each(p -> logits(p, c), p -> shares(p, c));
            case Composite.Gelu g -> each(p -> gelu(p, g.form()));
            case Composite.Dropout _ -> each(p -> p.apply(op, p.d(), p.b()));
            case Composite.Embedding e -> each(p -> IndexingRules.table(p, e));
            case Normalization n -> NormalizationRules.of(n);
            case Attention a -> AttentionRule.of(a);
            case AttentionGradient a -> AttentionRule.of(a);
            case Recurrent r -> RecurrentRule.of(r);
            case Update u -> UpdateRules.of(u);
            case Composite.Pool pool -> pool(pool);
        };
    }

    private static Rule pool(Composite.Pool op) {
        return switch (op) {
            case Composite.MaxPool m ->
                    each(p -> p.apply(new Composite.MaxPoolGradient(m.window()), p.a(), p.d()));
            case Composite.MaxPoolGradient m ->
                    each(NOTHING, p -> p.through(() -> meaning(p, m), p.b()));
            case Composite.AveragePool a ->
                    each(p ->
                            p.apply(
                                    new Composite.AveragePoolGradient(
                                            a.window(), p.a().type().shape()),
                                    p.d()));
            case Composite.AveragePoolGradient a ->
                    each(p -> p.apply(new Composite.AveragePool(a.window()), p.d()));
        };
    }

    private static Value meaning(Pullback p, Composite op) {
        return op.decompose(p.builder(), p.forward().operands()).getFirst();
    }

    // y * (d - sum(d * y))
    private static Value softmax(Pullback p, int axis) {
        Value d = p.wide(p.d());
        Value y = p.wide(p.y());
        Value sum = p.s().reduceAndRepeat(Reducer.ADD, p.mul(d, y), axis);
        return p.narrow(p.mul(y, p.sub(d, sum)));
    }

    // d - e^y * sum(d)
    private static Value logSoftmax(Pullback p, int axis) {
        Value d = p.wide(p.d());
        Value sum = p.s().reduceAndRepeat(Reducer.ADD, d, axis);
        return p.narrow(p.sub(d, p.mul(p.s().exp(p.wide(p.y())), sum)));
    }

    // Softmax without the target where the class is known; of shares, softmax times the sum of the
    // target without the target.
    private static Value logits(Pullback p, Composite.SoftmaxCrossEntropy op) {
        int axis = op.dimension();
        Value log = log(p, axis);
        Sugar s = p.s();
        Value d = s.wide(p.d());
        Value softmax = s.exp(log);
        Shape shape = log.type().shape();
        if (!p.b().type().dtype().isInteger()) {
            Value cut = p.neg(p.mul(shared(p, d, axis), target(s, s.wide(p.b()), op)));
            Value sum = s.reduceAndRepeat(Reducer.ADD, cut, axis);
            return s.convert(p.sub(cut, p.mul(softmax, sum)), p.a().type().dtype());
        }
        Labels labels = Labels.of(s, p.b(), shape, axis);
        Value each = s.repeatAlong(s.select(labels.known(), d, s.like(d, 0)), shape, axis);
        if (op.smoothing() == 0) {
            Value cut = s.select(labels.chosen(), each, s.like(each, 0));
            return s.convert(p.sub(p.mul(softmax, each), cut), p.a().type().dtype());
        }
        Value one = s.select(labels.chosen(), s.like(each, 1), s.like(each, 0));
        Value rest = p.sub(softmax, target(s, one, op));
        return s.convert(p.mul(rest, each), p.a().type().dtype());
    }

    private static Value target(Sugar s, Value labels, Composite.SoftmaxCrossEntropy op) {
        return op.smoothing() == 0
                ? labels
                : s.add(s.mul(labels, 1 - op.smoothing()), s.like(labels, op.even(labels.type())));
    }

    private static Value log(Pullback p, int axis) {
        return p.apply(new Composite.LogSoftmax(axis), p.wide(p.a()));
    }

    private static Value shared(Pullback p, Value d, int axis) {
        return p.s().repeatAlong(d, p.a().type().shape(), axis);
    }

    // A share of 0 adds 0 whatever the logarithm is, and receives 0.
    private static Value shares(Pullback p, Composite.SoftmaxCrossEntropy op) {
        Sugar s = p.s();
        int axis = op.dimension();
        Value log = log(p, axis);
        Value labels = s.wide(p.b());
        Value none = s.compare(Elementwise.Direction.EQ, labels, s.like(labels, 0));
        Value part = p.neg(p.mul(shared(p, s.wide(p.d()), axis), log));
        Value shares = s.mul(s.select(none, s.like(part, 0), part), 1 - op.smoothing());
        return s.convert(shares, p.b().type().dtype());
    }

    // d * (P + x * P')
    private static Value gelu(Pullback p, Composite.Gelu.Form form) {
        Sugar s = p.s();
        Value x = s.wide(p.a());
        Value slope =
                switch (form) {
                    case EXACT -> exactSlope(p, x);
                    case TANH -> tanhSlope(p, x);
                };
        return p.narrow(p.mul(s.wide(p.d()), slope));
    }

    private static Value exactSlope(Pullback p, Value x) {
        Value curve = p.apply(new Unary.Erf(), p.mul(x, Math.sqrt(0.5)));
        Value below = p.mul(p.onePlus(curve), 0.5);
        Value density = p.mul(p.s().exp(p.mul(p.mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
        return p.add(below, p.mul(x, density));
    }

    private static Value tanhSlope(Pullback p, Value x) {
        double factor = Math.sqrt(2 / Math.PI);
        Value square = p.mul(x, x);
        Value inner = p.mul(p.add(x, p.mul(p.mul(square, x), 0.044715)), factor);
        Value curve = p.apply(new Unary.Tanh(), inner);
        Value below = p.mul(p.onePlus(curve), 0.5);
        Value steep = p.mul(p.onePlus(p.mul(square, 3 * 0.044715)), factor);
        Value density = p.mul(p.mul(p.oneMinus(p.mul(curve, curve)), 0.5), steep);
        return p.add(below, p.mul(x, density));
    }
}
