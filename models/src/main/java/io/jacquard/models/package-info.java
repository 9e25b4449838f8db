/// What families of language models have in common: {@link io.jacquard.models.LanguageModel}.
@NullMarked
package io.jacquard.models;

import org.jspecify.annotations.NullMarked;
