/// Rules that turn gradients into better parameters.
///
/// An {@link io.jacquard.train.optimizer.Optimizer} is traced into the training step, so it is
/// compiled and fused with everything else there; what changes from step to step without depending
/// on data (learning rate, bias corrections) is computed on the host and passed as scalars.
@NullMarked
package io.jacquard.train.optimizer;

import org.jspecify.annotations.NullMarked;
