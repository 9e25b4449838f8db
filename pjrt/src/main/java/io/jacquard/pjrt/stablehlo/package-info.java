/// Functions as StableHLO text, which XLA compiles.
///
/// The text means what the interpreter computes; where XLA's meaning of an operation differs, more
/// operations are written so that the bits are ours.
@NullMarked
package io.jacquard.pjrt.stablehlo;

import org.jspecify.annotations.NullMarked;
