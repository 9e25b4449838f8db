/// From a function to a list of work items: fusion, places in memory, and the arena.
///
/// A function passes through four steps. {@link io.jacquard.cpu.plan.Rewrites} brings it into the
/// form this backend likes. {@link io.jacquard.cpu.plan.Grouping} walks it once in order and gives
/// each value a {@link io.jacquard.cpu.plan.Place}: reshapes, transposes, slices and broadcasts
/// only look at memory differently, elementwise operations and reductions gather in groups that
/// become one generated kernel each. {@link io.jacquard.cpu.plan.Destinations} decides which values
/// are written straight into the caller's buffers, {@link io.jacquard.cpu.plan.Arena} gives the
/// others an offset. {@link io.jacquard.cpu.plan.Lowering} makes the items that run.
@NullMarked
package io.jacquard.cpu.plan;

import org.jspecify.annotations.NullMarked;
