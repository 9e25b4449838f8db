package io.jacquard.ir.interpret;

import io.jacquard.ir.Binary;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import java.util.List;

/// What operations on single elements mean.
final class ElementwiseMeaning {
    private ElementwiseMeaning() {}

    static Cells of(Elementwise op, List<Cells> operands) {
        Cells x = operands.getFirst();
        return switch (op) {
            case Unary unary -> UnaryMeaning.of(unary, x);
            case Binary binary -> BinaryMeaning.of(binary, x, operands.getLast());
            case Elementwise.Compare c -> compare(c.direction(), x, operands.getLast());
            case Elementwise.Select _ -> select((Integers) x, operands.get(1), operands.get(2));
            case Elementwise.Clamp _ -> clamp(x, operands.get(1), operands.get(2));
            case Elementwise.BitcastConvert _ ->
                    Bits.reread(x, op.infer(List.of(x.type())).getFirst());
            case Elementwise.ReducePrecision r -> Bits.reduced((Reals) x, r);
            case Elementwise.Convert c -> Conversion.convert(x, c.dtype());
        };
    }

    private static Cells clamp(Cells min, Cells x, Cells max) {
        Cells bounded = BinaryMeaning.of(new Binary.Maximum(), x, min);
        return BinaryMeaning.of(new Binary.Minimum(), bounded, max);
    }

    private static Cells compare(Direction direction, Cells x, Cells y) {
        TensorType type = x.type().with(DType.BOOL);
        long[] out = new long[type.shape().elements()];
        switch (x) {
            case Reals r -> {
                double[] other = ((Reals) y).values;
                for (int i = 0; i < out.length; i++) {
                    out[i] = holds(direction, r.values[i], other[i]) ? 1 : 0;
                }
            }
            case Integers n -> {
                long[] other = ((Integers) y).values;
                for (int i = 0; i < out.length; i++) {
                    int sign = Long.compare(n.values[i], other[i]);
                    out[i] = holds(direction, sign, 0) ? 1 : 0;
                }
            }
        }
        return Integers.wrapped(type, out);
    }

    private static boolean holds(Direction direction, double x, double y) {
        return switch (direction) {
            case EQ -> x == y;
            case NE -> x != y;
            case GE -> x >= y;
            case GT -> x > y;
            case LE -> x <= y;
            case LT -> x < y;
        };
    }

    private static Cells select(Integers condition, Cells yes, Cells no) {
        int count = condition.values.length;
        int[] sources = new int[count];
        for (int i = 0; i < count; i++) {
            sources[i] = condition.values[i] != 0 ? i : count + i;
        }
        return Cells.chained(List.of(yes, no)).gathered(yes.type().shape(), sources);
    }
}
