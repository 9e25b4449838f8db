package io.jacquard.cli.plugin;

/// One published wheel.
///
/// @param distribution its project's name, for example `xla-cpu-pjrt`
/// @param version its version
/// @param file its file name
/// @param sha256 64 lower-case hexadecimal digits
/// @param bytes its size
/// @param unpackedBytes the size of what is in it
public record Wheel(
        String distribution,
        String version,
        String file,
        String sha256,
        long bytes,
        long unpackedBytes) {
    /// A platform that this wheel is for, as `pip download --platform` takes it: the first of those
    /// that its file name ends with.
    String platformTag() {
        String stem = file.substring(0, file.length() - ".whl".length());
        String tags = stem.substring(stem.lastIndexOf('-') + 1);
        return tags.split("\\.", 2)[0];
    }
}
