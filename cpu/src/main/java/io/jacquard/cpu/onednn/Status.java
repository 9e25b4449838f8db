package io.jacquard.cpu.onednn;

import java.util.function.Supplier;

/// The result of a call, in the order of oneDNN's `dnnl_status_t`.
enum Status {
    SUCCESS,
    OUT_OF_MEMORY,
    INVALID_ARGUMENTS,
    UNIMPLEMENTED,
    LAST_IMPL_REACHED,
    RUNTIME_ERROR,
    NOT_REQUIRED,
    INVALID_GRAPH,
    INVALID_GRAPH_OP,
    INVALID_SHAPE,
    INVALID_DATA_TYPE;

    private static final Status[] VALUES = values();

    static void check(int status, Supplier<String> what) {
        if (status != 0) {
            throw new OnednnException("[onednn] " + what.get() + ": " + name(status));
        }
    }

    private static String name(int status) {
        return status > 0 && status < VALUES.length ? VALUES[status].name() : "status " + status;
    }
}
