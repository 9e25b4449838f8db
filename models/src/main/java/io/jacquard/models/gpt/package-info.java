/// GPT-2: decoders with learned positions, layer normalization before each part and gelu.
@NullMarked
package io.jacquard.models.gpt;

import org.jspecify.annotations.NullMarked;
