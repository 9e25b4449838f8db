package io.jacquard.nn.attention;

import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// What the queries of one call see: the tokens themselves or others, all or some of them.
public final class Sight {
    private final List<Tensor> memory;
    private final List<Tensor> masks;

    private Sight(List<Tensor> memory, List<Tensor> masks) {
        this.memory = memory;
        this.masks = masks;
    }

    /// The tokens themselves: self-attention.
    public static Sight self() {
        return new Sight(List.of(), List.of());
    }

    /// Other tokens: cross-attention.
    ///
    /// @param tokens `f32[batch, keys, width]`
    public static Sight of(Tensor tokens) {
        return of(tokens, tokens);
    }

    /// Tokens whose keys and values are made from different features.
    ///
    /// @param keys `f32[batch, keys, width]`
    /// @param values `f32[batch, keys, width]`
    public static Sight of(Tensor keys, Tensor values) {
        return new Sight(List.of(keys, values), List.of());
    }

    /// This through a mask, and through all that were given before.
    ///
    /// @param mask bool: which keys a query sees (the opposite of PyTorch's); or the tokens' dtype:
    ///   added to the scaled products. Broadcast to `[batch, heads, queries, keys]`
    public Sight masked(Tensor mask) {
        List<Tensor> more = new ArrayList<>(masks);
        more.add(mask);
        return new Sight(memory, List.copyOf(more));
    }

    /// This without the padding of shorter sequences.
    ///
    /// @param tokens `bool[batch, keys]`: true for tokens, false for padding
    public Sight padded(Tensor tokens) {
        return masked(tokens.expand(1).expand(1));
    }

    /// Keys and values to be; none for the tokens themselves.
    List<Tensor> memory() {
        return memory;
    }

    List<Tensor> masks() {
        return masks;
    }
}
