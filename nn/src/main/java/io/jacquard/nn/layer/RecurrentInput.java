package io.jacquard.nn.layer;

import io.jacquard.ir.DType;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// What a recurrent network reads.
///
/// {@snippet :
/// lstm.run(RecurrentInput.of(x).withLengths(lengths));
/// }
///
/// @param x the sequences, `[batch, time, features]`
/// @param lengths none, or how many steps of each example count, integers `[batch]`
/// @param states none, or the first hidden state, then of an LSTM the cell's, each `[layers *
///   directions, batch, width]`
public record RecurrentInput(Tensor x, List<Tensor> lengths, List<Tensor> states) {
    /// Copies the lists.
    public RecurrentInput {
        lengths = List.copyOf(lengths);
        states = List.copyOf(states);
    }

    /// Sequences whose steps all count, with states that start at 0.
    public static RecurrentInput of(Tensor x) {
        return new RecurrentInput(x, List.of(), List.of());
    }

    /// This with padded sequences, as PyTorch's packed ones: an example's state stops at its
    /// length, its hidden states from there on are 0, and reading backward starts there.
    ///
    /// @param newLengths integers `[batch]`, each from 0 (which leaves the states as they start) to
    ///   the number of steps; more counts as that
    public RecurrentInput withLengths(Tensor newLengths) {
        return new RecurrentInput(x, List.of(newLengths), states);
    }

    /// This with padded sequences whose lengths a mask says.
    ///
    /// @param mask bool `[batch, time]`, of each example true, then false
    public RecurrentInput withMask(Tensor mask) {
        mask.requireShape("batch", "time");
        return withLengths(mask.to(DType.I32).sum(1));
    }

    /// This with first states, such as those that an earlier part of the sequences left.
    ///
    /// @param newStates the hidden state, then of an LSTM the cell's, each `[layers * directions,
    ///   batch, width]`; of two directions the forward one first
    public RecurrentInput withStates(List<Tensor> newStates) {
        return new RecurrentInput(x, lengths, newStates);
    }
}
