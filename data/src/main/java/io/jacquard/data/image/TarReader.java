package io.jacquard.data.image;

import io.jacquard.data.DataException;
import io.jacquard.data.Unpacked;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;

/// Reads the files in a tar archive one after the other, compressed by gzip or not.
///
/// Source: IEEE Std 1003.1, *pax*, section "ustar Interchange Format". Extended headers are passed
/// over; names longer than 256 bytes are therefore cut.
final class TarReader implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final long LARGEST = 1L << 30;

    private final Path file;
    private final InputStream in;

    /// A file in the archive.
    static final class Entry {
        private final String name;
        private final byte[] bytes;

        Entry(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        String name() {
            return name;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private TarReader(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /// Opens an archive.
    static TarReader open(Path file) {
        try {
            return new TarReader(file, Unpacked.open(file));
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file; check the path", e);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read (%s)".formatted(file, e), e);
        }
    }

    /// The next regular file, or empty at the end of the archive.
    Optional<Entry> next() {
        try {
            while (true) {
                byte[] header = block();
                if (isZero(header)) {
                    return Optional.empty();
                }
                requireChecksum(header);
                byte[] content = content(size(header));
                if (header[156] == '0' || header[156] == 0) {
                    return Optional.of(new Entry(name(header), content));
                }
            }
        } catch (EOFException e) {
            throw DataException.of(
                    file,
                    "the archive is truncated",
                    "expected its end mark, found the end of the file",
                    "get the file again");
        } catch (ZipException e) {
            throw DataException.of(
                    file,
                    "the gzip data are damaged",
                    "found " + e.getMessage(),
                    "get the file again");
        } catch (IOException e) {
            throw new DataException("%s: cannot be read (%s)".formatted(file, e), e);
        }
    }

    private byte[] block() throws IOException {
        byte[] read = in.readNBytes(BLOCK);
        if (read.length < BLOCK) {
            throw new EOFException();
        }
        return read;
    }

    private byte[] content(long size) throws IOException {
        byte[] read = in.readNBytes((int) size);
        long padding = Math.ceilDiv(size, BLOCK) * BLOCK - size;
        if (read.length < size || in.readNBytes((int) padding).length < padding) {
            throw new EOFException();
        }
        return read;
    }

    private long size(byte[] header) {
        long size = octal(header, 124, 12);
        if (size < 0 || size > LARGEST) {
            throw DataException.of(
                    file,
                    "the size of %s in the archive makes no sense".formatted(name(header)),
                    "expected at most 1 GiB, found %d bytes".formatted(size),
                    "get the file again");
        }
        return size;
    }

    private void requireChecksum(byte[] header) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
        }
        if (sum != octal(header, 148, 8)) {
            throw DataException.of(
                    file,
                    "this is no tar archive, or it is damaged",
                    "expected a header with the sum %d, found %d"
                            .formatted(sum, octal(header, 148, 8)),
                    "give a .tar or .tar.gz file, or get the file again");
        }
    }

    private static boolean isZero(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK]);
    }

    private static long octal(byte[] header, int from, int length) {
        String digits = text(header, from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String name(byte[] header) {
        boolean ustar = text(header, 257, 5).equals("ustar");
        String prefix = ustar ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new DataException("%s: cannot be closed (%s)".formatted(file, e), e);
        }
    }
}
