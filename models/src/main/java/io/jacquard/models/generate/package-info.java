/// Text written by a language model, token by token.
///
/// {@link io.jacquard.models.generate.Generator} writes ids with a cache of keys and values, {@link
/// io.jacquard.models.generate.TextGenerator} text; {@link io.jacquard.models.generate.Generation}
/// says how many tokens and which of the likely ones.
@NullMarked
package io.jacquard.models.generate;

import org.jspecify.annotations.NullMarked;
