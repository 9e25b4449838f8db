package io.jacquard.pjrt;

import java.util.Map;
import java.util.TreeMap;

/// The options with which the client of a platform is made.
///
/// Ours come first: one device on the processor, where XLA's own default is several, and no memory
/// of a GPU taken ahead, where it is three quarters. Users change and add with
/// `jacquard.pjrt.options`, for example `cuda.preallocate=true,cuda.memory_fraction=0.8`.
final class ClientOptions {
    private ClientOptions() {}

    static Map<String, Object> of(String platform, Settings settings) {
        Map<String, Object> options = new TreeMap<>();
        switch (platform) {
            case "cpu" -> options.put("cpu_device_count", 1L);
            case "cuda", "rocm" -> {
                options.put("platform_name", platform);
                options.put("preallocate", false);
            }
            default -> {}
        }
        options.putAll(settings.options("jacquard.pjrt.options", platform + "."));
        return options;
    }
}
