/// The backend for XLA devices, through PJRT plugins.
module io.jacquard.pjrt {
    requires static org.jspecify;
    requires transitive io.jacquard.runtime;

    exports io.jacquard.pjrt;

    provides io.jacquard.runtime.Backend with
            io.jacquard.pjrt.PjrtBackend;
}
