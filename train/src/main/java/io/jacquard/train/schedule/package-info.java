/// Learning rates that change from step to step.
@NullMarked
package io.jacquard.train.schedule;

import org.jspecify.annotations.NullMarked;
