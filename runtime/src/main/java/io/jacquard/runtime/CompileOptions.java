package io.jacquard.runtime;

import io.jacquard.ir.Literal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// How a function is compiled.
///
/// @param aliases arguments that are donated: updated in place
/// @param taps receives the label and value of each `tap` that runs
/// @param precision how exact products of f32 are, where the device has a choice
/// @param flags options of the device's own compiler by name; see {@link #withFlag}
public record CompileOptions(
        List<Alias> aliases,
        BiConsumer<String, Literal> taps,
        Precision precision,
        Map<String, String> flags) {
    /// A parameter whose buffer becomes that of a result of equal type.
    ///
    /// @param parameter index among the function's parameters
    /// @param result index among its results
    public record Alias(int parameter, int result) {}

    /// Copies of the list and the map are kept.
    public CompileOptions {
        aliases = List.copyOf(aliases);
        flags = Map.copyOf(flags);
    }

    /// No alias; taps are ignored; products of f32 are those of f32; no flag.
    public static CompileOptions standard() {
        return new CompileOptions(List.of(), (_, _) -> {}, Precision.HIGHEST, Map.of());
    }

    /// These options with other aliases.
    public CompileOptions withAliases(List<Alias> others) {
        return new CompileOptions(others, taps, precision, flags);
    }

    /// These options with another receiver of taps.
    public CompileOptions withTaps(BiConsumer<String, Literal> receiver) {
        return new CompileOptions(aliases, receiver, precision, flags);
    }

    /// These options with another precision of products.
    public CompileOptions withPrecision(Precision other) {
        return new CompileOptions(aliases, taps, other, flags);
    }

    /// These options with an option of the device's own compiler, for this compilation alone.
    ///
    /// XLA devices take the names of XLA's debug options; the CPU backend and `reference` have
    /// none. A device refuses what it does not know when it compiles.
    ///
    /// {@snippet :
    /// CompileOptions.standard().withFlag("xla_gpu_deterministic_ops", "true")
    /// }
    ///
    /// @param name for example `xla_cpu_enable_fast_math`
    /// @param value `true` or `false`, a number, or text, as the option takes
    public CompileOptions withFlag(String name, String value) {
        Map<String, String> all = new TreeMap<>(flags);
        all.put(name, value);
        return new CompileOptions(aliases, taps, precision, all);
    }

    /// Refuses flags, for a device whose compiler has none.
    ///
    /// @param device its name
    /// @throws DeviceException if there is a flag
    public void checkNoFlags(String device) {
        if (!flags.isEmpty()) {
            throw new DeviceException(
                    """
                    [%s] no compiler option '%s'
                      given the options %s
                      expected none: the compiler of this device has no options of its own
                      leave them out, or compile for the device that knows them\
                    """
                            .formatted(
                                    device, new TreeMap<>(flags).firstKey(), new TreeMap<>(flags)));
        }
    }
}
