package io.jacquard.pjrt;

import java.nio.file.Path;
import java.util.List;

/// The PJRT plugins of this machine: shared libraries that make XLA devices usable.
///
/// They are looked for in this order; of several for one platform the first is used:
///
/// 1. the system property `jacquard.pjrt.path` or the environment variable `JACQUARD_PJRT_PATH`:
///    `cpu=/path/of/x.so`, several separated as on the class path;
/// 2. `PJRT_NAMES_AND_LIBRARY_PATHS`, which JAX reads too: `cpu:/path/of/x.so`, several separated
///    by commas;
/// 3. the packages of the Python installations on this machine: `jax_plugins`, `xla_plugins`,
///    `libtpu`;
/// 4. {@link #folder}, where `./jacquard plugin install` puts them.
///
/// Nothing is loaded by looking.
public final class Plugins {
    private Plugins() {}

    /// A plugin that was found.
    ///
    /// @param name of its platform, for example `cpu` or `cuda`
    /// @param file its shared library
    /// @param source where it was looked for
    public record Plugin(String name, Path file, String source) {}

    /// The folder of installed plugins, which need not exist: the property `jacquard.plugins`, else
    /// the variable `JACQUARD_PLUGINS`, else `jacquard/plugins` in the user's cache.
    ///
    /// It holds a folder for each, for example `cpu` or `cuda13`, which is laid out as Python's
    /// `site-packages`, for example `cpu/xla_plugins/xla_cpu_pjrt/xla_cpu_pjrt.so`.
    public static Path folder() {
        return Discovery.folder(Settings.ofProcess());
    }

    /// The plugins of this machine, one a platform, accelerators first.
    public static List<Plugin> found() {
        return new Discovery(Settings.ofProcess()).plugins();
    }
}
