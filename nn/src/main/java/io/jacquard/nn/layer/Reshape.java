package io.jacquard.nn.layer;

import io.jacquard.ir.IntList;
import io.jacquard.nn.Layer;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// The same elements of each example in other axes: `[batch, ...]` becomes `[batch, sizes...]`.
///
/// @param sizes of an example, from 0; one may be -1: what is left
public record Reshape(IntList sizes) implements Layer {
    /// Checks the sizes.
    public Reshape {
        if (sizes.stream().anyMatch(s -> s < -1)
                || sizes.stream().filter(s -> s == -1).count() > 1) {
            throw Refusal.argument(
                    "reshape",
                    "these are no sizes",
                    sizes,
                    "numbers from 0 and at most one -1; leave the batch away");
        }
    }

    /// Examples of those sizes.
    public static Reshape of(int... sizes) {
        return new Reshape(IntList.of(sizes));
    }

    /// @throws io.jacquard.ir.ShapeException if an example has another number of elements
    @Override
    public Tensor forward(Tensor x) {
        if (x.rank() == 0) {
            throw Sizes.error("reshape", x, "[batch, ...]; make it a batch of one by expand(0)");
        }
        int elements = x.shape().without(0).elements();
        int known = sizes.stream().filter(s -> s != -1).reduce(1, (a, b) -> a * b);
        boolean open = sizes.contains(-1);
        if (open ? known == 0 || elements % known != 0 : elements != known) {
            throw Refusal.of(
                    "reshape",
                    "an example of %s has %d elements".formatted(x.type(), elements),
                    List.of(x),
                    "as many as in %s; change a size, or let one be -1".formatted(sizes));
        }
        IntList filled = IntList.generate(sizes.size(), i -> fill(i, open ? elements / known : 0));
        return x.reshape(IntList.of(x.size(0)).concat(filled).toArray());
    }

    private int fill(int axis, int rest) {
        return sizes.at(axis) == -1 ? rest : sizes.at(axis);
    }

    @Override
    public String title() {
        return "Reshape" + sizes;
    }
}
