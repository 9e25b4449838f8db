package io.jacquard.cpu.onednn;

import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Sees to it that oneDNN uses the calling thread only.
///
/// Normally OpenMP was loaded with that setting and there is nothing to do. If another library
/// brought it into the process first, each thread has to say so for itself.
final class Threads {
    private static final Optional<MethodHandle> SET =
            Library.foreignOpenMp() ? Optional.of(Library.setThreads()) : Optional.empty();

    private Threads() {}

    static void one() {
        if (SET.isPresent()) {
            try {
                SET.get().invokeExact(1);
            } catch (Throwable e) {
                throw Handles.unchecked(e);
            }
        }
    }
}
