package io.jacquard.pjrt;

import java.util.Map;
import java.util.TreeMap;

/// XLA's flags for compilations.
///
/// Ours come first: minimum and maximum on the processor keep NaN, which XLA's default does not.
/// Users change and add with `jacquard.xla.flags`, for example
/// `xla_gpu_deterministic_ops=true,xla_dump_to=/tmp/dump`.
final class CompileFlags {
    private CompileFlags() {}

    static Map<String, Object> of(String platform, Settings settings) {
        Map<String, Object> flags = new TreeMap<>();
        if (platform.equals("cpu")) {
            flags.put("xla_cpu_enable_fast_min_max", false);
        }
        flags.putAll(settings.options("jacquard.xla.flags", ""));
        return flags;
    }
}
