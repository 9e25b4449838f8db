package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/// Loops and choices. A scan is a loop over the index of its step, its outputs are updated in
/// place; `rematerialize` and `custom_gradient` say nothing any more once gradients have been
/// taken.
///
/// @param p writes
/// @param lowering writes the functions inside
record Controls(Primitives p, Lowering lowering) {
    private static final TensorType INDEX = TensorType.of(DType.I32);

    List<Ssa> of(Control op, List<Ssa> operands, List<TensorType> results) {
        return switch (op) {
            case Control.While w -> repeated(w, operands);
            case Control.Case c -> chosen(c, operands, results);
            case Control.Scan s -> scanned(s, operands, results);
            case Control.Rematerialize r -> lowering.inline(r.body(), operands);
            case Control.CustomGradient c -> lowering.inline(c.forward(), operands);
        };
    }

    private List<Ssa> repeated(Control.While op, List<Ssa> state) {
        if (state.isEmpty()) {
            return state;
        }
        List<TensorType> types = state.stream().map(Ssa::type).toList();
        return loop(
                state,
                new Region(types, inside(op.condition())),
                new Region(types, inside(op.body())));
    }

    private java.util.function.Function<List<Ssa>, List<Ssa>> inside(Function function) {
        return arguments -> lowering.inline(function, arguments);
    }

    private List<Ssa> loop(List<Ssa> state, Region condition, Region body) {
        String head = "\"stablehlo.while\"(%s)".formatted(Code.names(state));
        return p.code().let(head, List.of(condition, body), body.parameters(), body.parameters());
    }

    private List<Ssa> chosen(Control.Case op, List<Ssa> operands, List<TensorType> results) {
        List<Ssa> arguments = operands.subList(1, operands.size());
        if (results.isEmpty() || op.branches().size() == 1) {
            return lowering.inline(op.branches().getFirst(), arguments);
        }
        List<Region> regions =
                op.branches().stream()
                        .map(f -> new Region(List.of(), _ -> lowering.inline(f, arguments)))
                        .toList();
        String head = "\"stablehlo.case\"(%s)".formatted(operands.getFirst());
        return p.code().let(head, regions, List.of(INDEX), results);
    }

    private List<Ssa> scanned(Control.Scan op, List<Ssa> operands, List<TensorType> results) {
        List<Ssa> state = new ArrayList<>(operands.subList(0, op.carries()));
        for (TensorType output : results.subList(op.carries(), results.size())) {
            state.add(p.splat(output, 0));
        }
        if (op.length() == 0 || state.isEmpty()) {
            return List.copyOf(state);
        }
        state.addFirst(p.bits(INDEX, 0));
        List<TensorType> types = state.stream().map(Ssa::type).toList();
        Region condition =
                new Region(
                        types,
                        xs ->
                                List.of(
                                        p.compare(
                                                Direction.LT,
                                                xs.getFirst(),
                                                p.bits(INDEX, op.length()))));
        Region body = new Region(types, xs -> step(op, xs, operands));
        List<Ssa> made = loop(state, condition, body);
        return made.subList(1, made.size());
    }

    private List<Ssa> step(Control.Scan op, List<Ssa> state, List<Ssa> operands) {
        Ssa index = state.getFirst();
        Ssa at = op.reverse() ? p.subtract(p.bits(INDEX, op.length() - 1), index) : index;
        List<Ssa> arguments = new ArrayList<>(state.subList(1, 1 + op.carries()));
        int constants = op.carries() + op.sequences();
        operands.subList(op.carries(), constants).forEach(x -> arguments.add(element(x, at)));
        arguments.addAll(operands.subList(constants, operands.size()));
        List<Ssa> made = lowering.inline(op.body(), arguments);
        List<Ssa> next = new ArrayList<>();
        next.add(p.add(index, p.bits(INDEX, 1)));
        next.addAll(made.subList(0, op.carries()));
        for (int i = op.carries(); i < made.size(); i++) {
            next.add(stored(state.get(1 + i), made.get(i), at));
        }
        return next;
    }

    private Ssa element(Ssa sequence, Ssa at) {
        IntList sizes = IntList.of(sequence.shape().with(0, 1).sizes());
        Ssa one = new Indexes(p).slice(sequence, starts(sequence, at), sizes);
        return p.reshape(one, sequence.shape().without(0));
    }

    private Ssa stored(Ssa output, Ssa element, Ssa at) {
        if (element.isEmpty()) {
            return output;
        }
        Ssa one = p.reshape(element, element.shape().insert(0, 1));
        return new Indexes(p).updated(output, one, starts(output, at));
    }

    private List<Ssa> starts(Ssa array, Ssa first) {
        List<Ssa> starts = new ArrayList<>(List.of(first));
        for (int i = 1; i < array.rank(); i++) {
            starts.add(p.bits(INDEX, 0));
        }
        return starts;
    }
}
