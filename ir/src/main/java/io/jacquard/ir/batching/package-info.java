/// Batching: what a function does to one example, done to all examples of a batch at once (as
/// jax.vmap does).
///
/// The words. The **examples** of a batch are as many as its **size**. A **stacked** value holds
/// one value an example along its first axis; a **shared** value is the same for all examples.
///
/// {@link io.jacquard.ir.batching.Batching} walks the instructions of a function in order. One
/// whose operands are all shared stays as it is. Every other has a rule, found by its family, that
/// appends what it does to stacked operands. Most rules are **structural**: the operation itself,
/// or a few, over one more axis. A composite may be batched by its **decomposition**, and what has
/// neither runs as a **loop** over the examples. {@link io.jacquard.ir.batching.Batching#way} says
/// which.
///
/// What comes out are ordinary instructions, so a batched function can be batched again,
/// differentiated and compiled like any other.
@NullMarked
package io.jacquard.ir.batching;

import org.jspecify.annotations.NullMarked;
