/// The CPU backend.
module io.jacquard.cpu {
    requires static org.jspecify;
    requires transitive io.jacquard.runtime;

    provides io.jacquard.runtime.Backend with
            io.jacquard.cpu.CpuBackend;
}
