package io.jacquard.nn.layer;

import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;

/// A vector for each of a number of ids: words, users, positions.
///
/// | value | shape |
/// |---|---|
/// | input | integers `[...]`, each from 0 to rows - 1 |
/// | output | `f32[..., features]` |
/// | `weight` | `f32[rows, features]` |
///
/// An id that is no row reads the nearest one.
///
/// Source: Bengio et al., *A neural probabilistic language model*, 2003, section 2.
public final class Embedding implements Layer {
    private final Scope scope;
    private final Parameter weight;
    private final int padding;

    private Embedding(Scope scope, Parameter weight, int padding) {
        this.scope = scope;
        this.weight = weight;
        this.padding = padding;
    }

    /// A table that starts uniform between -0.05 and 0.05, as in Keras.
    ///
    /// @param scope where the table is
    /// @param rows number of ids, from 1
    /// @param features size of a vector, from 1
    public Embedding(Scope scope, int rows, int features) {
        this(scope, rows, features, Initializers.uniform(-0.05, 0.05));
    }

    /// A table that starts as told; PyTorch's is `Initializers.normal(0, 1)`.
    ///
    /// @param scope where the table is
    /// @param rows number of ids, from 1
    /// @param features size of a vector, from 1
    /// @param initial the table before training
    public Embedding(Scope scope, int rows, int features, Initializer initial) {
        this(scope, weight(scope, rows, features, initial), Composite.Embedding.NO_PADDING);
    }

    /// A table with one row that starts at 0 and is not trained, for the padding of sequences:
    /// PyTorch's `padding_idx`.
    ///
    /// @param scope where the table is
    /// @param rows number of ids, from 1
    /// @param features size of a vector, from 1
    /// @param initial the other rows before training
    /// @param padding the row
    /// @throws IllegalArgumentException if there is no such row
    public static Embedding withPadding(
            Scope scope, int rows, int features, Initializer initial, int padding) {
        if (padding < 0 || padding >= rows) {
            throw Refusal.argument(
                    "embedding",
                    "there is no such row for padding",
                    padding,
                    "one from 0 to %d; use a constructor if there is no padding"
                            .formatted(rows - 1));
        }
        Initializer zeroed =
                (seed, type) -> {
                    Literal made = initial.init(seed, type);
                    for (int i = 0; i < features; i++) {
                        made.set(padding * features + i, 0);
                    }
                    return made;
                };
        return new Embedding(scope, weight(scope, rows, features, zeroed), padding);
    }

    private static Parameter weight(Scope scope, int rows, int features, Initializer initial) {
        return scope.parameter("weight", TensorType.of(DType.F32, rows, features), initial);
    }

    /// The table, `f32[rows, features]`.
    public Parameter weight() {
        return weight;
    }

    /// @throws io.jacquard.ir.ShapeException if the input is no integers
    @Override
    public Tensor forward(Tensor ids) {
        return scope.call(this, () -> ids.embedding(weight.value(), padding));
    }

    @Override
    public String title() {
        return "Embedding(%d, %d)"
                .formatted(weight.type().shape().size(0), weight.type().shape().size(1));
    }
}
