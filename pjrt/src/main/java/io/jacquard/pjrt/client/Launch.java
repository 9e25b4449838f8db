package io.jacquard.pjrt.client;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jacquard.pjrt.api.Arguments;
import io.jacquard.pjrt.api.Header;
import io.jacquard.pjrt.api.Slot;
import io.jacquard.pjrt.api.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Everything that a run of a program passes, laid out once: a run sets pointers and calls. All of
/// it is used under the client's lock.
public final class Launch {
    private static final Struct OPTIONS = Header.struct("PJRT_ExecuteOptions");

    private final Client client;
    private final MemorySegment call;
    private final MemorySegment arguments;
    private final MemorySegment results;
    private final Arena arena = Arena.ofAuto();

    /// Runs of a program.
    ///
    /// @param arguments how many it takes
    /// @param results how many it gives
    public Launch(Program program, int arguments, int results) {
        this.client = program.client();
        this.arguments = arena.allocate(JAVA_LONG, arguments + 1L);
        this.results = arena.allocate(JAVA_LONG, results + 1L);
        MemorySegment options = OPTIONS.allocate(arena, client.api().minor());
        this.call =
                Arguments.of(client.api(), Slot.LOADED_EXECUTE, arena)
                        .set("executable", program.loaded())
                        .set("options", options.address())
                        .set("argument_lists", pointer(this.arguments))
                        .set("num_devices", 1)
                        .set("num_args", arguments)
                        .set("output_lists", pointer(this.results))
                        .segment();
    }

    private long pointer(MemorySegment to) {
        MemorySegment made = arena.allocate(JAVA_LONG);
        made.set(JAVA_LONG, 0, to.address());
        return made.address();
    }

    /// Sets an argument.
    public void argument(int index, long buffer) {
        arguments.setAtIndex(JAVA_LONG, index, buffer);
    }

    /// Begins a run; what fails later is told when a result is read.
    ///
    /// @throws io.jacquard.pjrt.api.PjrtException if it cannot begin
    public void run() {
        client.api().call(Slot.LOADED_EXECUTE, call);
    }

    /// A result of the run, whose buffer the caller has to destroy.
    public long result(int index) {
        return results.getAtIndex(JAVA_LONG, index);
    }
}
