package io.jacquard.train;

import io.jacquard.ir.Literal;
import java.util.Map;
import java.util.Optional;

/// A copy of the whole state of training.
///
/// @param arrays parameters, optimizer state and sums by name
/// @param step steps done
/// @param epoch epochs done
/// @param position batches of the next epoch done
record Snapshot(Map<String, Literal> arrays, long step, int epoch, int position) {
    /// The name of the first parameter, or of its optimizer state, in which a number is infinite or
    /// not a number. A metric may be that.
    Optional<String> notFinite() {
        return arrays.entrySet().stream()
                .filter(e -> !e.getKey().startsWith("sums.") && !isFinite(e.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// True unless a number is infinite or not a number.
    static boolean isFinite(Literal l) {
        if (!l.type().dtype().isFloat()) {
            return true;
        }
        for (int i = 0; i < l.elements(); i++) {
            if (!Double.isFinite(l.get(i))) {
                return false;
            }
        }
        return true;
    }

    Literal array(String name) {
        Literal l = arrays.get(name);
        if (l == null) {
            throw new TrainingException("the checkpoint has no " + name);
        }
        return l;
    }
}
