/// The `jacquard` command: trains recipes, goes on with interrupted runs, and uses, measures and
/// explains what came out.
///
/// Each command is a class named for it. Results go to standard output, everything else to standard
/// error. {@link io.jacquard.cli.Main} lists the exit codes.
@NullMarked
package io.jacquard.cli;

import org.jspecify.annotations.NullMarked;
