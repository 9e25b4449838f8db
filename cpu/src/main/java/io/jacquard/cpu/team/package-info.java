/// Our own threads: a team that runs the tasks of one phase after the other.
///
/// What a task computes is fixed by the task's number alone. Which thread runs it is left to
/// chance, so no policy in here can change a bit of a result.
@NullMarked
package io.jacquard.cpu.team;

import org.jspecify.annotations.NullMarked;
