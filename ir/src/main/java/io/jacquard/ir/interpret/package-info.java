/// The meaning of every operation in plain Java: the oracle that all backends are compared with.
///
/// Floats are computed in f64 and rounded once to their dtype; integers are computed in 64 bits and
/// wrap. Transcendental functions are those of {@link StrictMath}, so results do not depend on the
/// machine.
@NullMarked
package io.jacquard.ir.interpret;

import org.jspecify.annotations.NullMarked;
