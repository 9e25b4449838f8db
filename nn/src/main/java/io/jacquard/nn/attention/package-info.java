/// Attention and what transformers are built of.
///
/// {@link io.jacquard.nn.attention.MultiHeadAttention} is the layer; {@link
/// io.jacquard.nn.attention.AttentionConfig} says its sizes, its names in a checkpoint and which
/// keys a query sees, {@link io.jacquard.nn.attention.Sight} what it sees in one call. {@link
/// io.jacquard.nn.attention.Residual} puts a part between a sum and a normalization; encoder and
/// decoder blocks and their stacks are made of it. Inside of {@link
/// io.jacquard.nn.attention.Decoding} the same layers keep keys and values of earlier tokens.
@NullMarked
package io.jacquard.nn.attention;

import org.jspecify.annotations.NullMarked;
