package io.jacquard.pjrt.stablehlo;

import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.Precision;
import java.util.List;

/// How a function is written.
///
/// @param aliases parameters that are donated to results of their types
/// @param precision of products of f32
/// @param fusedHead largest size of a head of attention for which the device calls cuDNN's fused
///   attention; 0 if it has none
public record EmitOptions(List<Alias> aliases, Precision precision, int fusedHead) {
    /// A copy of the list is kept.
    public EmitOptions {
        aliases = List.copyOf(aliases);
    }

    /// No alias, all of f32, no fused attention.
    public static EmitOptions standard() {
        return new EmitOptions(List.of(), Precision.HIGHEST, 0);
    }

    /// These options with other aliases.
    public EmitOptions withAliases(List<Alias> others) {
        return new EmitOptions(others, precision, fusedHead);
    }

    /// These options with another precision.
    public EmitOptions withPrecision(Precision other) {
        return new EmitOptions(aliases, other, fusedHead);
    }

    /// These options with fused attention for f16 and bf16.
    ///
    /// @param largest size of a head: 128 on NVIDIA GPUs, 256 from compute capability 9.0 on
    public EmitOptions withFusedHead(int largest) {
        return new EmitOptions(aliases, precision, largest);
    }
}
