package io.jacquard.ir.interpret;

import io.jacquard.ir.Composite;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.List;

/// What composite operations mean, in f64 and rounded once; their decompositions agree with it but
/// for the roundings in between.
final class CompositeMeaning {
    private CompositeMeaning() {}

    static Cells of(Composite op, List<Cells> operands, TensorType out) {
        Cells x = operands.getFirst();
        return switch (op) {
            case Composite.RandomBits _ -> RandomMeaning.bits((Integers) x, out);
            case Composite.Softmax s -> softmax((Reals) x, s.dimension());
            case Composite.LogSoftmax s -> logSoftmax((Reals) x, s.dimension());
            case Composite.MaxPool p ->
                    new PoolingMeaning(p.window(), x.type(), out).max((Reals) x);
            case Composite.MaxPoolGradient p ->
                    new PoolingMeaning(p.window(), out, operands.getLast().type())
                            .maxGradient((Reals) x, (Reals) operands.getLast());
            case Composite.AveragePool p ->
                    new PoolingMeaning(p.window(), x.type(), out).average((Reals) x);
            case Composite.AveragePoolGradient p ->
                    new PoolingMeaning(p.window(), out, x.type()).averageGradient((Reals) x);
        };
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
