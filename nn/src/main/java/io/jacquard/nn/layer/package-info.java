/// The usual layers.
///
/// Layers with parameters take a {@link io.jacquard.nn.Scope} first; the others are plain values. A
/// variation wraps a layer or is made with a `with` method; skip connections are plain Java in a
/// layer of your own.
@NullMarked
package io.jacquard.nn.layer;

import org.jspecify.annotations.NullMarked;
