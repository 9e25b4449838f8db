/// oneDNN through the foreign-function API: a small, hand-written binding, and on top of it the
/// operations the planner uses.
///
/// Each operation (`Matmul`, `Convolution`, `Pooling`) cuts itself into slices by its shape alone,
/// never by the number of threads. A slice is one primitive that was created for one thread and
/// runs on one thread, and every reduction across slices happens in a fixed order. So the bits of a
/// result depend on shape and instruction set only; threads merely decide who runs a slice.
///
/// Everything is created once. Running a slice is a single call into oneDNN without allocation.
@NullMarked
package io.jacquard.cpu.onednn;

import org.jspecify.annotations.NullMarked;
