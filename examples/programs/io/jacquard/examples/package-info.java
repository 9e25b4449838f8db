/// Whole programs, one a file: each trains or computes something real and fails if its score or its
/// values are not what they must be.
///
/// `main` runs the full size. `epochs=2 examples=4000 seed=3` after it makes it smaller or starts
/// it elsewhere; the build's tests do the same. Begin with {@link io.jacquard.examples.MnistMlp}.
@NullMarked
package io.jacquard.examples;

import org.jspecify.annotations.NullMarked;
