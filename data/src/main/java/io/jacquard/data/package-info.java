/// Examples on the host and their way into a model.
///
/// A {@link io.jacquard.data.Dataset} is a finite set of examples with named columns, the features
/// and the labels. It is shuffled by a seed, mapped (augmented, scaled) example by example, and cut
/// into a {@link io.jacquard.data.Batch} at a time. What an epoch gives depends on the seed and the
/// number of the epoch only, never on timing or on what was read before, so reading goes on exactly
/// where it stopped.
///
/// Everything that is wrong with data is a {@link io.jacquard.data.DataException}.
@NullMarked
package io.jacquard.data;

import org.jspecify.annotations.NullMarked;
