/// Recurrent networks: a regressor of sequences, and a translator of sequences with attention.
///
/// {@link io.jacquard.models.rnn.LstmRegressor} is an LSTM with a linear layer, {@link
/// io.jacquard.models.rnn.Seq2Seq} an encoder and a decoder with Luong's attention; records of
/// sizes say how large they are.
@NullMarked
package io.jacquard.models.rnn;

import org.jspecify.annotations.NullMarked;
