/// Text: tokenizers, which turn it into the ids that a language model reads.
///
/// {@link io.jacquard.data.text.HuggingFaceTokenizer} reads the `tokenizer.json` beside a published
/// model. Nothing is cut or padded unless asked.
@NullMarked
package io.jacquard.data.text;

import org.jspecify.annotations.NullMarked;
