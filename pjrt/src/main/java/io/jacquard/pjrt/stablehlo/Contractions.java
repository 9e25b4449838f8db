package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.Contraction;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Products: of 16-bit floats with a result in f32 that is rounded once, so that they accumulate in
/// f32 on every device; of f32 in the precision that is asked for. Products over nothing are 0
/// without an operation.
///
/// @param p writes
/// @param precision of f32
record Contractions(Primitives p, Precision precision) {
    Ssa of(Contraction op, Ssa l, Ssa r, TensorType result) {
        if (l.isEmpty() || r.isEmpty()) {
            return p.splat(result, 0);
        }
        TensorType wide =
                result.dtype().isFloat() && result.dtype().bytes() == 2
                        ? result.with(DType.F32)
                        : result;
        Ssa product =
                switch (op) {
                    case Contraction.DotGeneral d -> dot(d, l, r, wide);
                    case Contraction.Convolution c -> convolution(c, l, r, wide);
                };
        return p.convert(product, result.dtype());
    }

    private String level(Ssa x) {
        return x.dtype() == DType.F32 ? precision.name() : Precision.DEFAULT.name();
    }

    private Ssa dot(Contraction.DotGeneral op, Ssa l, Ssa r, TensorType result) {
        String batching =
                op.lhsBatching().size() == 0
                        ? ""
                        : "batching_dims = %s x %s, ".formatted(op.lhsBatching(), op.rhsBatching());
        return p.code()
                .let(
                        result,
                        "stablehlo.dot_general %s, %s, %scontracting_dims = %s x %s, precision = [%s, %s] : %s"
                                .formatted(
                                        l,
                                        r,
                                        batching,
                                        op.lhsContracting(),
                                        op.rhsContracting(),
                                        level(l),
                                        level(r),
                                        Code.signature(result, l, r)));
    }

    private Ssa convolution(Contraction.Convolution op, Ssa l, Ssa r, TensorType result) {
        String dimensions =
                axes(op.lhs(), "b", "f")
                        + "x"
                        + axes(op.rhs(), "o", "i")
                        + "->"
                        + axes(op.out(), "b", "f");
        String level = "#stablehlo<precision %s>".formatted(level(l));
        String attributes =
                "{batch_group_count = %d : i64, feature_group_count = %d : i64, precision_config = [%s, %s]}"
                        .formatted(op.batchGroups(), op.featureGroups(), level, level);
        return p.code()
                .let(
                        result,
                        "stablehlo.convolution(%s, %s) dim_numbers = %s, window = {%s} %s : %s"
                                .formatted(
                                        l,
                                        r,
                                        dimensions,
                                        window(op.window()),
                                        attributes,
                                        Code.signature(result, l, r)));
    }

    private static String axes(Contraction.Axes axes, String outer, String feature) {
        String[] names = new String[axes.spatial().size() + 2];
        names[axes.outer()] = outer;
        names[axes.feature()] = feature;
        for (int i = 0; i < axes.spatial().size(); i++) {
            names[axes.spatial().at(i)] = "" + i;
        }
        return Arrays.stream(names).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String window(Contraction.Window w) {
        if (w.strides().size() == 0) {
            return "";
        }
        List<Boolean> reverse = w.strides().stream().mapToObj(_ -> false).toList();
        IntList high = w.high();
        return "stride = %s, pad = %s, lhs_dilate = %s, rhs_dilate = %s, reverse = %s"
                .formatted(
                        w.strides(),
                        Attributes.pairs(w.low(), high),
                        w.lhsDilation(),
                        w.rhsDilation(),
                        reverse);
    }
}
