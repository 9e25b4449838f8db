package io.jacquard.ir;

import io.jacquard.ir.Reduction.Reducer;

/// Softmax, log-softmax and their cross-entropy in primitives.
final class Softmaxes {
    private Softmaxes() {}

    static Value softmax(Builder builder, Value x, int axis) {
        Sugar s = new Sugar(builder);
        Value e = s.exp(shifted(s, s.wide(x), axis));
        Value y = s.div(e, s.reduceAndRepeat(Reducer.ADD, e, axis));
        return s.convert(y, x.type().dtype());
    }

    static Value logSoftmax(Builder builder, Value x, int axis) {
        Sugar s = new Sugar(builder);
        Value shifted = shifted(s, s.wide(x), axis);
        Value sum = s.reduce(Reducer.ADD, s.exp(shifted), IntList.of(axis));
        Value log = builder.add(new Unary.Log(), sum);
        Value y = s.sub(shifted, s.repeatAlong(log, x.type().shape(), axis));
        return s.convert(y, x.type().dtype());
    }

    static Value crossEntropy(
            Builder builder, Value logits, Value labels, Composite.SoftmaxCrossEntropy op) {
        Sugar s = new Sugar(builder);
        int axis = op.dimension();
        Value log = builder.add(new Composite.LogSoftmax(axis), s.wide(logits));
        boolean classes = labels.type().dtype().isInteger();
        Value loss = classes ? ofClasses(s, log, labels, axis) : ofShares(s, log, labels, axis);
        Value smooth = op.smoothing() == 0 ? loss : smoothed(s, log, loss, op);
        return s.convert(smooth, logits.type().dtype());
    }

    private static Value smoothed(
            Sugar s, Value log, Value loss, Composite.SoftmaxCrossEntropy op) {
        Value sum = s.reduce(Reducer.ADD, log, IntList.of(op.dimension()));
        return s.sub(s.mul(loss, 1 - op.smoothing()), s.mul(sum, op.even(log.type())));
    }

    private static Value ofClasses(Sugar s, Value log, Value labels, int axis) {
        Labels classes = Labels.of(s, labels, log.type().shape(), axis);
        Value chosen = s.select(classes.chosen(), log, s.like(log, 0));
        Value loss = s.neg(s.reduce(Reducer.ADD, chosen, IntList.of(axis)));
        return s.select(classes.known(), loss, s.like(loss, Double.NaN));
    }

    private static Value ofShares(Sugar s, Value log, Value labels, int axis) {
        Value shares = s.wide(labels);
        Value none = s.compare(Elementwise.Direction.EQ, shares, s.like(shares, 0));
        Value parts = s.select(none, s.like(log, 0), s.mul(shares, log));
        return s.neg(s.reduce(Reducer.ADD, parts, IntList.of(axis)));
    }

    // The maximum only keeps exp in range: the result does not depend on it, nor does a gradient.
    private static Value shifted(Sugar s, Value x, int axis) {
        Value max = s.reduceAndRepeat(Reducer.MAXIMUM, x, axis);
        return s.sub(x, s.builder().add(new Marker.StopGradient(), max));
    }
}
