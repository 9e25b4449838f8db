/// Language models from files: folders as Hugging Face's, and files of llama2.c.
@NullMarked
package io.jacquard.models.pretrained;

import org.jspecify.annotations.NullMarked;
