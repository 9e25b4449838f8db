/// What training minimizes.
///
/// A {@link io.jacquard.nn.loss.Loss} gives one value an example, so that examples can be weighted
/// and padded ones left out; the training step takes their mean.
@NullMarked
package io.jacquard.nn.loss;

import org.jspecify.annotations.NullMarked;
