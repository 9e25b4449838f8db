package io.jacquard.nn.attention;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializer;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// Adds to each token a vector that is learned for its position.
///
/// | value | shape |
/// |---|---|
/// | input, output | `f32[batch, time, width]`, time at most the context |
/// | `weight` | `f32[context, width]` |
///
/// Source: Gehring et al., *Convolutional sequence to sequence learning*, 2017, arXiv 1705.03122,
/// section 3.1.
public final class LearnedPositions implements Layer {
    private final Scope scope;
    private final Parameter weight;

    /// Positions from 0 to context - 1.
    ///
    /// @param scope where the table is
    /// @param context largest number of tokens, from 1
    /// @param width features of a token, from 1
    /// @param initial the table before training
    public LearnedPositions(Scope scope, int context, int width, Initializer initial) {
        this.scope = scope;
        this.weight = scope.parameter("weight", TensorType.of(DType.F32, context, width), initial);
    }

    /// @throws io.jacquard.ir.ShapeException if there are more tokens than positions
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(this, () -> x.add(vectors(x)));
    }

    private Tensor vectors(Tensor x) {
        int context = weight.type().shape().size(0);
        if (x.rank() != 3 || x.size(1) > context) {
            throw Refusal.of(
                    "positions",
                    "the tokens are " + x.type(),
                    List.of(x),
                    "[batch, time, width] with a time of at most %d; give fewer tokens"
                            .formatted(context));
        }
        return Decoding.positions(x.size(1)).embedding(weight.value());
    }

    @Override
    public String title() {
        return "LearnedPositions(%d, %d)"
                .formatted(weight.type().shape().size(0), weight.type().shape().size(1));
    }
}
