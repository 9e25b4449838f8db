/// Files of named arrays in the safetensors format, read strictly and written atomically, and the
/// JSON settings beside them.
///
/// {@link io.jacquard.nn.checkpoint.Safetensors} reads and writes them; {@link
/// io.jacquard.nn.checkpoint.AtomicFile} replaces any file such that after a crash either the old
/// or the new one is there, whole.
@NullMarked
package io.jacquard.nn.checkpoint;

import org.jspecify.annotations.NullMarked;
