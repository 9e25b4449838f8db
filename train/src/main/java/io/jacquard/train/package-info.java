/// Training: one compiled step run over batches, with validation, callbacks and checkpoints.
///
/// A {@link io.jacquard.train.Trainer} traces forward pass, loss, gradients, optimizer and metrics
/// as one function, compiles it once for each size of batch, and runs it with the state updated in
/// place. The same seed gives the same bits, also after a kill and a resume.
@NullMarked
package io.jacquard.train;

import org.jspecify.annotations.NullMarked;
