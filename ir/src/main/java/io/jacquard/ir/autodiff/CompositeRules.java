package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.Nothing.NOTHING;
import static io.jacquard.ir.autodiff.Rule.each;
import static io.jacquard.ir.autodiff.Rule.none;

import io.jacquard.ir.Composite;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Value;

/// Rules of the composites: explicit where that is better than differentiating the meaning.
final class CompositeRules {
    private CompositeRules() {}

    static Rule of(Composite op) {
        return switch (op) {
            case Composite.RandomBits _ -> none();
            case Composite.Softmax s -> each(p -> softmax(p, s.dimension()));
            case Composite.LogSoftmax s -> each(p -> logSoftmax(p, s.dimension()));
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
}
