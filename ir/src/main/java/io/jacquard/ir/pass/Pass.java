package io.jacquard.ir.pass;

import io.jacquard.ir.Function;

/// A rewriting of a function into one of equal parameters and results.
@FunctionalInterface
public interface Pass {
    /// The rewritten function; the one given is not changed.
    Function apply(Function function);

    /// This pass and then another.
    default Pass then(Pass next) {
        return f -> next.apply(apply(f));
    }
}
