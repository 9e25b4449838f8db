package io.jacquard.cli.plugin;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A plugin as it is for one platform.
///
/// @param name for example `cpu`
/// @param library where its shared library lies among the unpacked files
/// @param wheels what it is made of, at least one
public record Plugin(String name, String library, List<Wheel> wheels) {
    /// Checked and copied.
    public Plugin {
        wheels = List.copyOf(wheels);
    }

    /// Bytes to be fetched.
    public long bytes() {
        return wheels.stream().mapToLong(Wheel::bytes).sum();
    }

    /// Bytes of the unpacked files.
    public long unpackedBytes() {
        return wheels.stream().mapToLong(Wheel::unpackedBytes).sum();
    }

    /// Tells one set of wheels from another.
    String identity() {
        return wheels.stream()
                .map(wheel -> wheel.sha256() + "  " + wheel.file() + "\n")
                .collect(Collectors.joining());
    }

    /// A number of bytes as people read it, such as `63.5 MB`.
    public static String size(long bytes) {
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
