package io.jacquard.ir;

import java.util.ArrayList;
import java.util.List;

/// Shape rule and primitives of recurrent networks: the products with the elements of all steps at
/// once, then a scan over the steps.
final class Recurrences {
    private final Sugar s;
    private final Recurrent op;
    private final List<Value> operands;

    Recurrences(Sugar s, Recurrent op, List<Value> operands) {
        this.s = s;
        this.op = op;
        this.operands = operands;
    }

    static List<TensorType> infer(Recurrent op, List<TensorType> operands) {
        Infer.count(operands, 3 + op.states() + op.biases());
        TensorType x = operands.getFirst();
        Infer.floating(x);
        if (x.rank() != 3) {
            throw ShapeException.of("the sequence is " + x, "[time, batch, features]; reshape it");
        }
        TensorType state = operands.get(1);
        if (state.rank() != 2) {
            throw ShapeException.of("the state is " + state, "[batch, width]; reshape it");
        }
        int width = state.shape().size(1);
        long gates = (long) op.gates() * width;
        if (gates > Integer.MAX_VALUE) {
            throw Infer.tooLong("the axis of gates", gates);
        }
        int all = (int) gates;
        List<TensorType> wanted = new ArrayList<>(List.of(x));
        for (int i = 0; i < op.states(); i++) {
            wanted.add(x.with(Shape.of(x.shape().size(1), width)));
        }
        wanted.add(x.with(Shape.of(x.shape().size(2), all)));
        wanted.add(x.with(Shape.of(width, all)));
        for (int i = 0; i < op.biases(); i++) {
            wanted.add(x.with(Shape.of(all)));
        }
        Infer.types(operands, wanted, names(op));
        List<TensorType> results = new ArrayList<>(wanted.subList(1, 1 + op.states()));
        results.addFirst(x.with(x.shape().with(2, width)));
        return results;
    }

    private static List<String> names(Recurrent op) {
        List<String> states = List.of("the state", "the state of the cells");
        List<String> biases = List.of("the input bias", "the recurrent bias");
        List<String> names = new ArrayList<>(List.of("the sequence"));
        names.addAll(states.subList(0, op.states()));
        names.addAll(List.of("the input weight", "the recurrent weight"));
        names.addAll(biases.subList(0, op.biases()));
        return names;
    }

    List<Value> of() {
        List<Value> made = traced();
        List<Value> results = new ArrayList<>();
        results.add(made.get(op.states()));
        results.addAll(made.subList(0, op.states()));
        DType dtype = operands.getFirst().type().dtype();
        return results.stream().map(v -> s.convert(v, dtype)).toList();
    }

    /// The last states, the hidden states of all steps, then what the gradient needs of all steps.
    List<Value> traced() {
        List<Value> given = new ArrayList<>();
        operands.subList(1, 1 + op.states()).forEach(v -> given.add(s.wide(v)));
        Value inputs = op.inputs(s, operands);
        given.add(inputs);
        given.add(s.wide(operands.get(2 + op.states())));
        operands.subList(4 + op.states(), operands.size()).forEach(v -> given.add(s.wide(v)));
        int length = inputs.type().shape().size(0);
        Control.Scan scan = new Control.Scan(body(given), op.states(), 1, length, op.reverse());
        return List.copyOf(s.builder().append(scan, given).results());
    }

    private Function body(List<Value> given) {
        Builder b = new Builder(op.name() + "_step");
        List<Value> parameters = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            TensorType t = given.get(i).type();
            boolean read = i == op.states();
            parameters.add(b.parameter("x", read ? t.with(t.shape().without(0)) : t));
        }
        int n = op.states();
        List<Value> made =
                op.step(
                        new Sugar(b),
                        parameters.get(n),
                        parameters.subList(0, n),
                        parameters.subList(n + 1, parameters.size()));
        List<Value> results = new ArrayList<>(made);
        results.add(n, made.getFirst());
        return b.build(results);
    }
}
