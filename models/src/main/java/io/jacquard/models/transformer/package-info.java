/// The transformer of 2017: an encoder reads a sequence, a decoder writes another.
@NullMarked
package io.jacquard.models.transformer;

import org.jspecify.annotations.NullMarked;
