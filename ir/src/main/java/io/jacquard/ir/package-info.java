/// The intermediate representation: immutable graphs of typed operations.
///
/// A program has three times. At **trace** time Java code runs and a {@link io.jacquard.ir.Builder}
/// records each operation as an {@link io.jacquard.ir.Instruction}; shapes and dtypes are checked
/// there, at the user's line. At **compile** time a {@link io.jacquard.ir.Function} is rewritten
/// (gradients, simplification) and turned into an executable by a backend. At **run** time the
/// executable works on buffers and no Java of the user runs.
///
/// Operations are records in sealed families under {@link io.jacquard.ir.Op}; names and attributes
/// are StableHLO's, so its specification is the manual. The shape rule stands on the operation.
@NullMarked
package io.jacquard.ir;

import org.jspecify.annotations.NullMarked;
