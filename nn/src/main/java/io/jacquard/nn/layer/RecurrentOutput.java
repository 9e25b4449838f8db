package io.jacquard.nn.layer;

import io.jacquard.tensor.Tensor;
import java.util.List;

/// What a recurrent network made of sequences.
///
/// @param hidden the hidden states of all steps of the last layer, `[batch, time, directions *
///   width]`; 0 beyond an example's length
/// @param last that layer's hidden state after the last step that was done, `[batch, directions *
///   width]`: the last element reading forward, the first reading backward
/// @param states of each layer and direction after the last step that was done: the hidden state,
///   then of an LSTM the cell's, each `[layers * directions, batch, width]`
public record RecurrentOutput(Tensor hidden, Tensor last, List<Tensor> states) {
    /// Copies the list.
    public RecurrentOutput {
        states = List.copyOf(states);
    }
}
