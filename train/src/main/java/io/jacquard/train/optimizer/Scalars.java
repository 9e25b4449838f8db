package io.jacquard.train.optimizer;

import io.jacquard.tensor.Tensor;
import java.util.Map;

/// Finds a step's numbers.
final class Scalars {
    private Scalars() {}

    /// The scalar of that name in the dtype of a value.
    static Tensor of(Map<String, Tensor> scalars, String name, Tensor value) {
        Tensor t = scalars.get(name);
        if (t == null) {
            throw new IllegalStateException("the step has no scalar '" + name + "'");
        }
        return t.to(value.dtype());
    }
}
