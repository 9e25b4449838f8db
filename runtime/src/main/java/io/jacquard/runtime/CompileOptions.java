package io.jacquard.runtime;

import io.jacquard.ir.Literal;
import java.util.List;
import java.util.function.BiConsumer;

/// How a function is compiled.
///
/// @param aliases arguments that are donated: updated in place
/// @param taps receives the label and value of each `tap` that runs
/// @param precision how exact products of f32 are, where the device has a choice
public record CompileOptions(
        List<Alias> aliases, BiConsumer<String, Literal> taps, Precision precision) {
    /// A parameter whose buffer becomes that of a result of equal type.
    ///
    /// @param parameter index among the function's parameters
    /// @param result index among its results
    public record Alias(int parameter, int result) {}

    /// A copy of the list is kept.
    public CompileOptions {
        aliases = List.copyOf(aliases);
    }

    /// No alias; taps are ignored; products of f32 are those of f32.
    public static CompileOptions standard() {
        return new CompileOptions(List.of(), (_, _) -> {}, Precision.HIGHEST);
    }

    /// These options with other aliases.
    public CompileOptions withAliases(List<Alias> others) {
        return new CompileOptions(others, taps, precision);
    }

    /// These options with another receiver of taps.
    public CompileOptions withTaps(BiConsumer<String, Literal> receiver) {
        return new CompileOptions(aliases, receiver, precision);
    }

    /// These options with another precision of products.
    public CompileOptions withPrecision(Precision other) {
        return new CompileOptions(aliases, taps, other);
    }
}
