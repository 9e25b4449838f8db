package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;

/// Indices as i32, moved to where they mean the same: XLA computes with them in their own dtype, in
/// which the size of an axis may not fit.
record Positions(Primitives p) {
    /// A start, which a device moves until its slice fits. One beyond i32 is beyond every array.
    Ssa start(Ssa index) {
        return switch (index.dtype()) {
            case I64 -> p.convert(clamped(index, -1), DType.I32);
            case U32 -> p.convert(clamped(index, 0), DType.I32);
            case I8, U8, I32 -> p.convert(index, DType.I32);
            case F32, F64, BF16, F16, BOOL -> throw new IllegalArgumentException("" + index);
        };
    }

    private Ssa clamped(Ssa index, long low) {
        TensorType type = index.type();
        return p.clamp(p.bits(type, low), index, p.bits(type, Integer.MAX_VALUE));
    }

    /// Indices of slices that are dropped where they lie outside, moved on each axis by a margin.
    ///
    /// @param sizes of the array
    /// @param margins elements before the first on each axis at which a slice still meets the array
    Ssa moved(Ssa indices, GatherDimensions d, IntList sizes, IntList margins) {
        Ssa all = indices;
        if (indices.dtype() == DType.I64) {
            Ssa low = p.bits(indices.type(), Integer.MIN_VALUE);
            all = p.clamp(low, indices, p.bits(indices.type(), Integer.MAX_VALUE));
        } else if (indices.dtype() == DType.U32) {
            all = p.same("stablehlo.minimum", all, p.bits(all.type(), Integer.MAX_VALUE));
        }
        all = p.convert(all, DType.I32);
        IntList map = d.startIndexMap();
        if (map.stream().allMatch(axis -> margins.at(axis) == 0)) {
            return all;
        }
        Ssa low =
                vector(
                        all.type(),
                        d,
                        IntList.generate(map.size(), k -> -1 - margins.at(map.at(k))));
        Ssa high = vector(all.type(), d, IntList.generate(map.size(), k -> sizes.at(map.at(k))));
        Ssa by = vector(all.type(), d, IntList.generate(map.size(), k -> margins.at(map.at(k))));
        return p.add(p.clamp(low, all, high), by);
    }

    // The same vector for all slices.
    private Ssa vector(TensorType indices, GatherDimensions d, IntList values) {
        boolean single = d.indexVectorDim() == indices.rank();
        Literal vector = Literal.of(values.toArray(), values.size());
        return single
                ? p.bits(indices, values.at(0))
                : p.broadcast(p.constant(vector), indices.shape(), IntList.of(d.indexVectorDim()));
    }
}
