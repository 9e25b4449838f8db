package io.jacquard.cpu.onednn;

/// The one CPU engine of the process. It lives as long as the process does.
final class Engine {
    private static final int CPU = 1;

    /// The engine's pointer.
    static final long HANDLE =
            Handles.call(
                    () -> "create the CPU engine",
                    cell -> (int) Dnnl.ENGINE_CREATE.invokeExact(cell, CPU, 0L));

    private Engine() {}
}
