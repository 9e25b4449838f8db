package io.jacquard.models.rnn;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.nn.Network;
import io.jacquard.nn.checkpoint.PyTorch;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import io.jacquard.testkit.Fixtures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/// One network of the fixtures `recurrent-models`.
final class Golden {
    static final Fixtures FIXTURES = Fixtures.load("recurrent-models");

    private final String name;
    private final List<String> inputs;
    private final String labels;
    private final BinaryOperator<Tensor> loss;

    /// @param name of the network
    /// @param inputs names of what it reads
    /// @param labels name of what is right
    /// @param loss of the output and what is right, a scalar
    Golden(String name, List<String> inputs, String labels, BinaryOperator<Tensor> loss) {
        this.name = name;
        this.inputs = inputs;
        this.labels = labels;
        this.loss = loss;
    }

    static int number(String record, String key) {
        return (int) FIXTURES.json().at(record).at(key).number();
    }

    Literal tensor(String what) {
        return FIXTURES.tensor(name + "/" + what);
    }

    /// Values by name in our layout; tables of embeddings have it already.
    Map<String, Literal> under(String folder) {
        Map<String, Literal> found = new LinkedHashMap<>();
        String prefix = name + "/" + folder + "/";
        for (String key : FIXTURES.names()) {
            if (key.startsWith(prefix)) {
                String own = key.substring(prefix.length());
                Map<String, Literal> one = Map.of(own, FIXTURES.tensor(key));
                found.putAll(own.contains("embedding") ? one : PyTorch.values(one));
            }
        }
        return found;
    }

    /// What a step gave before it changed the model.
    record Outcome(Literal output, double loss, Map<String, Literal> gradients) {}

    /// One step of gradient descent.
    Outcome step(Model model) {
        var device = model.device();
        try (var jit = Jit.ofList(device, in -> traced(model, in))) {
            List<Array> all = new ArrayList<>();
            inputs.forEach(i -> all.add(Array.of(device, tensor(i))));
            all.add(Array.of(device, tensor(labels)));
            int own = all.size();
            model.parameters().forEach(p -> all.add(model.array(p)));
            List<Array> results = jit.callAll(all);
            List<Literal> made = results.stream().map(Array::literal).toList();
            results.forEach(Array::close);
            all.subList(0, own).forEach(Array::close);
            Map<String, Literal> gradients = new LinkedHashMap<>();
            Map<String, Literal> values = model.values();
            Map<String, Literal> next = new LinkedHashMap<>();
            double rate = FIXTURES.json().at("rate").number();
            for (int i = 0; i < model.parameters().size(); i++) {
                String parameter = model.parameters().get(i).name();
                Literal gradient = made.get(2 + i);
                gradients.put(parameter, gradient);
                next.put(parameter, moved(values.get(parameter), gradient, rate));
            }
            model.restore(next);
            return new Outcome(made.getFirst(), made.get(1).get(0), gradients);
        }
    }

    private static Literal moved(Literal value, Literal gradient, double rate) {
        Literal made = Literal.zeros(value.type());
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, value.get(i) - rate * gradient.get(i));
        }
        return made;
    }

    private List<Tensor> traced(Model model, List<Tensor> in) {
        int given = inputs.size();
        List<Tensor> wrt = in.subList(given + 1, in.size());
        for (int i = 0; i < wrt.size(); i++) {
            Trace.current().bind(model.parameters().get(i), wrt.get(i));
        }
        Tensors read = Tensors.none();
        for (int i = 0; i < given; i++) {
            read = read.and(inputs.get(i), in.get(i));
        }
        Network network = model.network();
        Tensor output = network.apply(read).only();
        Tensor made = loss.apply(output, in.get(given));
        List<Tensor> results = new ArrayList<>(List.of(output, made.to(DType.F32)));
        results.addAll(Grad.of(made, wrt));
        return results;
    }
}
