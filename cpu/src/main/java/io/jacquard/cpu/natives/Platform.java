package io.jacquard.cpu.natives;

import java.util.Locale;

/// An operating system and processor, named as the native artifacts' Maven classifiers are.
///
/// @param name for example `linux-x86_64`
public record Platform(String name) {
    /// Returns the platform this process runs on.
    public static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Platform of(String osName, String osArch) {
        return new Platform(system(osName) + "-" + processor(osArch));
    }

    private static String system(String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            return "macosx";
        }
        return os.startsWith("windows") ? "windows" : os.replace(' ', '-');
    }

    private static String processor(String osArch) {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x86-64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> osArch.toLowerCase(Locale.ROOT);
        };
    }
}
