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
            case Unary u -> kernel.unary(unary(u), x.getFirst());
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

    private static UnaryOp unary(Unary op) {
        return switch (op) {
            case Unary.Abs _ -> UnaryOp.ABS;
            case Unary.Cbrt _ -> UnaryOp.CBRT;
            case Unary.Ceil _ -> UnaryOp.CEIL;
            case Unary.Cosine _ -> UnaryOp.COSINE;
            case Unary.CountLeadingZeros _ -> UnaryOp.CLZ;
            case Unary.Erf _ -> UnaryOp.ERF;
            case Unary.Exponential _ -> UnaryOp.EXP;
            case Unary.ExponentialMinusOne _ -> UnaryOp.EXPM1;
            case Unary.Floor _ -> UnaryOp.FLOOR;
            case Unary.IsFinite _ -> UnaryOp.IS_FINITE;
            case Unary.Log _ -> UnaryOp.LOG;
            case Unary.LogPlusOne _ -> UnaryOp.LOG1P;
            case Unary.Logistic _ -> UnaryOp.LOGISTIC;
            case Unary.Negate _ -> UnaryOp.NEGATE;
            case Unary.Not _ -> UnaryOp.NOT;
            case Unary.Popcnt _ -> UnaryOp.POPCNT;
            case Unary.RoundNearestAfz _ -> UnaryOp.ROUND_AWAY;
            case Unary.RoundNearestEven _ -> UnaryOp.ROUND_EVEN;
            case Unary.Rsqrt _ -> UnaryOp.RSQRT;
            case Unary.Sign _ -> UnaryOp.SIGN;
            case Unary.Sine _ -> UnaryOp.SINE;
            case Unary.Sqrt _ -> UnaryOp.SQRT;
            case Unary.Tan _ -> UnaryOp.TAN;
            case Unary.Tanh _ -> UnaryOp.TANH;
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
