package io.jacquard.cli.plugin;

import java.nio.file.Files;
import java.nio.file.Path;

/// Wheels that lie in a folder of this machine.
///
/// @param folder that folder
public record WheelFolder(Path folder) implements WheelSource {
    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public Path fetch(Wheel wheel, Path into) {
        Path file = folder.resolve(wheel.file());
        if (!Files.isRegularFile(file)) {
            throw new PluginException(
                    "%s: the wheel is not in the folder".formatted(wheel.file()),
                    Files.isDirectory(folder)
                            ? "there is no such file in " + folder
                            : "there is no folder " + folder,
                    "expected version %s of %s under exactly this name"
                            .formatted(wheel.version(), wheel.distribution()),
                    "get it on a machine that can: python3 -m pip download --no-deps --only-binary=:all: --platform %s %s==%s"
                            .formatted(wheel.platformTag(), wheel.distribution(), wheel.version()));
        }
        return file;
    }
}
