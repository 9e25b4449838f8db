package io.jacquard.nn;

import io.jacquard.ir.Literal;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A network and the values of its parameters on a device.
///
/// The values change while a trainer works on the model, so it is not for use by several threads at
/// once.
public final class Model implements AutoCloseable {
    private final Device device;
    private final Network network;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<Parameter, Array> arrays = new LinkedHashMap<>();

    private Model(Device device, Network network) {
        this.device = device;
        this.network = network;
    }

    /// Makes a network and the initial values of its parameters.
    ///
    /// @param device where the values live; the model does not close it
    /// @param seed makes the random values: each depends on the seed and the parameter's name only
    /// @param maker makes the network, taking its parameters from the scope
    public static Model create(Device device, Seed seed, Function<Scope, ? extends Network> maker) {
        Scope scope = Scope.root();
        Model model = new Model(device, maker.apply(scope));
        for (Parameter p : scope.parameters()) {
            model.parameters.put(p.name(), p);
            model.arrays.put(p, Array.of(device, p.initial(seed)));
        }
        return model;
    }

    /// The device of the values.
    public Device device() {
        return device;
    }

    /// What the model computes.
    public Network network() {
        return network;
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

    /// Frees the values.
    @Override
    public void close() {
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
