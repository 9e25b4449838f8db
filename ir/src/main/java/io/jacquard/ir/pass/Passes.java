package io.jacquard.ir.pass;

import io.jacquard.ir.Control;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The passes, and orders of them.
public final class Passes {
    private static final Rewriting.SingleRule WITHOUT_STOP_GRADIENT =
            (_, op, operands) ->
                    op instanceof Marker.StopGradient
                            ? Optional.of(operands.getFirst())
                            : Optional.empty();

    private Passes() {}

    /// What to run before compiling, without folding: {@link #dropStopGradient}, {@link #inline},
    /// {@link #simplify}, {@link #commonSubexpressions}, {@link #deadCode}. The result is not meant
    /// to be differentiated.
    public static Pass standard() {
        return inOneWalk(List.of(new Simplifications()));
    }

    /// What to run before compiling: constant folding and all of {@link #standard()}.
    ///
    /// @param evaluator computes the constants, for example `Interpreter::run`
    public static Pass standard(Evaluator evaluator) {
        return inOneWalk(List.of(new FoldConstants(evaluator), new Simplifications()));
    }

    // One walk is faster than one a rule, and each rule's work is more work for the others.
    private static Pass inOneWalk(List<Rewriting.Rule> rules) {
        return f -> DeadCode.apply(Rewriting.apply(f, () -> with(rules)));
    }

    private static List<Rewriting.Rule> with(List<Rewriting.Rule> rules) {
        List<Rewriting.Rule> all = new ArrayList<>();
        all.add(WITHOUT_STOP_GRADIENT);
        all.add(Passes::inlined);
        all.addAll(rules);
        all.add(new CommonSubexpressions());
        return all;
    }

    /// Removes operations that change nothing and joins those that undo or repeat each other; only
    /// what keeps every bit.
    ///
    /// | what | becomes |
    /// |---|---|
    /// | `x * 1`, `x / 1`, `x ^ 1`, `x - 0`, `x + (-0)` | `x` |
    /// | `x * -1` | `-x` |
    /// | `x / c`, c a power of two | `x * (1 / c)` |
    /// | `-(-x)`, `not not x`, `max(x, x)`, `and(x, x)`, `select(p, x, x)` | `x` |
    /// | `x + (-y)`, `x - (-y)` | `x - y`, `x + y` |
    /// | `convert` to the same dtype, or through a wider float | `x`, one `convert` |
    /// | `transpose`, `reshape`, `broadcast_in_dim` of its like | one of them |
    /// | `transpose` before a product | other contracting axes |
    /// | moving the elements of a repeated scalar | the scalar repeated to the new shape |
    /// | `slice` of all, `pad` by nothing, largest over no axes, `reverse` of its like | `x` |
    public static Pass simplify() {
        return f -> Rewriting.apply(f, () -> List.of(new Simplifications()));
    }

    /// Computes what depends on constants alone, as long as it has at most 1024 elements.
    ///
    /// Constants whose elements are all equal are written as a scalar repeated by
    /// `broadcast_in_dim`, and elementwise operations on such stay in that form, so no constant
    /// grows.
    ///
    /// @param evaluator computes the constants, for example `Interpreter::run`
    public static Pass foldConstants(Evaluator evaluator) {
        return f -> Rewriting.apply(f, () -> List.of(new FoldConstants(evaluator)));
    }

    /// Computes once what is computed several times: equal operations on the same values. Taps stay
    /// apart, since each shows its value.
    public static Pass commonSubexpressions() {
        return f -> Rewriting.apply(f, () -> List.of(new CommonSubexpressions()));
    }

    /// Removes instructions whose results nobody uses. What is tapped counts as used; parameters
    /// stay.
    public static Pass deadCode() {
        return DeadCode::apply;
    }

    /// Removes `stop_gradient`, which says nothing any more once gradients have been taken.
    public static Pass dropStopGradient() {
        return f -> Rewriting.apply(f, () -> List.of(WITHOUT_STOP_GRADIENT));
    }

    /// Puts the functions of {@link Control.Rematerialize} and {@link Control.CustomGradient} in
    /// their places, which matter no more once gradients have been taken.
    public static Pass inline() {
        return f -> Rewriting.apply(f, () -> List.<Rewriting.Rule>of(Passes::inlined));
    }

    private static Optional<List<Value>> inlined(Rewriting into, Op op, List<Value> operands) {
        return switch (op) {
            case Control.Rematerialize r -> Optional.of(into.inline(r.body(), operands));
            case Control.CustomGradient c -> Optional.of(into.inline(c.forward(), operands));
            default -> Optional.empty();
        };
    }
}
