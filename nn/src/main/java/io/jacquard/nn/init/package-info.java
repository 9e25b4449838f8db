/// The values of parameters before training: an {@link io.jacquard.nn.init.Initializer} makes them
/// on the host from a seed and a type, with the same bits on every machine.
@NullMarked
package io.jacquard.nn.init;

import org.jspecify.annotations.NullMarked;
