/// Rewritings of functions that keep their meaning: every result keeps its bits.
///
/// A {@link io.jacquard.ir.pass.Pass} takes a function and returns another with the same parameters
/// and results. {@link io.jacquard.ir.pass.Passes#standard} is what a backend runs before it
/// compiles. "The same bits" is measured with the interpreter; the only freedom taken is the
/// payload of a NaN. So `x + 0` stays, because it turns -0 into 0, while `x * 1` becomes `x`.
@NullMarked
package io.jacquard.ir.pass;

import org.jspecify.annotations.NullMarked;
