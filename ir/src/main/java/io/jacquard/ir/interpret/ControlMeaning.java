package io.jacquard.ir.interpret;

import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What operations that run functions mean.
///
/// @param inside runs a function
record ControlMeaning(Runner inside) {
    /// Runs functions.
    interface Runner {
        /// The results for those arguments.
        List<Cells> run(Function function, List<Cells> arguments);
    }

    List<Cells> of(Control op, List<Cells> operands, List<TensorType> results) {
        return switch (op) {
            case Control.While w -> repeated(w, operands);
            case Control.Case c -> chosen(c, operands);
            case Control.Scan s -> scanned(s, operands, results);
            case Control.Rematerialize r -> inside.run(r.body(), operands);
            case Control.CustomGradient c -> inside.run(c.forward(), operands);
        };
    }

    private List<Cells> repeated(Control.While op, List<Cells> operands) {
        List<Cells> state = operands;
        while (integer(inside.run(op.condition(), state).getFirst()) != 0) {
            state = inside.run(op.body(), state);
        }
        return state;
    }

    private List<Cells> chosen(Control.Case op, List<Cells> operands) {
        int last = op.branches().size() - 1;
        long index = integer(operands.getFirst());
        int branch = index < 0 || index > last ? last : (int) index;
        return inside.run(op.branches().get(branch), operands.subList(1, operands.size()));
    }

    private static long integer(Cells scalar) {
        return ((Integers) scalar).values[0];
    }

    private List<Cells> scanned(Control.Scan op, List<Cells> operands, List<TensorType> results) {
        List<Cells> carries = operands.subList(0, op.carries());
        List<List<Cells>> outputs = new ArrayList<>();
        for (int step = 0; step < op.length(); step++) {
            int at = op.reverse() ? op.length() - 1 - step : step;
            List<Cells> made = inside.run(op.body(), arguments(op, carries, operands, at));
            carries = made.subList(0, op.carries());
            outputs.add(made.subList(op.carries(), made.size()));
        }
        if (op.reverse()) {
            Collections.reverse(outputs);
        }
        List<Cells> all = new ArrayList<>(carries);
        for (int i = op.carries(); i < results.size(); i++) {
            int output = i - op.carries();
            all.add(stacked(outputs.stream().map(o -> o.get(output)).toList(), results.get(i)));
        }
        return all;
    }

    private static List<Cells> arguments(
            Control.Scan op, List<Cells> carries, List<Cells> operands, int at) {
        List<Cells> all = new ArrayList<>(carries);
        int constants = op.carries() + op.sequences();
        operands.subList(op.carries(), constants).forEach(x -> all.add(element(x, at)));
        all.addAll(operands.subList(constants, operands.size()));
        return all;
    }

    private static Cells element(Cells x, int at) {
        Shape shape = x.type().shape().without(0);
        return x.gathered(
                shape, Offsets.affine(shape.sizes(), shape.strides(), at * shape.elements()));
    }

    private static Cells stacked(List<Cells> elements, TensorType type) {
        return elements.isEmpty()
                ? Cells.of(Literal.zeros(type))
                : Cells.chained(elements).reshaped(type.shape());
    }
}
