package io.jacquard.nn.attention;

import io.jacquard.tensor.Tensor;
import java.util.List;

/// What the heads of an attention learn of where tokens stand: {@link Rotary} turns queries and
/// keys, {@link Alibi} adds to their products. A layer of its own that adds to the tokens, such as
/// {@link SinusoidalPositions} or {@link LearnedPositions}, needs neither.
public interface HeadPositions {
    /// Nothing.
    static HeadPositions none() {
        return new HeadPositions() {};
    }

    /// Queries or keys as they are at their positions.
    ///
    /// @param heads `[batch, heads, time, size]`
    /// @param positions `i32[time]`, of the first token 0
    /// @return the heads' type
    default Tensor turn(Tensor heads, Tensor positions) {
        return heads;
    }

    /// What is added to the scaled products, `f32[heads, queries, keys]`; no element if nothing is.
    ///
    /// @param heads number of heads
    /// @param queries positions, `i32[queries]`
    /// @param keys positions, `i32[keys]`
    default List<Tensor> bias(int heads, Tensor queries, Tensor keys) {
        return List.of();
    }
}
