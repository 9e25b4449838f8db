package io.jacquard.cli.plugin;

import java.io.IOException;
import java.nio.file.Path;

/// Where wheels come from.
public sealed interface WheelSource permits Pip, WheelFolder {
    /// Where it is, as one reads it after "from".
    String place();

    /// Gets a wheel; its sum is not checked yet.
    ///
    /// @param into an empty or half-filled folder of the caller's, where the wheel may be put
    /// @return its file, which need not lie in that folder
    /// @throws PluginException if it is not to be had
    Path fetch(Wheel wheel, Path into) throws IOException;
}
