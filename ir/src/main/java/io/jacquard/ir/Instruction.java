package io.jacquard.ir;

import java.util.List;

/// One application of an operation to values.
public final class Instruction {
    private final Op op;
    private final List<Value> operands;
    private final List<Value.Result> results;
    private final Site site;

    /// An instruction whose result types the operation has inferred.
    Instruction(Op op, List<Value> operands, List<TensorType> types, Site site) {
        this.op = op;
        this.operands = List.copyOf(operands);
        this.site = site;
        Value.Result[] made = new Value.Result[types.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = new Value.Result(this, i, types.get(i));
        }
        this.results = List.of(made);
    }

    /// What it does.
    public Op op() {
        return op;
    }

    /// Its inputs in the operation's order.
    public List<Value> operands() {
        return operands;
    }

    /// One of its inputs.
    public Value operand(int index) {
        return operands.get(index);
    }

    /// Its outputs; most operations have one.
    public List<Value.Result> results() {
        return results;
    }

    /// Its only output.
    ///
    /// @throws IllegalStateException if it has another number of outputs
    public Value.Result result() {
        if (results.size() != 1) {
            throw new IllegalStateException(op.name() + " has " + results.size() + " results");
        }
        return results.getFirst();
    }

    /// Where it was traced.
    public Site site() {
        return site;
    }

    /// Types of the inputs.
    public List<TensorType> operandTypes() {
        return types(operands);
    }

    /// Types of values.
    static List<TensorType> types(List<? extends Value> values) {
        TensorType[] types = new TensorType[values.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = values.get(i).type();
        }
        return List.of(types);
    }

    @Override
    public String toString() {
        return op + " " + operandTypes() + " -> " + types(results);
    }
}
