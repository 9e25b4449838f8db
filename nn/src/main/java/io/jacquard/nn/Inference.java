package io.jacquard.nn;

import io.jacquard.ir.Literal;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A network compiled for inference, once for each combination of input names and types. Safe for
/// use from any thread.
final class Inference implements AutoCloseable {
    static final String INPUT = "input";

    private final Device device;
    private final Network network;
    private final CompileOptions options;
    private final List<Parameter> parameters;
    private final Map<List<String>, Forward> byInputs = new ConcurrentHashMap<>();

    Inference(Model model, List<Parameter> parameters) {
        this.device = model.device();
        this.network = model.network();
        this.options = CompileOptions.standard().withPrecision(model.policy().products());
        this.parameters = List.copyOf(parameters);
    }

    /// Runs the network on host data.
    ///
    /// @param values of the parameters, in order
    Map<String, Literal> run(List<Array> values, Map<String, Literal> inputs) {
        Map<String, Literal> ordered = new TreeMap<>(inputs);
        List<Array> arrays = new ArrayList<>();
        List<Array> results = List.of();
        try {
            ordered.values().forEach(l -> arrays.add(Array.of(device, l)));
            Forward forward = forward(List.copyOf(ordered.keySet()));
            results = forward.run(values, arrays);
            return forward.named(results);
        } finally {
            arrays.forEach(Array::close);
            results.forEach(Array::close);
        }
    }

    /// Runs a network of one input and one output on data of the device.
    Array run(List<Array> values, Array input) {
        List<Array> results = forward(List.of(INPUT)).run(values, List.of(input));
        if (results.size() != 1) {
            results.forEach(Array::close);
            throw new IllegalArgumentException(
                    "the network has %d outputs; use predict with a map".formatted(results.size()));
        }
        return results.getFirst();
    }

    static Literal only(Map<String, Literal> outputs) {
        if (outputs.size() != 1) {
            throw new IllegalArgumentException(
                    "the network has the outputs %s; use predict with a map"
                            .formatted(outputs.keySet()));
        }
        return outputs.values().iterator().next();
    }

    private Forward forward(List<String> names) {
        return byInputs.computeIfAbsent(names, Forward::new);
    }

    @Override
    public void close() {
        byInputs.values().forEach(f -> f.jit.close());
    }

    private final class Forward {
        private final List<String> inputs;
        private final Jit jit;
        private volatile List<String> outputs = List.of();

        Forward(List<String> inputs) {
            this.inputs = inputs;
            this.jit = Jit.ofList(device, this::trace).with(options);
        }

        private List<Tensor> trace(List<Tensor> all) {
            for (int i = 0; i < parameters.size(); i++) {
                Trace.current().bind(parameters.get(i), all.get(i));
            }
            Tensors in = Tensors.none();
            for (int i = 0; i < inputs.size(); i++) {
                in = in.and(inputs.get(i), all.get(parameters.size() + i));
            }
            Tensors out = network.apply(in);
            outputs = out.names();
            return out.list();
        }

        List<Array> run(List<Array> values, List<Array> arrays) {
            List<Array> all = new ArrayList<>(values);
            all.addAll(arrays);
            return jit.callAll(all);
        }

        Map<String, Literal> named(List<Array> results) {
            Map<String, Literal> named = new LinkedHashMap<>();
            for (int i = 0; i < results.size(); i++) {
                named.put(outputs.get(i), results.get(i).literal());
            }
            return named;
        }
    }
}
