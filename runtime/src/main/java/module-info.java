/// What a backend offers: devices, buffers and executables.
module io.jacquard.runtime {
    requires static org.jspecify;
    requires transitive io.jacquard.ir;

    exports io.jacquard.runtime;

    uses io.jacquard.runtime.Backend;
}
