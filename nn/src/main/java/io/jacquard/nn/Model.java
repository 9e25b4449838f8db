package io.jacquard.nn;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Safetensors;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A network and the values of its parameters on a device.
///
/// The values change while a trainer works on the model, so it is not for use by several threads at
/// once. A {@link #predictor()} is: it has a copy.
///
/// {@snippet file="io/jacquard/nn/SnippetsTest.java" region="model"}
public final class Model implements AutoCloseable {
    private final Device device;
    private final Policy policy;
    private final Network original;
    private final Network network;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<Parameter, Array> arrays = new LinkedHashMap<>();
    private final Inference inference;

    private Model(Device device, Policy policy, Network network, List<Parameter> all) {
        this.device = device;
        this.policy = policy;
        this.original = network;
        this.network = policy.of(network);
        all.forEach(p -> parameters.put(p.name(), p));
        this.inference = new Inference(this, all);
    }

    /// Makes a network and the initial values of its parameters.
    ///
    /// @param device where the values live; the model does not close it
    /// @param seed makes the random values: each depends on the seed and the parameter's name only
    /// @param maker makes the network, taking its parameters from the scope
    public static Model create(Device device, Seed seed, Function<Scope, ? extends Network> maker) {
        return create(device, seed, Policy.f32(), maker);
    }

    /// Makes a network that computes in the dtypes of a policy, and the initial values of its
    /// parameters.
    ///
    /// @param device where the values live; the model does not close it
    /// @param seed makes the random values: each depends on the seed and the parameter's name only
    /// @param policy dtypes of computing
    /// @param maker makes the network, taking its parameters from the scope
    public static Model create(
            Device device, Seed seed, Policy policy, Function<Scope, ? extends Network> maker) {
        Scope scope = Scope.root();
        Network network = maker.apply(scope);
        Model model = new Model(device, policy, network, scope.parameters());
        try {
            scope.parameters().forEach(p -> model.arrays.put(p, Array.of(device, p.initial(seed))));
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// The device of the values.
    public Device device() {
        return device;
    }

    /// The dtypes in which it computes.
    public Policy policy() {
        return policy;
    }

    /// What the model computes, as its policy says.
    public Network network() {
        return network;
    }

    /// The network as it was made, whatever the policy.
    public Network original() {
        return original;
    }

    /// All parameters, trained and state, in the order of their creation.
    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /// The parameter of that full name, for example `hidden.weight`.
    ///
    /// @throws IllegalArgumentException if there is none
    public Parameter parameter(String name) {
        Parameter p = parameters.get(name);
        if (p == null) {
            throw new IllegalArgumentException(
                    "no parameter '%s'; there are %s".formatted(name, parameters.keySet()));
        }
        return p;
    }

    /// The value of a parameter, which belongs to the model.
    ///
    /// @throws IllegalArgumentException if the parameter is of another model
    public Array array(Parameter parameter) {
        Array a = arrays.get(parameter);
        if (a == null) {
            throw new IllegalArgumentException(parameter + " is of another model");
        }
        return a;
    }

    /// Copies of all values, by name, in the order of the parameters.
    public Map<String, Literal> values() {
        Map<String, Literal> copies = new LinkedHashMap<>();
        arrays.forEach((p, a) -> copies.put(p.name(), a.literal()));
        return copies;
    }

    /// Adds an input for each parameter to a trace and makes it the parameter's value there.
    ///
    /// @return the inputs, in the order of {@link #parameters}
    public List<Tensor> bind(Trace trace) {
        List<Tensor> inputs = new ArrayList<>();
        for (Parameter p : parameters.values()) {
            Tensor input = trace.input(p.name(), p.type());
            trace.bind(p, input);
            inputs.add(input);
        }
        return inputs;
    }

    /// The sum of the parameters' penalties in the function that is being traced, a scalar; empty
    /// if no parameter has one.
    public Optional<Tensor> penalty() {
        return parameters.values().stream()
                .flatMap(p -> p.penalties().stream().map(penalty -> penalty.of(p.value())))
                .reduce(Tensor::add);
    }

    /// Computes the output of a network with one input and one output, in inference mode.
    ///
    /// @param input `[batch, ...]`
    /// @throws io.jacquard.ir.ShapeException if the network does not take that type
    public Literal predict(Literal input) {
        return Inference.only(predict(Map.of(Inference.INPUT, input)));
    }

    /// Computes the outputs, in inference mode.
    ///
    /// @param inputs by name, each `[batch, ...]`
    /// @return outputs by name, in the network's order
    /// @throws io.jacquard.ir.ShapeException if the network does not take those types
    public Map<String, Literal> predict(Map<String, Literal> inputs) {
        return inference.run(List.copyOf(arrays.values()), inputs);
    }

    /// Computes the output of a network with one input and one output, in inference mode, without a
    /// copy to the host.
    ///
    /// @param input `[batch, ...]` on this model's device
    /// @return a new array, owned by the caller
    public Array predict(Array input) {
        return inference.run(List.copyOf(arrays.values()), input);
    }

    /// A copy of the model as it is now, for use from any thread; the caller closes it.
    public Predictor predictor() {
        return new Predictor(this, arrays);
    }

    /// A table of the layers, the types of their outputs and their parameters, for a network with
    /// one input.
    ///
    /// @param input type of the input, for example `f32[32, 784]`
    public String summary(TensorType input) {
        return summary(Map.of(Inference.INPUT, input));
    }

    /// A table of the layers, the types of their outputs and their parameters.
    ///
    /// Layers are shown in the order of their first call; functions that are no layers are not.
    ///
    /// @param inputs types of the inputs by name
    public String summary(Map<String, TensorType> inputs) {
        return Summary.of(this, inputs);
    }

    /// Writes all values into a safetensors file, named as the parameters are; atomically.
    ///
    /// @throws CheckpointException if it cannot be written
    public void save(Path file) {
        Safetensors.write(file, values(), Map.of("format", "jacquard"));
    }

    /// Replaces all values by those of a safetensors file, or of all files of an index or folder.
    /// Values of bf16 and f16 there are f32 here.
    ///
    /// @param file as for {@link Safetensors#read(Path)}
    /// @throws CheckpointException if the file cannot be read, or its names and types are not those
    ///   of the parameters: all that is missing, misshaped or too much is listed, with the nearest
    ///   names; then no value is changed
    public void load(Path file) {
        try (Arena arena = Arena.ofShared()) {
            restore(Safetensors.map(file, arena).widened().tensors());
        }
    }

    /// Replaces all values.
    ///
    /// @param values one for each parameter, by name
    /// @throws CheckpointException if names and types are not those of the parameters: all that is
    ///   missing, misshaped or too much is listed, with the nearest names; then no value is changed
    public void restore(Map<String, Literal> values) {
        Fit.check(parameters.values(), values);
        arrays.forEach((p, a) -> a.buffer().write(Fit.value(values, p).segment()));
    }

    /// Frees the values and what was compiled.
    @Override
    public void close() {
        inference.close();
        arrays.values().forEach(Array::close);
    }

    /// Numbers of parameters and values.
    @Override
    public String toString() {
        long values = arrays.keySet().stream().mapToLong(p -> p.type().shape().elements()).sum();
        return "model of %d parameters with %d values on %s"
                .formatted(arrays.size(), values, device.name());
    }
}
