package io.jacquard.models.bert;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Network;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import io.jacquard.testkit.Fixtures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A head of the fixture's small BERT, trained by plain descent.
final class Head implements AutoCloseable {
    static final Fixtures GOLDEN = Fixtures.load("bert");
    static final BertConfig CONFIG =
            new BertConfig(
                    new BertConfig.Tables(23, 9, 2), new BertConfig.Blocks(2, 12, 3, 20), 0, 1e-12);

    private final String name;
    private final Model model;
    private final Jit jit;

    /// @param loss of logits and named inputs, the labels among them
    private Head(
            String name,
            Device device,
            Function<Scope, Network> maker,
            BiFunction<Tensor, Tensors, Tensor> loss) {
        this.name = name;
        this.model = Model.create(device, Seed.of(1), maker);
        this.jit = Jit.ofList(device, in -> gradients(in, loss)).with(Mode.TRAINING, Seed.of(0));
        model.restore(BertCheckpoint.values(values("value"), names()));
    }

    static Head classifier(Device device) {
        return new Head(
                "classifier",
                device,
                s -> new BertClassifier(s, CONFIG, 3),
                (logits, in) -> logits.softmaxCrossEntropy(-1, in.of("labels")).mean());
    }

    static Head filler(Device device) {
        return new Head(
                "filler",
                device,
                s -> new BertFiller(s, CONFIG),
                (logits, in) -> {
                    Tensor gaps = in.of("gaps").to(logits.dtype());
                    Tensor losses = logits.softmaxCrossEntropy(-1, in.of("ids"));
                    return losses.mul(gaps).sum().div(gaps.sum());
                });
    }

    List<String> names() {
        return model.parameters().stream().map(Parameter::name).toList();
    }

    Model model() {
        return model;
    }

    /// The fixture's tensors under a folder, by the names in it.
    Map<String, Literal> values(String folder) {
        String prefix = name + "/" + folder + "/";
        Map<String, Literal> found = new LinkedHashMap<>();
        for (String n : GOLDEN.names()) {
            if (n.startsWith(prefix)) {
                found.put(n.substring(prefix.length()), GOLDEN.tensor(n));
            }
        }
        return found;
    }

    Literal golden(String tensor) {
        return GOLDEN.tensor(name + "/" + tensor);
    }

    static Map<String, Literal> inputs() {
        return Map.of(
                "ids", GOLDEN.tensor("ids"),
                "types", GOLDEN.tensor("types"),
                "mask", GOLDEN.tensor("mask"));
    }

    private static final List<String> INPUTS = List.of("ids", "types", "mask", "labels", "gaps");

    private List<Tensor> gradients(List<Tensor> in, BiFunction<Tensor, Tensors, Tensor> loss) {
        List<Parameter> parameters = model.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Trace.current().bind(parameters.get(i), in.get(i));
        }
        Tensors inputs = Tensors.none();
        for (int i = 0; i < INPUTS.size(); i++) {
            inputs = inputs.and(INPUTS.get(i), in.get(parameters.size() + i));
        }
        Tensor value = loss.apply(model.network().apply(inputs).only(), inputs);
        List<Tensor> all = new ArrayList<>(List.of(value));
        all.addAll(Grad.of(value, in.subList(0, parameters.size())));
        return all;
    }

    /// One step: the loss before it under the empty name, and all gradients.
    Map<String, Literal> step(double rate) {
        List<Array> in = new ArrayList<>();
        model.parameters().forEach(p -> in.add(model.array(p)));
        List<Array> data =
                INPUTS.stream().map(n -> Array.of(model.device(), GOLDEN.tensor(n))).toList();
        in.addAll(data);
        List<Array> out = jit.callAll(in);
        Map<String, Literal> results = new LinkedHashMap<>();
        results.put("", out.getFirst().literal());
        Map<String, Literal> next = new LinkedHashMap<>(model.values());
        for (int i = 0; i < names().size(); i++) {
            String parameter = names().get(i);
            Literal gradient = out.get(1 + i).literal();
            results.put(parameter, gradient);
            next.computeIfPresent(parameter, (_, v) -> moved(v, gradient, rate));
        }
        out.forEach(Array::close);
        data.forEach(Array::close);
        model.restore(next);
        return results;
    }

    private static Literal moved(Literal value, Literal gradient, double rate) {
        TensorType type = value.type();
        Literal made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, value.get(i) - rate * gradient.get(i));
        }
        return made;
    }

    @Override
    public void close() {
        jit.close();
        model.close();
    }
}
