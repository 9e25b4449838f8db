package io.jacquard.models.resnet;

import io.jacquard.ir.Literal;
import io.jacquard.ir.Update;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import io.jacquard.testkit.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Training steps of gradient descent with momentum on one batch, written out.
final class GoldenSteps implements AutoCloseable {
    private final Model model;
    private final Update.Sgd update;
    private final double rate;
    private final Jit jit;
    private final Array pictures;
    private final Array labels;
    private List<Literal> velocities = new ArrayList<>();

    GoldenSteps(Toy toy, Model model) {
        Json settings = Toy.GOLDEN.json().at("optimizer");
        this.model = model;
        this.update =
                new Update.Sgd(
                        settings.at("momentum").number(),
                        false,
                        settings.at("weightDecay").number());
        this.rate = settings.at("learningRate").number();
        this.jit = Jit.ofList(model.device(), this::traced).with(Mode.TRAINING, Seed.of(0));
        this.pictures = Array.of(model.device(), toy.pictures());
        this.labels = Array.of(model.device(), toy.labels());
        model.parameters().stream()
                .filter(Parameter::trainable)
                .forEach(p -> velocities.add(Literal.zeros(p.type())));
    }

    /// What a step gave before it changed the model.
    record Outcome(Literal logits, double loss) {}

    private List<Tensor> traced(List<Tensor> in) {
        List<Parameter> parameters = model.parameters();
        List<Tensor> trained = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Trace.current().bind(parameters.get(i), in.get(2 + i));
            if (parameters.get(i).trainable()) {
                trained.add(in.get(2 + i));
            }
        }
        var logits = model.network().apply(Tensors.of("input", in.getFirst())).only();
        var loss = Losses.crossEntropy(logits, in.get(1)).mean();
        var gradients = Grad.of(loss, trained);
        List<Tensor> results = new ArrayList<>(List.of(logits, loss));
        List<Tensor> next = new ArrayList<>();
        var velocity = in.subList(2 + parameters.size(), in.size()).iterator();
        int k = 0;
        for (Parameter p : parameters) {
            if (!p.trainable()) {
                results.add(p.value());
                continue;
            }
            var step = Tensor.scalar(p.type().dtype(), rate);
            var made =
                    Tensor.apply(update, trained.get(k), gradients.get(k), velocity.next(), step);
            results.add(made.getFirst());
            next.add(made.getLast());
            k++;
        }
        results.addAll(next);
        return results;
    }

    Outcome run() {
        List<Array> all = new ArrayList<>(List.of(pictures, labels));
        model.parameters().forEach(p -> all.add(model.array(p)));
        List<Array> own = velocities.stream().map(v -> Array.of(model.device(), v)).toList();
        all.addAll(own);
        List<Array> results = jit.callAll(all);
        List<Literal> made = results.stream().map(Array::literal).toList();
        results.forEach(Array::close);
        own.forEach(Array::close);
        int count = model.parameters().size();
        Map<String, Literal> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            values.put(model.parameters().get(i).name(), made.get(2 + i));
        }
        model.restore(values);
        velocities = made.subList(2 + count, made.size());
        return new Outcome(made.getFirst(), made.get(1).get(0));
    }

    @Override
    public void close() {
        jit.close();
        pictures.close();
        labels.close();
    }
}
