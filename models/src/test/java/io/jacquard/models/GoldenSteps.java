package io.jacquard.models;

import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Steps of gradient descent on one batch, written out.
final class GoldenSteps implements AutoCloseable {
    private final ToyModel toy;
    private final Model model;
    private final double rate;
    private final Jit jit;
    private final List<Array> data = new ArrayList<>();

    GoldenSteps(ToyModel toy, Model model, double rate) {
        this.toy = toy;
        this.model = model;
        this.rate = rate;
        this.jit = Jit.ofList(model.device(), this::traced);
        for (int i = 0; i < toy.inputs().size(); i++) {
            data.add(Array.of(model.device(), toy.expected("input/" + i)));
        }
        data.add(Array.of(model.device(), toy.expected("labels")));
    }

    /// What a step gave before it changed the model.
    record Outcome(Literal logits, double loss, Map<String, Literal> gradients) {}

    private List<Tensor> traced(List<Tensor> in) {
        List<Parameter> parameters = model.parameters();
        List<Tensor> values = in.subList(data.size(), in.size());
        for (int i = 0; i < parameters.size(); i++) {
            Trace.current().bind(parameters.get(i), values.get(i));
        }
        Tensors inputs = Tensors.none();
        for (int i = 0; i < toy.inputs().size(); i++) {
            inputs = inputs.and(toy.inputs().get(i), in.get(i));
        }
        Tensor logits = model.network().apply(inputs).only();
        Tensor loss = Losses.crossEntropy(logits, in.get(data.size() - 1)).mean();
        List<Tensor> gradients = Grad.of(loss, values);
        List<Tensor> results = new ArrayList<>(List.of(logits, loss));
        results.addAll(gradients);
        for (int i = 0; i < values.size(); i++) {
            results.add(values.get(i).sub(gradients.get(i).mul(rate)));
        }
        return results;
    }

    Outcome run() {
        List<Array> all = new ArrayList<>(data);
        model.parameters().forEach(p -> all.add(model.array(p)));
        List<Array> results = jit.callAll(all);
        List<Literal> made = results.stream().map(Array::literal).toList();
        results.forEach(Array::close);
        Map<String, Literal> gradients = new LinkedHashMap<>();
        Map<String, Literal> next = new LinkedHashMap<>();
        int count = model.parameters().size();
        for (int i = 0; i < count; i++) {
            String name = model.parameters().get(i).name();
            gradients.put(name, made.get(2 + i));
            next.put(name, made.get(2 + count + i));
        }
        model.restore(next);
        return new Outcome(made.getFirst(), made.get(1).get(0), gradients);
    }

    @Override
    public void close() {
        jit.close();
        data.forEach(Array::close);
    }
}
