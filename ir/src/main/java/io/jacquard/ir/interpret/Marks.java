package io.jacquard.ir.interpret;

import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the operands of one instruction say about the elements of its result that are not finite.
///
/// A mark is {@link #FINE}, {@link #MEANT}, or the number of the element where it began, the
/// earlier the smaller. Values without marks are finite everywhere.
final class Marks {
    static final int FINE = 0;
    static final int MEANT = -1;

    private final Explained explained;

    private interface Explained {
        int at(int element, double number);
    }

    /// The marks that an instruction's operands give its result.
    ///
    /// @param marks those of the values so far
    /// @param predicates the values of bool so far
    Marks(Instruction instruction, Map<Value, int[]> marks, Map<Value, Literal> predicates) {
        this.explained = explained(instruction, marks, predicates);
    }

    /// The mark of an element that is not finite.
    int mark(int element, double number) {
        int mark = explained.at(element, number);
        return mark == MEANT && Double.isNaN(number) ? FINE : mark;
    }

    /// The one of two marks that tells more: the earlier origin, else that it is meant.
    static int earlier(int a, int b) {
        return a > FINE && b > FINE ? Math.min(a, b) : a > FINE || b == FINE ? a : b;
    }

    private static Explained explained(
            Instruction i, Map<Value, int[]> marks, Map<Value, Literal> predicates) {
        if (i.op() instanceof Creation) {
            return (_, _) -> MEANT;
        }
        if (i.op() instanceof Control op) {
            List<Value> sources = new ArrayList<>(i.operands());
            op.functions().forEach(f -> sources.addAll(f.results()));
            return all(sources, marks);
        }
        if (i.operands().stream().noneMatch(marks::containsKey)) {
            return (_, _) -> FINE;
        }
        return switch (i.op()) {
            case Elementwise.Select _ -> picked(i, marks, predicates);
            case Elementwise.BitcastConvert _ -> all(i.operands(), marks);
            case Elementwise _, Marker.StopGradient _, Marker.Tap _ -> same(i, marks);
            case Shaping op -> of(moved(op, i, marks));
            case Reduction.Reduce op -> of(reduced(op, i, marks));
            case Reduction _, Windowed _, Contraction _, Composite _, Creation _, Control _ ->
                    all(i.operands(), marks);
            case Indexing _, Ordering _, Fft _ -> all(i.operands(), marks);
            case Marker.OptimizationBarrier _ -> all(i.operands(), marks);
        };
    }

    private static Explained of(int[] marks) {
        return (element, _) -> marks[element];
    }

    private static Explained picked(
            Instruction i, Map<Value, int[]> marks, Map<Value, Literal> predicates) {
        Literal predicate = predicates.get(i.operand(0));
        if (predicate == null) {
            throw new IllegalArgumentException("%s is not of the run".formatted(i.operand(0)));
        }
        return (element, _) -> {
            int[] m = marks.get(i.operand(predicate.get(element) != 0 ? 1 : 2));
            return m == null ? FINE : m[element];
        };
    }

    private static Explained same(Instruction i, Map<Value, int[]> marks) {
        List<int[]> operands = new ArrayList<>();
        for (Value v : i.operands()) {
            int[] m = marks.get(v);
            if (m != null) {
                operands.add(m);
            }
        }
        return (element, _) -> {
            int mark = FINE;
            for (int[] m : operands) {
                mark = earlier(mark, m[element]);
            }
            return mark;
        };
    }

    // Marks move as the elements do.
    private static int[] moved(Shaping op, Instruction i, Map<Value, int[]> marks) {
        List<Cells> operands = new ArrayList<>();
        for (Value v : i.operands()) {
            TensorType type = v.type().with(DType.I32);
            int[] m = marks.get(v);
            operands.add(
                    Cells.of(
                            m == null ? Literal.zeros(type) : Literal.of(m, type.shape().sizes())));
        }
        return ShapingMeaning.of(op, operands, i.result().type().shape()).literal().ints();
    }

    private static int[] reduced(Reduction.Reduce op, Instruction i, Map<Value, int[]> marks) {
        int[] operand = marks.getOrDefault(i.operand(0), new int[0]);
        Shape shape = i.operand(0).type().shape();
        IntList kept = Offsets.others(shape.rank(), op.dimensions());
        int[] made = Offsets.along(shape, kept);
        int[] steps = Offsets.along(shape, op.dimensions());
        for (int e = 0; e < made.length; e++) {
            int mark = FINE;
            for (int step : steps) {
                mark = earlier(mark, operand[made[e] + step]);
            }
            made[e] = mark;
        }
        return made;
    }

    private static Explained all(List<Value> sources, Map<Value, int[]> marks) {
        int mark = FINE;
        for (Value v : sources) {
            for (int m : marks.getOrDefault(v, new int[0])) {
                mark = earlier(mark, m);
            }
        }
        int found = mark;
        return (_, _) -> found;
    }
}
