package io.jacquard.pjrt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// NVIDIA's libraries that lie beside a plugin as Python's packages lay them out.
///
/// Some name others that are not where they look for them, so they are loaded before the plugin, in
/// this order, as JAX does.
final class CudaLibraries {
    private static final List<String> ORDER =
            List.of(
                    "cudart",
                    "nvrtc",
                    "cublasLt",
                    "cublas",
                    "nccl",
                    "cupti",
                    "nvJitLink",
                    "cusparse",
                    "cusolver",
                    "cufft",
                    "nvshmem_host",
                    "cudnn");

    private CudaLibraries() {}

    /// The files to load before a plugin; none if there is no folder `nvidia`.
    static List<Path> beside(Path plugin) {
        List<Path> files = new ArrayList<>();
        Path nvidia = root(plugin).resolve("nvidia");
        for (String name : ORDER) {
            for (Path part : Discovery.list(nvidia, "*")) {
                for (Path file : Discovery.list(part.resolve("lib"), "lib" + name + ".so*")) {
                    if (Files.isRegularFile(file)) {
                        files.add(file);
                    }
                }
            }
        }
        return files;
    }

    // The plugin lies in <root>/jax_plugins/<name>/.
    private static Path root(Path plugin) {
        Path root = plugin;
        for (int i = 0; i < 3; i++) {
            root = Objects.requireNonNullElse(root.getParent(), root);
        }
        return root;
    }
}
