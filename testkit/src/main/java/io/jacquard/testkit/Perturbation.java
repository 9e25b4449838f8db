package io.jacquard.testkit;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A function whose every rounding goes another way: what its results then do shows how far results
/// of another backend, which rounds otherwise, may be away.
final class Perturbation {
    private final Random random;
    private final boolean ties;
    private final boolean flushes;

    private Perturbation(long seed, boolean flushes) {
        this.random = new Random(seed);
        this.ties = seed % 2 == 0;
        this.flushes = flushes;
    }

    /// A copy of a function in which each inexact result, and each term of a sum, is multiplied by
    /// a number near 1: at most a few units in the last place away.
    static Function of(Function function, long seed) {
        return new Perturbation(seed, false).copy(function);
    }

    /// The same where subnormal operands and results of arithmetic are 0.
    static Function flushing(Function function, long seed) {
        return new Perturbation(seed, true).copy(function);
    }

    private Function copy(Function f) {
        Builder b = new Builder(f.name());
        Map<Value, Value> map = new HashMap<>();
        f.parameters().forEach(p -> map.put(p, b.parameter(p.name(), p.type())));
        for (Instruction i : f.instructions()) {
            List<Value> operands = new ArrayList<>();
            for (Value v : i.operands()) {
                Value now = flushed(b, i.op(), map.getOrDefault(v, v));
                operands.add(isSum(i.op()) ? changed(b, now) : now);
            }
            List<? extends Value> made = append(b, i.op(), operands);
            for (int n = 0; n < made.size(); n++) {
                Value result = rounded(b, i.op(), made.get(n));
                Value whole = cancelled(b, i.op(), operands, result);
                map.put(i.results().get(n), flushed(b, i.op(), whole));
            }
        }
        return b.build(f.results().stream().map(v -> map.getOrDefault(v, v)).toList());
    }

    private List<? extends Value> append(Builder b, Op op, List<Value> operands) {
        return switch (op) {
            case Control c -> b.append(c.map(this::copy), operands).results();
            case Contraction.Convolution c -> padded(b, c, operands).results();
            case Elementwise.BitcastConvert _ ->
                    b.append(op, List.of(numbers(b, operands))).results();
            case Elementwise.Compare _ when ties -> b.append(op, tied(b, operands)).results();
            case Composite c when ties -> inPieces(b, c, operands);
            case Fft _ when ties ->
                    b.append(op, operands.stream().map(v -> finite(b, v)).toList()).results();
            default -> b.append(op, operands).results();
        };
    }

    // Squares and sums inside may overflow where those of wider numbers do not, and a logarithm
    // inside may become 0 that is a tiny number there.
    private List<Value> inPieces(Builder b, Composite op, List<Value> operands) {
        Builder pieces = new Builder("pieces");
        List<Value> parameters = new ArrayList<>();
        operands.forEach(v -> parameters.add(pieces.parameter("x", v.type())));
        return b.inline(copy(pieces.build(op.decompose(pieces, parameters))), operands);
    }

    // Backends differ in whether a zero of the padding meets an infinite weight, which gives NaN.
    private static Instruction padded(Builder b, Contraction.Convolution c, List<Value> operands) {
        Value x = operands.getFirst();
        int[] low = new int[x.type().rank()];
        int[] high = new int[low.length];
        int[] interior = new int[low.length];
        for (int i = 0; i < c.window().strides().size(); i++) {
            int axis = c.lhs().spatial().at(i);
            low[axis] = c.window().low().at(i);
            high[axis] = c.window().high().at(i);
            interior[axis] = c.window().lhsDilation().at(i) - 1;
        }
        Shaping.Pad pad = new Shaping.Pad(IntList.of(low), IntList.of(high), IntList.of(interior));
        Value zero = b.add(new Creation.Constant(Literal.scalar(x.type().dtype(), 0)));
        int n = c.window().strides().size();
        Contraction.Window valid = Contraction.Window.strided(c.window().strides());
        Contraction.Window window =
                new Contraction.Window(
                        valid.strides(),
                        valid.low(),
                        valid.high(),
                        IntList.repeat(1, n),
                        c.window().rhsDilation());
        Contraction.Convolution plain =
                new Contraction.Convolution(
                        window, c.lhs(), c.rhs(), c.out(), c.featureGroups(), c.batchGroups());
        return b.append(plain, List.of(b.add(pad, x, zero), operands.getLast()));
    }

    // Numbers that differ by their rounding alone may be equal elsewhere, which numbers changed at
    // random never are: every second seed makes them equal.
    private static List<Value> tied(Builder b, List<Value> operands) {
        Value x = operands.getFirst();
        Value y = operands.getLast();
        if (!x.type().dtype().isFloat()) {
            return operands;
        }
        Value near = isRounding(b, b.add(new Binary.Subtract(), x, y), b.add(new Unary.Abs(), y));
        return List.of(b.add(new Elementwise.Select(), near, y, x), y);
    }

    // For the same reason, what remains of a sum whose terms cancel becomes zero, of either sign,
    // which depends on what a backend begins with.
    private Value cancelled(Builder b, Op op, List<Value> operands, Value sum) {
        if (!ties || !sum.type().dtype().isFloat() || !addsUp(op)) {
            return sum;
        }
        Value rest = isRounding(b, sum, size(b, op, operands, sum.type()));
        Literal zero = Literal.filled(sum.type(), random.nextBoolean() ? 0.0 : -0.0);
        return b.add(new Elementwise.Select(), rest, b.add(new Creation.Constant(zero)), sum);
    }

    // A fast transform does not multiply what is not finite by zeros, and others do.
    private static Value finite(Builder b, Value x) {
        Value isFinite = b.add(new Unary.IsFinite(), x);
        Value zero = b.add(new Creation.Constant(Literal.zeros(x.type())));
        return b.add(new Elementwise.Select(), isFinite, x, zero);
    }

    private Value flushed(Builder b, Op op, Value x) {
        DType dtype = x.type().dtype();
        if (!flushes || !dtype.isFloat() || !isArithmetic(op)) {
            return x;
        }
        Value least = b.add(new Creation.Constant(Literal.filled(x.type(), leastNormal(dtype))));
        Elementwise.Compare below = new Elementwise.Compare(Elementwise.Direction.LT);
        Value isSmall = b.add(below, b.add(new Unary.Abs(), x), least);
        Value zero = b.add(new Creation.Constant(Literal.zeros(x.type())));
        return b.add(new Elementwise.Select(), isSmall, zero, x);
    }

    /// The least number that is not taken for 0 where subnormal numbers are; those of f16 are
    /// normal in f32, in which it is computed.
    static double leastNormal(DType dtype) {
        return switch (dtype) {
            case F64 -> Double.MIN_NORMAL;
            case F32, BF16 -> Float.MIN_NORMAL;
            case F16, I8, I32, I64, U8, U32, BOOL -> 0;
        };
    }

    // What moves numbers or changes their sign alone keeps subnormal ones.
    private static boolean isArithmetic(Op op) {
        return switch (op) {
            case Shaping _, Marker _, Creation _, Control _, Indexing _ -> false;
            case Elementwise.Select _, Elementwise.BitcastConvert _ -> false;
            case Unary.Abs _, Unary.Negate _ -> false;
            default -> true;
        };
    }

    // Composites have terms near 1 inside; what a transform makes of those is about as large.
    private Value size(Builder b, Op op, List<Value> operands, TensorType type) {
        if (op instanceof Composite || op instanceof Fft) {
            return b.add(new Creation.Constant(Literal.filled(type, 1)));
        }
        Op terms = op instanceof Binary.Subtract ? new Binary.Add() : op;
        List<Value> sizes = operands.stream().map(v -> b.add(new Unary.Abs(), v)).toList();
        return append(b, terms, sizes).getFirst();
    }

    private static boolean addsUp(Op op) {
        return switch (op) {
            case Contraction _, Composite _, Fft _, Binary.Add _, Binary.Subtract _ -> true;
            case Reduction.Reduce r -> r.reducer() == Reduction.Reducer.ADD;
            default -> false;
        };
    }

    private static Value isRounding(Builder b, Value x, Value size) {
        Literal step = Literal.filled(x.type(), step(x.type().dtype()));
        Value limit = b.add(new Binary.Multiply(), size, b.add(new Creation.Constant(step)));
        Elementwise.Compare below = new Elementwise.Compare(Elementwise.Direction.LE);
        return b.add(below, b.add(new Unary.Abs(), x), limit);
    }

    // Which of the many NaNs an array holds is not defined: the bits of any give way to those of
    // 1.1.
    private static Value numbers(Builder b, List<Value> operands) {
        Value x = operands.getFirst();
        if (!x.type().dtype().isFloat()) {
            return x;
        }
        Value isNan = b.add(new Elementwise.Compare(Elementwise.Direction.NE), x, x);
        Value other = b.add(new Creation.Constant(Literal.filled(x.type(), 1.1)));
        return b.add(new Elementwise.Select(), isNan, other, x);
    }

    // Composites and transforms have numbers near 1 inside, which may cancel.
    private Value rounded(Builder b, Op op, Value x) {
        if (isExact(op) || !x.type().dtype().isFloat()) {
            return x;
        }
        Value near = changed(b, x);
        return op instanceof Composite || op instanceof Fft
                ? b.add(new Binary.Add(), near, b.add(new Creation.Constant(steps(x.type(), 0))))
                : near;
    }

    private Value changed(Builder b, Value x) {
        TensorType type = x.type();
        return type.dtype().isFloat()
                ? b.add(new Binary.Multiply(), x, b.add(new Creation.Constant(steps(type, 1))))
                : x;
    }

    private Literal steps(TensorType type, double around) {
        Literal made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, around + (2 * random.nextDouble() - 1) * step(type.dtype()));
        }
        return made;
    }

    /// The largest relative change of a number of a dtype.
    static double step(DType dtype) {
        return switch (dtype) {
            case F64 -> 0x1p-49;
            case F32 -> 0x1p-20;
            case BF16 -> 0x1p-7;
            case F16 -> 0x1p-10;
            case I8, I32, I64, U8, U32, BOOL -> 0;
        };
    }

    private static boolean isSum(Op op) {
        return switch (op) {
            case Contraction _, Reduction _, Windowed _, Composite _, Fft _ -> true;
            default -> false;
        };
    }

    private static boolean isExact(Op op) {
        return switch (op) {
            case Shaping _, Marker _, Creation _, Control _ -> true;
            case Elementwise.Select _, Elementwise.Clamp _, Elementwise.BitcastConvert _ -> true;
            case Unary.Abs _, Unary.Negate _, Unary.Sign _ -> true;
            case Unary.Ceil _, Unary.Floor _ -> true;
            case Unary.RoundNearestEven _, Unary.RoundNearestAfz _ -> true;
            case Binary.Maximum _, Binary.Minimum _ -> true;
            default -> false;
        };
    }
}
