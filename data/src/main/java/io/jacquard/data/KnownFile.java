package io.jacquard.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A file of a data set whose contents are known.
///
/// @param set the set's name on the command line
/// @param folder the set's folder, here and at the address
/// @param file the file's name
/// @param bytes its size
/// @param sha256 its SHA-256 sum, lower-case hexadecimal
record KnownFile(String set, String folder, String file, long bytes, String sha256) {
    private static final String CATALOGUE = "downloads.txt";

    /// All files that are known.
    static List<KnownFile> all() {
        try (InputStream in =
                Objects.requireNonNull(KnownFile.class.getResourceAsStream(CATALOGUE), CATALOGUE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(KnownFile::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + CATALOGUE, e);
        }
    }

    private static KnownFile parse(String line) {
        String[] parts = line.split(" ", -1);
        return new KnownFile(parts[0], parts[1], parts[2], Long.parseLong(parts[3]), parts[4]);
    }
}
