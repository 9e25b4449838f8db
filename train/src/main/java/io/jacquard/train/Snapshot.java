package io.jacquard.train;

import io.jacquard.ir.Literal;
import java.util.Map;

/// A copy of the whole state of training.
///
/// @param arrays parameters, optimizer state and sums by name
/// @param step steps done
/// @param epoch epochs done
/// @param position batches of the next epoch done
record Snapshot(Map<String, Literal> arrays, long step, int epoch, int position) {
    Literal array(String name) {
        Literal l = arrays.get(name);
        if (l == null) {
            throw new TrainingException("the checkpoint has no " + name);
        }
        return l;
    }
}
