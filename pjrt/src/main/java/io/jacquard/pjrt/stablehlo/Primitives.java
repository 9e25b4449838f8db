package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// StableHLO's own operations, each written as it is.
final class Primitives {
    private final Code code;
    private final Map<String, Literal> scalars = new HashMap<>();

    Primitives(Code code) {
        this.code = code;
    }

    Code code() {
        return code;
    }

    /// Fixed data. Bools go through bytes, whose form in text is the same in all versions.
    Ssa constant(Literal value) {
        if (value.type().dtype() == DType.BOOL
                && !Constants.isSplat(value)
                && value.elements() > 0) {
            TensorType bytes = value.type().with(DType.U8);
            Ssa read = constant(Literal.of(bytes, value.segment()));
            return compare(Direction.NE, read, splat(bytes, 0));
        }
        String type = Types.of(value.type());
        Ssa made =
                code.let(
                        value.type(),
                        "stablehlo.constant %s : %s".formatted(Constants.dense(value), type));
        if (value.elements() > 0 && Constants.isSplat(value)) {
            scalars.put(made.name(), Constants.first(value));
        }
        return made;
    }

    /// The same number everywhere, rounded to the dtype.
    Ssa splat(TensorType type, double number) {
        return splat(type.shape(), Literal.scalar(type.dtype(), number));
    }

    /// The same integer everywhere, by its low bits.
    Ssa bits(TensorType type, long value) {
        return splat(type.shape(), Constants.integer(type.dtype(), value));
    }

    Ssa splat(Shape shape, Literal scalar) {
        TensorType type = scalar.type().with(shape);
        String value = type.shape().elements() == 0 ? "dense<>" : Constants.dense(scalar);
        Ssa made = code.let(type, "stablehlo.constant %s : %s".formatted(value, Types.of(type)));
        scalars.put(made.name(), scalar);
        return made;
    }

    /// The number that all elements of a value are known to be.
    Optional<Literal> scalar(Ssa value) {
        return Optional.ofNullable(scalars.get(value.name()));
    }

    /// An operation whose operands and result have one type.
    Ssa same(String op, Ssa... operands) {
        TensorType type = operands[0].type();
        return code.let(
                type, "%s %s : %s".formatted(op, Code.names(List.of(operands)), Types.of(type)));
    }

    Ssa add(Ssa x, Ssa y) {
        return same("stablehlo.add", x, y);
    }

    Ssa subtract(Ssa x, Ssa y) {
        return same("stablehlo.subtract", x, y);
    }

    Ssa and(Ssa x, Ssa y) {
        return same("stablehlo.and", x, y);
    }

    Ssa or(Ssa x, Ssa y) {
        return same("stablehlo.or", x, y);
    }

    Ssa not(Ssa x) {
        return same("stablehlo.not", x);
    }

    Ssa compare(Direction direction, Ssa x, Ssa y) {
        DType dtype = x.dtype();
        String kind =
                dtype.isFloat()
                        ? "FLOAT"
                        : dtype.isUnsigned() || dtype == DType.BOOL ? "UNSIGNED" : "SIGNED";
        TensorType result = x.type().with(DType.BOOL);
        return code.let(
                result,
                "stablehlo.compare %s, %s, %s, %s : %s"
                        .formatted(direction, x, y, kind, Code.signature(result, x, y)));
    }

    /// Whether an element is NaN.
    Ssa isNan(Ssa x) {
        return compare(Direction.NE, x, x);
    }

    Ssa select(Ssa condition, Ssa yes, Ssa no) {
        return code.let(
                yes.type(),
                "stablehlo.select %s, %s, %s : %s, %s"
                        .formatted(
                                condition,
                                yes,
                                no,
                                Types.of(condition.type()),
                                Types.of(yes.type())));
    }

    Ssa clamp(Ssa low, Ssa x, Ssa high) {
        return same("stablehlo.clamp", low, x, high);
    }

    /// StableHLO's conversion, whose meaning outside of the range is the plugin's.
    Ssa convert(Ssa x, DType dtype) {
        return x.dtype() == dtype ? x : simple("stablehlo.convert", x.type().with(dtype), x);
    }

    Ssa bitcast(Ssa x, TensorType type) {
        return simple("stablehlo.bitcast_convert", type, x);
    }

    Ssa reshape(Ssa x, Shape shape) {
        return x.shape().equals(shape) ? x : simple("stablehlo.reshape", x.type().with(shape), x);
    }

    Ssa iota(TensorType type, int axis) {
        return code.let(type, "stablehlo.iota dim = %d : %s".formatted(axis, Types.of(type)));
    }

    Ssa transpose(Ssa x, IntList permutation) {
        if (permutation.equals(IntList.range(0, x.rank()))) {
            return x;
        }
        return shaped(new Shaping.Transpose(permutation), "dims = " + permutation, x);
    }

    Ssa broadcast(Ssa x, Shape shape, IntList dimensions) {
        Ssa made = shaped(new Shaping.BroadcastInDim(shape, dimensions), "dims = " + dimensions, x);
        scalar(x).ifPresent(l -> scalars.put(made.name(), l));
        return made;
    }

    Ssa slice(Ssa x, Shaping.Slice op) {
        StringBuilder ranges = new StringBuilder("[");
        for (int i = 0; i < x.rank(); i++) {
            ranges.append(i == 0 ? "" : ", ")
                    .append(op.starts().at(i))
                    .append(':')
                    .append(op.limits().at(i));
            if (op.strides().at(i) != 1) {
                ranges.append(':').append(op.strides().at(i));
            }
        }
        TensorType type = op.infer(List.of(x.type())).getFirst();
        return code.let(
                type, "stablehlo.slice %s %s] : %s".formatted(x, ranges, Code.signature(type, x)));
    }

    Ssa pad(Ssa x, Ssa value, Shaping.Pad op) {
        return shaped(
                op,
                "low = %s, high = %s, interior = %s".formatted(op.low(), op.high(), op.interior()),
                x,
                value);
    }

    /// An operation without attributes in the text.
    Ssa simple(String op, TensorType result, Ssa... operands) {
        return code.let(
                result,
                "%s %s : %s"
                        .formatted(
                                op,
                                Code.names(List.of(operands)),
                                Code.signature(result, operands)));
    }

    /// An operation whose type its record infers.
    Ssa shaped(Shaping op, String attributes, Ssa... operands) {
        List<TensorType> types = List.of(operands).stream().map(Ssa::type).toList();
        TensorType result = op.infer(types).getFirst();
        return code.let(
                result,
                "stablehlo.%s %s, %s : %s"
                        .formatted(
                                op.name(),
                                Code.names(List.of(operands)),
                                attributes,
                                Code.signature(result, operands)));
    }
}
