package io.jacquard.ir.pass;

import io.jacquard.ir.Composite;
import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Replaces composites by primitives, for a backend that has no kernel for them.
public final class Decompose implements Pass {
    private final Predicate<Composite> chosen;

    private Decompose(Predicate<Composite> chosen) {
        this.chosen = chosen;
    }

    /// The pass that replaces every composite for which a predicate holds, those inside a
    /// replacement too.
    public static Decompose where(Predicate<Composite> chosen) {
        return new Decompose(chosen);
    }

    @Override
    public Function apply(Function function) {
        Function made = function;
        while (hasChosen(made)) {
            made = Rewriting.apply(made, () -> List.<Rewriting.Rule>of(this::replace));
        }
        return made;
    }

    private boolean hasChosen(Function function) {
        return function.instructions().stream()
                .anyMatch(i ->
                        switch (i.op()) {
                            case Composite c -> chosen.test(c);
                            case Control c -> c.functions().stream().anyMatch(this::hasChosen);
                            default -> false;
                        });
    }

    private Optional<List<Value>> replace(Rewriting into, Op op, List<Value> operands) {
        return op instanceof Composite c && chosen.test(c)
                ? Optional.of(c.decompose(into.builder(), operands))
                : Optional.empty();
    }
}
