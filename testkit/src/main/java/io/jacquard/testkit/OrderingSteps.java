package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.Fft;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Ordering.Sort;
import io.jacquard.ir.Ordering.TopK;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.List;

/// Steps of random graphs that put elements in order, or transform them.
///
/// @param maker where to append
record OrderingSteps(GraphMaker maker) {
    void step(Value x) {
        TensorType t = x.type();
        if (t.rank() == 0) {
            return;
        }
        switch (maker.random.nextInt(3)) {
            case 0 -> {
                Value y = maker.pick(o -> o.shape().equals(t.shape()), x);
                int axis = maker.random.nextInt(t.rank());
                boolean descending = maker.random.nextBoolean();
                maker.add(new Sort(axis, maker.between(1, 2), descending), x, y);
            }
            case 1 -> maker.add(new TopK(maker.between(0, t.shape().size(-1))), x);
            default -> transform(x);
        }
    }

    private void transform(Value other) {
        Value x =
                maker.pick(
                        t ->
                                (t.dtype() == DType.F32 || t.dtype() == DType.F64)
                                        && t.rank() > 0
                                        && t.shape().size(-1) < 50,
                        other);
        TensorType t = x.type();
        int n = t.rank() == 0 ? 1 : t.shape().size(-1);
        Fft.Kind kind = maker.oneOf(List.of(Fft.Kind.values()));
        switch (kind) {
            case FFT, IFFT -> maker.add(new Fft(kind, IntList.of(n)), x, maker.like(x));
            case RFFT -> maker.add(new Fft(kind, IntList.of(n)), x);
            case IRFFT -> {
                int length = 2 * n - maker.between(1, 2);
                maker.add(new Fft(kind, IntList.of(length)), x, maker.like(x));
            }
        }
    }
}
