package io.jacquard.nn.layer;

import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// Which steps of padded sequences `[time, batch, ...]` count.
final class RaggedSteps {
    private final Tensor lengths;
    private final Tensor step;
    private final int time;
    private final int batch;

    /// @param lengths integers `[batch]`
    RaggedSteps(String layer, Tensor lengths, int time, int batch) {
        if (!lengths.shape().equals(Shape.of(batch)) || !lengths.dtype().isInteger()) {
            throw Refusal.of(
                    layer,
                    "the lengths are " + lengths.type(),
                    List.of(lengths),
                    "integers [%d], one an example; count its steps".formatted(batch));
        }
        this.lengths = lengths.to(DType.I32).minimum(time).maximum(0);
        this.step = Tensor.iota(TensorType.of(DType.I32, time, batch), 0);
        this.time = time;
        this.batch = batch;
    }

    /// Bool `[time, batch]`.
    private Tensor counts() {
        return step.lt(lengths.expand(0).broadcastTo(step.shape()));
    }

    /// 1 where a step does not count, `[time, batch, 1]`.
    Tensor idle(DType dtype) {
        return counts().to(dtype).neg().add(1).expand(-1);
    }

    /// 0 where a step does not count, whatever was there.
    Tensor zeroed(Tensor x) {
        Tensor each = counts().expand(-1).broadcastTo(x.shape());
        return each.where(x, x.like(0));
    }

    /// The steps that count in the opposite order, the others where they were.
    Tensor turned(Tensor x) {
        Tensor opposite = lengths.expand(0).broadcastTo(step.shape()).sub(step).sub(1);
        Tensor from = counts().where(opposite, step);
        return rows(x, from.mul(batch).add(example())).reshape(time, batch, x.size(2));
    }

    /// The state after the last step that counts.
    ///
    /// @param all those after each step, `[time, batch, width]`
    /// @param first the one before
    Tensor last(Tensor all, Tensor first) {
        Tensor at = lengths.sub(1).maximum(0).mul(batch).add(Tensor.iota(batch));
        Tensor none = lengths.lt(1).expand(-1).broadcastTo(first.shape());
        return none.where(first, rows(all, at));
    }

    private Tensor example() {
        return Tensor.iota(step.type(), 1);
    }

    private Tensor rows(Tensor x, Tensor positions) {
        return x.reshape(time * batch, x.size(2))
                .take(0, positions.reshape(positions.shape().elements()));
    }
}
