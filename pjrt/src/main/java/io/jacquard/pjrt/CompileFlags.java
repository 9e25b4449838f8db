package io.jacquard.pjrt;

import java.util.Map;
import java.util.TreeMap;

/// XLA's flags for all compilations of a process.
///
/// Ours come first: minimum and maximum on the processor keep NaN, which XLA's default does not.
/// Users change and add with `jacquard.xla.flags`, for example
/// `xla_gpu_deterministic_ops=true,xla_dump_to=/tmp/dump`. Those of one compilation are in its
/// {@link io.jacquard.runtime.CompileOptions}.
final class CompileFlags {
    private static final String FAST_MIN_MAX = "xla_cpu_enable_fast_min_max";

    private CompileFlags() {}

    static Map<String, Object> of(String platform, Settings settings) {
        Map<String, Object> flags = new TreeMap<>();
        if (platform.equals("cpu")) {
            flags.put(FAST_MIN_MAX, false);
        }
        flags.putAll(users(settings));
        return flags;
    }

    /// The users' flags alone, for a plugin that does not know ours.
    static Map<String, Object> users(Settings settings) {
        return settings.options("jacquard.xla.flags", "");
    }

    /// Whether a plugin refused the name or the value of a flag.
    static boolean isAbout(String message) {
        return message.contains("No such compile option")
                || message.contains("While setting option");
    }

    /// Whether a plugin refused a flag that is ours.
    static boolean areUnknown(String message) {
        return message.contains("No such compile option") && message.contains(FAST_MIN_MAX);
    }
}
