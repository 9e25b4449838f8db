package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.Attention;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The text of a call of cuDNN's fused attention as XLA for CUDA takes it.
///
/// | call | operands | results |
/// |---|---|---|
/// | forward | q, k, v, bias? | y, statistics?, workspace |
/// | backward | q, k, v, statistics, dy, bias?, y | dq, dk, dv, dbias?, workspace |
///
/// Operands q, k, v, y and dy are `[batch, time, heads, size]`, a bias `[batch or 1, heads or 1,
/// queries, keys]`, the statistics of the softmax f32 `[batch, heads, queries]`. Results of four
/// axes are `[batch, heads, time, size]`, in memory as `[batch, time, heads, size]`.
///
/// @param p writes
/// @param op the attention
/// @param operands in that order
record CudnnCall(Primitives p, Attention op, List<Ssa> operands) {
    private static final int WITHOUT_BIAS = 3;
    private static final int BACKWARD_WITHOUT_BIAS = 6;
    private static final IntList BY_TIME = IntList.of(3, 1, 2, 0);

    List<Ssa> forward(List<TensorType> results) {
        String products =
                product("bmm1", 3, 3, "\"0\", \"2\"")
                        + ", "
                        + product("bmm2", 3, 1, "\"0\", \"1\"");
        return call(operands.size() > WITHOUT_BIAS, "", products, results, 1);
    }

    List<Ssa> backward(List<TensorType> results) {
        String products =
                String.join(
                        ", ",
                        product("bmm1_grad_gemm1", 2, 1, "\"0\", \"1\""),
                        product("bmm1_grad_gemm2", 3, 1, "\"0\", \"1\""),
                        product("bmm2_grad_gemm1", 2, 1, "\"0\", \"1\""),
                        product("bmm2_grad_gemm2", 3, 3, "\"0\", \"2\""));
        boolean biased = operands.size() > BACKWARD_WITHOUT_BIAS;
        return call(biased, "Backward", products, results, 3);
    }

    // Axes of batch and heads are 0 and 1 in the shares, 0 and 2 elsewhere.
    private static String product(String name, int left, int right, String batching) {
        return """
        "%s_dot_dimension_numbers": {"lhs_contracting_dimensions": ["%d"], \
        "rhs_contracting_dimensions": ["%d"], "lhs_batch_dimensions": [%s], \
        "rhs_batch_dimensions": ["0", "2"]}\
        """
                .formatted(name, left, right, batching);
    }

    private List<Ssa> call(
            boolean biased,
            String direction,
            String products,
            List<TensorType> results,
            int byTime) {
        String target = "__cudnn$fmha%sSoftmax%s".formatted(biased ? "ScaleBias" : "", direction);
        String given =
                operands.stream()
                        .map(x -> layout(rowMajor(x.rank())))
                        .collect(Collectors.joining(", "));
        String made =
                IntStream.range(0, results.size())
                        .mapToObj(
                                i -> layout(i < byTime ? BY_TIME : rowMajor(results.get(i).rank())))
                        .collect(Collectors.joining(", "));
        return p.code()
                .let(
                        results,
                        "stablehlo.custom_call @%s(%s) {api_version = 2 : i32, backend_config = \"%s\", operand_layouts = [%s], result_layouts = [%s]} : (%s) -> (%s)"
                                .formatted(
                                        target,
                                        Code.names(operands),
                                        config(products).replace("\"", "\\22"),
                                        given,
                                        made,
                                        Code.types(operands),
                                        Types.list(results)));
    }

    private String config(String products) {
        Shape q = operands.get(0).shape();
        String scores =
                IntStream.of(q.size(0), q.size(2), q.size(1), operands.get(1).shape().size(1))
                        .mapToObj(size -> "\"" + size + "\"")
                        .collect(Collectors.joining(", "));
        String dtype = operands.getFirst().dtype() == DType.BF16 ? "BF16" : "F16";
        String mask = op.causal() ? "CAUSAL" : "NO_MASK";
        return """
        {"operation_queue_id": "0", "cudnn_fmha_backend_config": {"algorithm": {"algo_id": "0", \
        "math_type": "TENSOR_OP_MATH", "tuning_knobs": {"17": "1", "24": "0"}, \
        "is_cudnn_frontend": true, "workspace_size": "0"}, "fmha_scale": %s, \
        "intermediate_tensor_shape": {"element_type": "%s", "dimensions": [%s], \
        "tuple_shapes": [], "layout": {"dim_level_types": [], "dim_unique": [], \
        "dim_ordered": [], "minor_to_major": ["3", "2", "1", "0"], "tiles": [], \
        "element_size_in_bits": "0", "memory_space": "0", \
        "index_primitive_type": "PRIMITIVE_TYPE_INVALID", \
        "pointer_primitive_type": "PRIMITIVE_TYPE_INVALID", \
        "dynamic_shape_metadata_prefix_bytes": "0"}, \
        "is_dynamic_dimension": [false, false, false, false]}, "is_flash_attention": true, \
        "mask_type": "%s", %s, "dropout_rate": 0.0, "seed": 42, "sliding_window_length": 0, \
        "max_seg_per_batch": 1, "is_paged_attention": false}}\
        """
                .formatted(op.scale(), dtype, scores, mask, products);
    }

    private static IntList rowMajor(int rank) {
        return IntList.generate(rank, i -> rank - 1 - i);
    }

    private static String layout(IntList minorToMajor) {
        int rank = minorToMajor.size();
        String axes = rank == 1 ? "0" : minorToMajor.toString();
        return "dense<%s> : tensor<%dxindex>".formatted(axes, rank);
    }
}
