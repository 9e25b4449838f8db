package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.List;

/// How two elements become one, for reductions of all kinds.
///
/// Sums and products of 16-bit floats are computed in f32.
///
/// @param reducer how
record Combining(Reducer reducer) {
    /// The operation's name.
    String op() {
        return "stablehlo."
                + switch (reducer) {
                    case ADD -> "add";
                    case MULTIPLY -> "multiply";
                    case MAXIMUM -> "maximum";
                    case MINIMUM -> "minimum";
                    case AND -> "and";
                    case OR -> "or";
                };
    }

    /// The dtype to compute in.
    DType wide(DType dtype) {
        boolean rounds = reducer == Reducer.ADD || reducer == Reducer.MULTIPLY;
        return rounds && dtype.isFloat() && dtype.bytes() == 2 ? DType.F32 : dtype;
    }

    /// What changes nothing, for a dtype.
    Literal identity(DType dtype) {
        double value = reducer.identity(dtype);
        return dtype.isFloat()
                ? Literal.scalar(dtype, value)
                : Constants.integer(dtype, (long) value);
    }

    /// The identity as a scalar.
    Ssa start(Primitives p, DType dtype) {
        return p.splat(Shape.SCALAR, identity(dtype));
    }

    /// Two elements or arrays combined.
    Ssa apply(Primitives p, Ssa x, Ssa y) {
        return p.same(op(), x, y);
    }

    /// The code that combines two scalars.
    Region region(Primitives p, DType dtype) {
        TensorType scalar = TensorType.of(dtype);
        return new Region(
                List.of(scalar, scalar), xs -> List.of(apply(p, xs.getFirst(), xs.getLast())));
    }
}
