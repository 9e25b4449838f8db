package io.jacquard.ir;

import java.util.List;

/// A function: parameters, instructions in an order in which each can run, and results. Immutable.
public final class Function {
    private final String name;
    private final List<Value.Parameter> parameters;
    private final List<Instruction> instructions;
    private final List<Value> results;

    Function(
            String name,
            List<Value.Parameter> parameters,
            List<Instruction> instructions,
            List<Value> results) {
        this.name = name;
        this.parameters = List.copyOf(parameters);
        this.instructions = List.copyOf(instructions);
        this.results = List.copyOf(results);
    }

    /// Its name.
    public String name() {
        return name;
    }

    /// Its inputs, in order.
    public List<Value.Parameter> parameters() {
        return parameters;
    }

    /// Its instructions; each uses only parameters and results of earlier ones.
    public List<Instruction> instructions() {
        return instructions;
    }

    /// Its outputs, in order; a value may appear more than once and may be a parameter.
    public List<Value> results() {
        return results;
    }

    /// Types of the outputs.
    public List<TensorType> resultTypes() {
        return results.stream().map(Value::type).toList();
    }

    @Override
    public String toString() {
        return "%s(%d parameters) %d instructions -> %s"
                .formatted(name, parameters.size(), instructions.size(), resultTypes());
    }
}
