package io.jacquard.ir;

import io.jacquard.ir.Reduction.Reducer;

/// Softmax and log-softmax in primitives.
final class Softmaxes {
    private Softmaxes() {}

    static Value softmax(Builder builder, Value x, int axis) {
        Sugar s = new Sugar(builder);
        Value e = s.exp(shifted(s, widened(s, x), axis));
        Value y = s.div(e, s.reduceAndRepeat(Reducer.ADD, e, axis));
        return s.convert(y, x.type().dtype());
    }

    static Value logSoftmax(Builder builder, Value x, int axis) {
        Sugar s = new Sugar(builder);
        Value shifted = shifted(s, widened(s, x), axis);
        Value sum = s.reduce(Reducer.ADD, s.exp(shifted), IntList.of(axis));
        Value log = builder.add(new Unary.Log(), sum);
        Value y = s.sub(shifted, s.repeatAlong(log, x.type().shape(), axis));
        return s.convert(y, x.type().dtype());
    }

    // The maximum only keeps exp in range: the result does not depend on it, nor does a gradient.
    private static Value shifted(Sugar s, Value x, int axis) {
        Value max = s.reduceAndRepeat(Reducer.MAXIMUM, x, axis);
        return s.sub(x, s.builder().add(new Marker.StopGradient(), max));
    }

    private static Value widened(Sugar s, Value x) {
        boolean narrow = x.type().dtype().bytes() == 2;
        return narrow ? s.convert(x, DType.F32) : x;
    }
}
