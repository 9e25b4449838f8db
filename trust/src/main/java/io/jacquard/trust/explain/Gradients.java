package io.jacquard.trust.explain;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/// The gradients of a model's class scores with respect to its input, for batches of points.
final class Gradients implements AutoCloseable {
    private static final int MOST_ROWS = 32;
    // Of points in one batch; activations take some multiple of it.
    private static final long MOST_BYTES = 4L << 20;

    private final Model model;
    private final Jit jit;

    Gradients(Model model) {
        this.model = model;
        this.jit = Jit.ofList(model.device(), this::traced);
    }

    /// What the model says about one point.
    ///
    /// @param logits the scores of all classes
    /// @param gradient the derivative of the asked class's score, of the point's type
    record Row(Literal logits, Literal gradient) {}

    Row row(Literal point, int label) {
        List<Literal> results = run(List.of(point), label);
        Literal logits = results.getLast();
        if (label < 0 || label >= logits.elements()) {
            throw new ExplanationException(
                    "[explain] no class %d\n  expected 0 to %d, the model has %d classes"
                            .formatted(label, logits.elements() - 1, logits.elements()));
        }
        return new Row(logits, results.getFirst().reshape(point.type().shape().sizes()));
    }

    /// The weighted sum of the gradients at several points, an element each.
    ///
    /// @param count number of points, all of one type
    double[] sum(int count, IntFunction<Literal> point, IntToDoubleFunction weight, int label) {
        TensorType type = point.apply(0).type();
        int rows = Math.clamp(MOST_BYTES / Math.max(1, type.bytes()), 1, MOST_ROWS);
        double[] sum = new double[type.shape().elements()];
        for (int start = 0; start < count; start += rows) {
            List<Literal> batch = new ArrayList<>();
            // The last batch is filled up with its last point: one size, one compile.
            for (int i = start; i < start + rows; i++) {
                batch.add(point.apply(Math.min(i, count - 1)));
            }
            Literal gradients = run(batch, label).getFirst();
            for (int i = start; i < Math.min(start + rows, count); i++) {
                add(sum, gradients, (i - start) * sum.length, weight.applyAsDouble(i));
            }
        }
        return sum;
    }

    private static void add(double[] sum, Literal gradients, int offset, double weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * gradients.get(offset + i);
        }
    }

    private List<Literal> run(List<Literal> points, int label) {
        List<Array> arguments = new ArrayList<>();
        model.parameters().forEach(p -> arguments.add(model.array(p)));
        try (Array batch = Array.of(model.device(), stacked(points));
                Array asked = Array.of(model.device(), Literal.scalar(DType.I32, label))) {
            arguments.add(batch);
            arguments.add(asked);
            List<Array> results = jit.callAll(arguments);
            List<Literal> copies = results.stream().map(Array::literal).toList();
            results.forEach(Array::close);
            return copies;
        }
    }

    private static Literal stacked(List<Literal> points) {
        TensorType type = points.getFirst().type();
        int[] one = type.shape().sizes();
        int[] sizes = new int[one.length + 1];
        sizes[0] = points.size();
        System.arraycopy(one, 0, sizes, 1, one.length);
        Literal stacked = Literal.zeros(type.with(Shape.of(sizes)));
        for (int i = 0; i < points.size(); i++) {
            MemorySegment.copy(
                    points.get(i).segment(), 0, stacked.segment(), i * type.bytes(), type.bytes());
        }
        return stacked;
    }

    private List<Tensor> traced(List<Tensor> inputs) {
        List<Parameter> parameters = model.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Trace.current().bind(parameters.get(i), inputs.get(i));
        }
        Tensor points = inputs.get(parameters.size());
        Tensor logits = model.network().apply(Tensors.of("input", points)).only();
        if (logits.rank() != 2 || logits.size(0) != points.size(0)) {
            throw new ExplanationException(
                    "[explain] the model gives %s for %s\n  expected logits [batch, classes]"
                            .formatted(logits.type(), points.type()));
        }
        Tensor asked = inputs.getLast().oneHot(logits.size(1), logits.dtype());
        Tensor score = logits.mul(asked).sum();
        return List.of(Grad.of(score, List.of(points)).getFirst(), logits);
    }

    @Override
    public void close() {
        jit.close();
    }
}
