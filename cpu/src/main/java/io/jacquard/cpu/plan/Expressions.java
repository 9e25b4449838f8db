package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.BinaryOp;
import io.jacquard.cpu.kernel.CompareOp;
import io.jacquard.cpu.kernel.KernelBuilder;
import io.jacquard.cpu.kernel.ReduceOp;
import io.jacquard.cpu.kernel.UnaryOp;
import io.jacquard.ir.Binary;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Unary;
import java.util.List;

/// Writes operations as nodes of a kernel. bf16 and f16 are computed in f32 and rounded after each
/// operation, so that fusion does not change a result.
final class Expressions {
    private final KernelBuilder kernel;

    Expressions(KernelBuilder kernel) {
        this.kernel = kernel;
    }

    /// The node of an operation.
    ///
    /// @param i the operation
    /// @param x nodes of its operands
    int node(Instruction i, List<Integer> x) {
        int node = plain(i, x);
        return switch (i.result().type().dtype()) {
            case BF16 -> kernel.unary(UnaryOp.ROUND_BF16, node);
            case F16 -> kernel.unary(UnaryOp.ROUND_F16, node);
            case F32, F64, I8, I32, I64, U8, U32, BOOL -> node;
        };
    }

    /// The node of one element of fixed data.
    int constant(Literal data, int index) {
        DType dtype = data.type().dtype();
        return dtype.isFloat()
                ? kernel.constant(computed(dtype), data.get(index))
                : kernel.constant(dtype, data.getLong(index));
    }

    /// The dtype in which values of a dtype are computed.
    static DType computed(DType dtype) {
        return dtype == DType.BF16 || dtype == DType.F16 ? DType.F32 : dtype;
    }

    private int plain(Instruction i, List<Integer> x) {
        return switch (i.op()) {
            case Unary u -> unary(u, x.getFirst());
            case Binary b -> kernel.binary(binary(b), x.getFirst(), x.getLast());
            case Elementwise.Compare c ->
                    kernel.compare(compare(c.direction()), x.getFirst(), x.getLast());
            case Elementwise.Select _ -> kernel.select(x.getFirst(), x.get(1), x.getLast());
            case Elementwise.Clamp _ ->
                    kernel.binary(
                            BinaryOp.MINIMUM,
                            kernel.binary(BinaryOp.MAXIMUM, x.get(1), x.getFirst()),
                            x.getLast());
            case Elementwise.BitcastConvert c -> kernel.bitcast(x.getFirst(), c.dtype());
            case Elementwise.ReducePrecision r ->
                    new Narrowing(kernel, i.operandTypes().getFirst().dtype(), r).of(x.getFirst());
            case Elementwise.Convert c -> kernel.convert(x.getFirst(), computed(c.dtype()));
            case Reduction.Reduce r -> kernel.reduce(reduce(r.reducer()), x.getFirst());
            default -> throw new IllegalArgumentException("no kernel node for " + i.op().name());
        };
    }

    private int unary(Unary op, int x) {
        return switch (op) {
            case Unary.Real r -> kernel.real(r, x);
            case Unary.Abs _ -> kernel.unary(UnaryOp.ABS, x);
            case Unary.CountLeadingZeros _ -> kernel.unary(UnaryOp.CLZ, x);
            case Unary.IsFinite _ -> kernel.unary(UnaryOp.IS_FINITE, x);
            case Unary.Negate _ -> kernel.unary(UnaryOp.NEGATE, x);
            case Unary.Not _ -> kernel.unary(UnaryOp.NOT, x);
            case Unary.Popcnt _ -> kernel.unary(UnaryOp.POPCNT, x);
            case Unary.Sign _ -> kernel.unary(UnaryOp.SIGN, x);
        };
    }

    private static BinaryOp binary(Binary op) {
        return switch (op) {
            case Binary.Add _ -> BinaryOp.ADD;
            case Binary.Subtract _ -> BinaryOp.SUBTRACT;
            case Binary.Multiply _ -> BinaryOp.MULTIPLY;
            case Binary.Divide _ -> BinaryOp.DIVIDE;
            case Binary.Remainder _ -> BinaryOp.REMAINDER;
            case Binary.Maximum _ -> BinaryOp.MAXIMUM;
            case Binary.Minimum _ -> BinaryOp.MINIMUM;
            case Binary.Power _ -> BinaryOp.POWER;
            case Binary.Atan2 _ -> BinaryOp.ATAN2;
            case Binary.And _ -> BinaryOp.AND;
            case Binary.Or _ -> BinaryOp.OR;
            case Binary.Xor _ -> BinaryOp.XOR;
            case Binary.ShiftLeft _ -> BinaryOp.SHIFT_LEFT;
            case Binary.ShiftRightArithmetic _ -> BinaryOp.SHIFT_RIGHT_ARITHMETIC;
            case Binary.ShiftRightLogical _ -> BinaryOp.SHIFT_RIGHT_LOGICAL;
        };
    }

    private static CompareOp compare(Elementwise.Direction direction) {
        return switch (direction) {
            case EQ -> CompareOp.EQ;
            case NE -> CompareOp.NE;
            case GE -> CompareOp.GE;
            case GT -> CompareOp.GT;
            case LE -> CompareOp.LE;
            case LT -> CompareOp.LT;
        };
    }

    static ReduceOp reduce(Reduction.Reducer reducer) {
        return switch (reducer) {
            case ADD -> ReduceOp.SUM;
            case MULTIPLY -> ReduceOp.PRODUCT;
            case MAXIMUM -> ReduceOp.MAXIMUM;
            case MINIMUM -> ReduceOp.MINIMUM;
            case AND -> ReduceOp.AND;
            case OR -> ReduceOp.OR;
        };
    }
}
