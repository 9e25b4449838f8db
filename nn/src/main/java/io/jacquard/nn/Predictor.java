package io.jacquard.nn;

import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Array;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A trained model put to use: safe for use from any thread, virtual ones included.
///
/// It has a copy of the values as they were when it was made, so training may go on meanwhile. The
/// bits of an answer depend on the request alone, never on other requests at the same time.
///
/// A request of n examples is padded to the next power of two, so that few forms of the network are
/// compiled; one of more than {@value #LARGEST} examples runs in parts.
public final class Predictor implements AutoCloseable {
    private static final int LARGEST = 256;

    private final Inference inference;
    private final List<Array> values = new ArrayList<>();

    Predictor(Model model, Map<Parameter, Array> arrays) {
        this.inference = new Inference(model, List.copyOf(arrays.keySet()));
        arrays.values().forEach(a -> values.add(Array.of(model.device(), a.literal())));
    }

    /// Computes the output of a network with one input and one output.
    ///
    /// @param input `[batch, ...]`
    /// @return `[batch, ...]`
    /// @throws ShapeException if the network does not take that type
    public Literal predict(Literal input) {
        return Inference.only(predict(Map.of(Inference.INPUT, input)));
    }

    /// Computes the outputs.
    ///
    /// @param inputs by name, each `[batch, ...]`
    /// @return outputs by name, in the network's order, each `[batch, ...]`
    /// @throws ShapeException if the network does not take those types, the inputs are not of one
    ///   batch, or an output is not
    public Map<String, Literal> predict(Map<String, Literal> inputs) {
        int examples = batch(inputs);
        Map<String, Literal> first = part(inputs, 0, Math.min(LARGEST, examples));
        if (examples <= LARGEST) {
            return first;
        }
        Map<String, Literal> all = new LinkedHashMap<>();
        first.forEach((name, l) -> all.put(name, Literal.zeros(sized(l.type(), examples))));
        copy(first, all, 0);
        for (int at = LARGEST; at < examples; at += LARGEST) {
            copy(part(inputs, at, Math.min(LARGEST, examples - at)), all, at);
        }
        return all;
    }

    private Map<String, Literal> part(Map<String, Literal> inputs, int start, int count) {
        int bucket = Math.max(1, Integer.highestOneBit(Math.max(1, count) * 2 - 1));
        Map<String, Literal> padded = new LinkedHashMap<>();
        inputs.forEach((name, l) -> {
            Literal p = Literal.zeros(sized(l.type(), bucket));
            rows(p, 0, count).copyFrom(rows(l, start, count));
            padded.put(name, p);
        });
        Map<String, Literal> outputs = new LinkedHashMap<>();
        inference.run(values, padded).forEach((k, l) -> outputs.put(k, head(k, l, bucket, count)));
        return outputs;
    }

    private static Literal head(String name, Literal output, int bucket, int count) {
        if (output.type().rank() == 0 || output.type().shape().size(0) != bucket) {
            throw new ShapeException(
                    "[predict] the output '%s' is %s for %d examples\n  expected [batch, ...]; for an output of another kind use Model.predict"
                            .formatted(name, output.type(), bucket));
        }
        if (count == bucket) {
            return output;
        }
        Literal head = Literal.zeros(sized(output.type(), count));
        head.segment().copyFrom(rows(output, 0, count));
        return head;
    }

    private static void copy(Map<String, Literal> part, Map<String, Literal> all, int start) {
        part.forEach((name, l) -> {
            Literal whole = all.get(name);
            if (whole != null) {
                rows(whole, start, l.type().shape().size(0)).copyFrom(l.segment());
            }
        });
    }

    private static int batch(Map<String, Literal> inputs) {
        int examples = -1;
        for (var e : inputs.entrySet()) {
            Shape shape = e.getValue().type().shape();
            if (shape.rank() == 0 || (examples >= 0 && shape.size(0) != examples)) {
                throw new ShapeException(
                        "[predict] the input '%s' is %s\n  expected [batch, ...], the same batch for all inputs"
                                .formatted(e.getKey(), e.getValue().type()));
            }
            examples = shape.size(0);
        }
        if (examples < 0) {
            throw new IllegalArgumentException("no input was given");
        }
        return examples;
    }

    private static TensorType sized(TensorType type, int examples) {
        return type.with(type.shape().with(0, examples));
    }

    private static MemorySegment rows(Literal literal, int start, int count) {
        int examples = literal.type().shape().size(0);
        long row = examples == 0 ? 0 : literal.type().bytes() / examples;
        return literal.segment().asSlice(start * row, count * row);
    }

    /// Frees the values and what was compiled.
    @Override
    public void close() {
        inference.close();
        values.forEach(Array::close);
    }
}
