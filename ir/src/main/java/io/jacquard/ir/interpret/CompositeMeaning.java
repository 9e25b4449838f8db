package io.jacquard.ir.interpret;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Normalization;
import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Update;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// What composite operations mean, in f64 and rounded once; their decompositions agree with it but
/// for the roundings in between.
final class CompositeMeaning {
    private CompositeMeaning() {}

    static List<Cells> of(Composite op, List<Cells> operands, List<TensorType> results) {
        Cells x = operands.getFirst();
        TensorType out = results.getFirst();
        return switch (op) {
            case Composite.RandomBits _ -> List.of(RandomMeaning.bits((Integers) x, out));
            case Composite.Softmax s -> List.of(softmax((Reals) x, s.dimension()));
            case Composite.LogSoftmax s -> List.of(logSoftmax((Reals) x, s.dimension()));
            case Composite.Pool p -> List.of(pooled(p, operands, out));
            case Composite.SoftmaxCrossEntropy _, Composite.Gelu _ ->
                    inReals(op, operands, results);
            case Composite.Dropout _, Composite.Embedding _ -> inPieces(op, operands);
            case Normalization _, Attention _, AttentionGradient _, Recurrent _, Update _ ->
                    inReals(op, operands, results);
        };
    }

    private static Cells pooled(Composite.Pool op, List<Cells> operands, TensorType out) {
        Reals x = (Reals) operands.getFirst();
        Reals last = (Reals) operands.getLast();
        return switch (op) {
            case Composite.MaxPool p -> new PoolingMeaning(p.window(), x.type(), out).max(x);
            case Composite.MaxPoolGradient p ->
                    new PoolingMeaning(p.window(), out, last.type()).maxGradient(x, last);
            case Composite.AveragePool p ->
                    new PoolingMeaning(p.window(), x.type(), out).average(x);
            case Composite.AveragePoolGradient p ->
                    new PoolingMeaning(p.window(), out, x.type()).averageGradient(x);
        };
    }

    // What the primitives compute of f64, rounded once to the dtypes of the results.
    private static List<Cells> inReals(
            Composite op, List<Cells> operands, List<TensorType> results) {
        List<Cells> wide =
                operands.stream()
                        .map(x -> x instanceof Reals ? Conversion.convert(x, DType.F64) : x)
                        .toList();
        List<Cells> made = inPieces(op, wide);
        List<Cells> rounded = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Cells y = made.get(i);
            rounded.add(y instanceof Reals ? Conversion.convert(y, results.get(i).dtype()) : y);
        }
        return rounded;
    }

    private static List<Cells> inPieces(Composite op, List<Cells> operands) {
        Builder b = new Builder(op.name());
        List<Value> parameters = new ArrayList<>();
        operands.forEach(x -> parameters.add(b.parameter("x", x.type())));
        List<Literal> arguments = operands.stream().map(Cells::literal).toList();
        return Interpreter.run(b.build(op.decompose(b, parameters)), arguments).stream()
                .map(Cells::of)
                .toList();
    }

    private static Cells softmax(Reals x, int axis) {
        Lanes lanes = new Lanes(x, axis);
        double[] out = new double[x.values.length];
        for (int start : lanes.starts) {
            double max = lanes.max(start);
            double sum = lanes.sumOfExponentials(start, max);
            for (int step : lanes.steps) {
                out[start + step] = StrictMath.exp(x.values[start + step] - max) / sum;
            }
        }
        return Reals.rounded(x.type(), out);
    }

    private static Cells logSoftmax(Reals x, int axis) {
        Lanes lanes = new Lanes(x, axis);
        double[] out = new double[x.values.length];
        for (int start : lanes.starts) {
            double max = lanes.max(start);
            double log = StrictMath.log(lanes.sumOfExponentials(start, max));
            for (int step : lanes.steps) {
                out[start + step] = x.values[start + step] - max - log;
            }
        }
        return Reals.rounded(x.type(), out);
    }

    /// The rows of an array along one axis.
    private static final class Lanes {
        private final double[] values;
        private final int[] starts;
        private final int[] steps;

        Lanes(Reals x, int axis) {
            Shape shape = x.type().shape();
            IntList along = IntList.of(axis);
            this.values = x.values;
            this.starts = Offsets.along(shape, Offsets.others(shape.rank(), along));
            this.steps = Offsets.along(shape, along);
        }

        double max(int start) {
            double max = Double.NEGATIVE_INFINITY;
            for (int step : steps) {
                max = Math.max(max, values[start + step]);
            }
            return max;
        }

        double sumOfExponentials(int start, double max) {
            double sum = 0;
            for (int step : steps) {
                sum += StrictMath.exp(values[start + step] - max);
            }
            return sum;
        }
    }
}
