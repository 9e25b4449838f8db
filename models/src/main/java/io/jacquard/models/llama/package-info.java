/// Llama: decoders with rotary positions, grouped queries, gated perceptrons and RMS normalization.
@NullMarked
package io.jacquard.models.llama;

import org.jspecify.annotations.NullMarked;
