/// What a backend offers: devices, buffers and executables.
module io.jacquard.runtime {
    requires static org.jspecify;
    requires transitive io.jacquard.ir;

    exports io.jacquard.runtime;

    uses io.jacquard.runtime.Backend;

    provides io.jacquard.runtime.Backend with
            io.jacquard.runtime.reference.ReferenceBackend;
}
