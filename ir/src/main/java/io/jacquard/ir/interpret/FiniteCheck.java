package io.jacquard.ir.interpret;

import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Follows numbers that are not finite through a run, to tell where those of a result began:
/// checked mode.
///
/// Only what reaches a result counts. The branch of a `select` that is not picked, and an infinity
/// that is divided by, are no mistake. NaN is never right. Infinity may be meant, as the padding of
/// a maximum or the mask of attention: an infinite constant, and what is infinite because of it,
/// passes. One check serves one run.
///
/// Elements are followed one by one through operations that work on each element, move elements or
/// reduce along axes; through other operations, a result's element that is not finite comes from
/// the earliest origin among all elements of the operands, and of what the functions inside gave.
public final class FiniteCheck implements Observer {
    private final Map<Value, int[]> marks = new HashMap<>();
    private final Map<Value, Literal> predicates = new HashMap<>();
    // By the mark of its first element: a value that is not finite without its operands.
    private final NavigableMap<Integer, Begun> begun = new TreeMap<>();
    private int next = Marks.FINE + 1;

    private record Begun(Value value, Literal data) {}

    /// A check for one run.
    public FiniteCheck() {}

    /// Where a number that is not finite began: the parameter that held it, or the first result
    /// whose operands do not explain it.
    ///
    /// @param value the parameter or result
    /// @param position the element, in row-major order
    /// @param number NaN or an infinity
    public record Origin(Value value, int position, double number) {
        /// What is wrong, in one line for a parameter and four for the result of an operation.
        public String message() {
            return switch (value) {
                case Value.Parameter p ->
                        "the parameter %s is %s at %s".formatted(p, number, index());
                case Value.Result r -> message(r.producer());
            };
        }

        private String message(Instruction instruction) {
            return """
            [%s] the result is %s at %s
              operands %s, result %s
              expected finite numbers; are the inputs in range, is the learning rate too large?
              at %s\
            """
                    .formatted(
                            instruction.op().name(),
                            number,
                            index(),
                            instruction.operandTypes(),
                            value.type(),
                            instruction.site());
        }

        private String index() {
            StringBuilder s = new StringBuilder("[");
            int[] strides = value.type().shape().strides();
            for (int i = 0; i < strides.length; i++) {
                int at = position / strides[i] % value.type().shape().size(i);
                s.append(i == 0 ? "" : ", ").append(at);
            }
            return s.append(']').toString();
        }
    }

    @Override
    public void given(Value.Parameter parameter, Literal argument) {
        note(parameter, argument, (_, _) -> Marks.FINE);
    }

    @Override
    public void entered(Instruction caller, Value.Parameter parameter, Literal argument) {
        note(parameter, argument, new Marks(caller, marks, predicates)::mark);
    }

    @Override
    public void computed(Instruction instruction, List<Literal> results) {
        Marks operands = new Marks(instruction, marks, predicates);
        for (int i = 0; i < results.size(); i++) {
            note(instruction.results().get(i), results.get(i), operands::mark);
        }
        if (instruction.op() instanceof Control c) {
            // The next time its functions may run otherwise.
            c.functions().forEach(f -> f.results().forEach(marks::remove));
        }
    }

    /// Gives the mark that the operands explain.
    private interface Explanation {
        int mark(int element, double number);
    }

    private void note(Value value, Literal data, Explanation explanation) {
        if (data.type().dtype() == DType.BOOL) {
            predicates.put(value, data);
        }
        if (!data.type().dtype().isFloat()) {
            return;
        }
        int[] made = {};
        boolean began = false;
        for (int i = 0; i < data.elements(); i++) {
            double x = data.get(i);
            if (!Double.isFinite(x)) {
                int mark = explanation.mark(i, x);
                began |= mark == Marks.FINE;
                made = made.length == 0 ? new int[data.elements()] : made;
                made[i] = mark == Marks.FINE ? next + i : mark;
            }
        }
        if (began) {
            begun.put(next, new Begun(value, data));
            next += data.elements();
        }
        if (made.length > 0) {
            marks.put(value, made);
        } else {
            marks.remove(value);
        }
    }

    /// Where the numbers of some values began that are not finite and not meant: the earliest
    /// place.
    ///
    /// @param values parameters or results of the function that was run
    /// @return empty if all are finite or meant
    public Optional<Origin> origin(Collection<? extends Value> values) {
        int first = Marks.FINE;
        for (Value v : values) {
            for (int mark : marks.getOrDefault(v, new int[0])) {
                first = Marks.earlier(first, mark);
            }
        }
        Map.Entry<Integer, Begun> e = begun.floorEntry(first);
        if (e == null) {
            return Optional.empty();
        }
        int position = first - e.getKey();
        Begun b = e.getValue();
        return Optional.of(new Origin(b.value(), position, b.data().get(position)));
    }

    /// Throws if a number is neither finite nor meant.
    ///
    /// @param values parameters or results of the function that was run, usually all its results
    /// @throws NonFiniteException if there is one; the message tells where it began
    public void requireFinite(Collection<? extends Value> values) {
        origin(values)
                .ifPresent(o -> {
                    throw new NonFiniteException(o.message());
                });
    }
}
