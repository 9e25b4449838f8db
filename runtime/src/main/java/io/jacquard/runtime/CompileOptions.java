package io.jacquard.runtime;

import io.jacquard.ir.Literal;
import java.util.List;
import java.util.function.BiConsumer;

/// How a function is compiled.
///
/// @param aliases arguments that are donated: updated in place
/// @param taps receives the label and value of each `tap` that runs
public record CompileOptions(List<Alias> aliases, BiConsumer<String, Literal> taps) {
    /// A parameter whose buffer becomes that of a result of equal type.
    ///
    /// @param parameter index among the function's parameters
    /// @param result index among its results
    public record Alias(int parameter, int result) {}

    /// A copy of the list is kept.
    public CompileOptions {
        aliases = List.copyOf(aliases);
    }

    /// No alias; taps are ignored.
    public static CompileOptions standard() {
        return new CompileOptions(List.of(), (_, _) -> {});
    }

    /// These options with other aliases.
    public CompileOptions withAliases(List<Alias> others) {
        return new CompileOptions(others, taps);
    }

    /// These options with another receiver of taps.
    public CompileOptions withTaps(BiConsumer<String, Literal> receiver) {
        return new CompileOptions(aliases, receiver);
    }
}
