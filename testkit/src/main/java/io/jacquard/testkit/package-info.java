/// Tests for those who write backends, operations and models.
///
/// {@link io.jacquard.testkit.BackendConformance} runs every operation on a device and compares it
/// with the interpreter, {@link io.jacquard.testkit.GradientCheck} compares gradients with central
/// differences, {@link io.jacquard.testkit.RandomGraphs} makes functions from seeds, {@link
/// io.jacquard.testkit.Fixtures} holds numbers that published implementations computed, and {@link
/// io.jacquard.testkit.ArrayAssert} compares arrays within named tolerances.
@NullMarked
package io.jacquard.testkit;

import org.jspecify.annotations.NullMarked;
