package io.jacquard.cpu;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Says which operations the interpreter answers, so that none is slow in silence: in every compile
/// report once, and in the log the first time.
final class Interpreted {
    private final System.Logger log;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Interpreted(System.Logger log) {
        this.log = log;
    }

    /// The notes of a compile report, one an operation.
    ///
    /// @param first names of operations, with what the first of each is and where it was traced
    List<String> notes(Map<String, String> first) {
        List<String> notes = new ArrayList<>();
        first.forEach((name, where) -> {
            String note = "%s runs on the interpreter, first %s".formatted(name, where);
            notes.add(note);
            if (told.add(name)) {
                log.log(Level.INFO, note);
            }
        });
        return notes;
    }
}
