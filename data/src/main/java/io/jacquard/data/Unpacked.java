package io.jacquard.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Opens files that may be compressed by gzip, which is recognized by content.
public final class Unpacked {
    private Unpacked() {}

    /// The contents of a file, to be closed by the caller.
    ///
    /// @throws IOException if the file is missing or unreadable
    public static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return of(raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// The contents of a stream; closing it closes the stream.
    ///
    /// @throws IOException if it cannot be read
    public static InputStream of(InputStream raw) throws IOException {
        InputStream buffered = new BufferedInputStream(raw, 1 << 16);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }
}
