package io.jacquard.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// The functions of oneDNN's C API (version 3) that are used here, one method handle each.
///
/// Pointers are passed as plain 64-bit numbers: every object behind them has one owner in
/// [Handles], and a check per call would cost more than a small primitive does.
final class Dnnl {
    private static final MemoryLayout POINTER = JAVA_LONG;
    private static final MemoryLayout INT = JAVA_INT;
    private static final MemoryLayout FLOAT = JAVA_FLOAT;

    static final MethodHandle CPU_ISA =
            Library.handle("dnnl_get_effective_cpu_isa", FunctionDescriptor.of(JAVA_INT));
    static final MethodHandle ENGINE_CREATE = of("engine_create", POINTER, INT, JAVA_LONG);
    static final MethodHandle STREAM_CREATE = of("stream_create", POINTER, POINTER, INT);
    static final MethodHandle STREAM_DESTROY = of("stream_destroy", POINTER);

    static final MethodHandle MD_STRIDES =
            of("memory_desc_create_with_strides", POINTER, INT, POINTER, INT, POINTER);
    static final MethodHandle MD_TAG =
            of("memory_desc_create_with_tag", POINTER, INT, POINTER, INT, INT);
    static final MethodHandle MD_SUBMEMORY =
            of("memory_desc_create_submemory", POINTER, POINTER, POINTER, POINTER);
    static final MethodHandle MD_DESTROY = of("memory_desc_destroy", POINTER);
    static final MethodHandle MD_QUERY = of("memory_desc_query", POINTER, INT, POINTER);
    static final MethodHandle MD_EQUAL = of("memory_desc_equal", POINTER, POINTER);
    static final MethodHandle MD_SIZE =
            Library.handle(
                    "dnnl_memory_desc_get_size", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));

    static final MethodHandle MEMORY_CREATE =
            of("memory_create", POINTER, POINTER, POINTER, POINTER);
    static final MethodHandle MEMORY_POINT = of("memory_set_data_handle", POINTER, POINTER);
    static final MethodHandle MEMORY_DESTROY = of("memory_destroy", POINTER);

    static final MethodHandle ATTR_CREATE = of("primitive_attr_create", POINTER);
    static final MethodHandle ATTR_DESTROY = of("primitive_attr_destroy", POINTER);
    static final MethodHandle ATTR_SCRATCHPAD =
            of("primitive_attr_set_scratchpad_mode", POINTER, INT);
    static final MethodHandle ATTR_POST_OPS = of("primitive_attr_set_post_ops", POINTER, POINTER);
    static final MethodHandle ATTR_FPMATH = of("primitive_attr_set_fpmath_mode", POINTER, INT);
    static final MethodHandle ATTR_DETERMINISTIC =
            of("primitive_attr_set_deterministic", POINTER, INT);
    static final MethodHandle POST_OPS_CREATE = of("post_ops_create", POINTER);
    static final MethodHandle POST_OPS_DESTROY = of("post_ops_destroy", POINTER);
    static final MethodHandle POST_OPS_ELTWISE =
            of("post_ops_append_eltwise", POINTER, INT, FLOAT, FLOAT);
    static final MethodHandle POST_OPS_BINARY = of("post_ops_append_binary", POINTER, INT, POINTER);
    static final MethodHandle POST_OPS_SUM = of("post_ops_append_sum", POINTER, FLOAT, INT, INT);

    static final MethodHandle MATMUL =
            of(
                    "matmul_primitive_desc_create",
                    POINTER,
                    POINTER,
                    POINTER,
                    POINTER,
                    POINTER,
                    POINTER,
                    POINTER);
    static final MethodHandle REORDER =
            of(
                    "reorder_primitive_desc_create",
                    POINTER,
                    POINTER,
                    POINTER,
                    POINTER,
                    POINTER,
                    POINTER);
    static final MethodHandle CONVOLUTION_FORWARD =
            of("convolution_forward_primitive_desc_create", signature("PPIIPPPPPPPPP"));
    static final MethodHandle CONVOLUTION_BACKWARD_DATA =
            of("convolution_backward_data_primitive_desc_create", signature("PPIPPPPPPPPP"));
    static final MethodHandle CONVOLUTION_BACKWARD_WEIGHTS =
            of("convolution_backward_weights_primitive_desc_create", signature("PPIPPPPPPPPPP"));
    static final MethodHandle POOLING_FORWARD =
            of("pooling_forward_primitive_desc_create", signature("PPIIPPPPPPPP"));
    static final MethodHandle POOLING_BACKWARD =
            of("pooling_backward_primitive_desc_create", signature("PPIPPPPPPPPP"));

    static final MethodHandle DESC_QUERY = of("primitive_desc_query", POINTER, INT, INT, POINTER);
    static final MethodHandle DESC_QUERY_MD =
            Library.handle(
                    "dnnl_primitive_desc_query_md",
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT));
    static final MethodHandle DESC_DESTROY = of("primitive_desc_destroy", POINTER);
    static final MethodHandle PRIMITIVE_CREATE = of("primitive_create", POINTER, POINTER);
    static final MethodHandle PRIMITIVE_DESTROY = of("primitive_destroy", POINTER);
    static final MethodHandle EXECUTE = of("primitive_execute", POINTER, POINTER, INT, POINTER);

    private Dnnl() {}

    private static MethodHandle of(String name, MemoryLayout... parameters) {
        return Library.handle("dnnl_" + name, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    /// Spells a long parameter list: `P` a pointer, `I` an int.
    private static MemoryLayout[] signature(String letters) {
        return Arrays.stream(letters.split(""))
                .map(c -> c.equals("P") ? POINTER : INT)
                .toArray(MemoryLayout[]::new);
    }
}
