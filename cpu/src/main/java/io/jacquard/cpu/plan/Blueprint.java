package io.jacquard.cpu.plan;

import io.jacquard.ir.Literal;
import java.util.List;

/// What planning has decided about a function. Nothing of it changes any more, so any number of
/// executables can be made from one.
///
/// @param units what runs, in order, and where each value lies
/// @param arenaBytes bytes of the arena, a multiple of 64
/// @param constants fixed data, in the order in which they lie
record Blueprint(List<Unit> units, long arenaBytes, List<Literal> constants) {}
