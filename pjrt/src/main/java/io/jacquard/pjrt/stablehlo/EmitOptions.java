package io.jacquard.pjrt.stablehlo;

import io.jacquard.runtime.CompileOptions.Alias;
import java.util.List;

/// How a function is written.
///
/// @param aliases parameters that are donated to results of their types
/// @param precision of products of f32
public record EmitOptions(List<Alias> aliases, Precision precision) {
    /// A copy of the list is kept.
    public EmitOptions {
        aliases = List.copyOf(aliases);
    }

    /// No alias, all of f32.
    public static EmitOptions standard() {
        return new EmitOptions(List.of(), Precision.HIGHEST);
    }

    /// These options with other aliases.
    public EmitOptions withAliases(List<Alias> others) {
        return new EmitOptions(others, precision);
    }

    /// These options with another precision.
    public EmitOptions withPrecision(Precision other) {
        return new EmitOptions(aliases, other);
    }
}
