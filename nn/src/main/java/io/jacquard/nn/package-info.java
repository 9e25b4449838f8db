/// Networks and their values.
///
/// A {@link io.jacquard.nn.Network} turns tensors into tensors; a {@link io.jacquard.nn.Layer} is
/// one with a single input and output. Its constructor takes {@link io.jacquard.nn.Parameter}s from
/// a {@link io.jacquard.nn.Scope}, which names them; nothing is found by reflection. A {@link
/// io.jacquard.nn.Model} pairs a network with the values of its parameters on a device.
@NullMarked
package io.jacquard.nn;

import org.jspecify.annotations.NullMarked;
