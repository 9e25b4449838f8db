package io.jacquard.nn.checkpoint;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Reads and writes safetensors files: a JSON header and the bytes of named arrays, no code.
///
/// Reading is strict: a file with a hole, an overlap, a duplicate name, an unknown dtype, a header
/// that is no UTF-8 or has more than {@value #LARGEST_HEADER} bytes, or cut short, is refused with
/// what is wrong. Nothing is allocated for what a header claims before the size of the file has
/// proved it. Writing the same arrays gives the same bytes.
///
/// A checkpoint of several files is read as one: the path is then that of its index
/// `model.safetensors.index.json`, or of the folder. Every tensor of the index has to be in its
/// file, and every tensor of the files in the index.
///
/// {@snippet file="io/jacquard/nn/SnippetsTest.java" region="safetensors"}
///
/// Source: the format's own description in the repository `huggingface/safetensors`, read 2026-05.
public final class Safetensors {
    private static final long LARGEST_HEADER = 100_000_000;
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Safetensors() {}

    /// Makes the content of an open file.
    private interface Opening {
        Content open(FileChannel channel) throws IOException;
    }

    /// Reads a file, or all files of an index or folder. The values are copies.
    ///
    /// @param path a safetensors file, an index `....index.json`, or a folder with
    ///   `model.safetensors` or `model.safetensors.index.json`
    /// @throws CheckpointException if it is absent, cannot be read, or is not as the format wants
    ///   it
    public static Checkpoint read(Path path) {
        return Shards.read(path, file -> one(file, Content::copied));
    }

    /// Reads a file, or all files of an index or folder, without copying: the values are the files'
    /// own memory, which the system reads when it is looked at. The files may be replaced but must
    /// not be changed or cut meanwhile.
    ///
    /// @param path as for {@link #read(Path)}
    /// @param arena how long the values may be used; automatic: until nobody can
    /// @throws CheckpointException if it is absent, cannot be read, or is not as the format wants
    ///   it
    public static Checkpoint map(Path path, Arena arena) {
        return Shards.read(path, file -> one(file, channel -> Content.mapped(channel, arena)));
    }

    /// Reads the bytes of a file.
    ///
    /// @throws CheckpointException if they are not as the format wants them
    public static Checkpoint read(byte[] file) {
        try {
            return read(Content.of(file));
        } catch (IOException e) {
            throw new CheckpointException("cannot read the bytes", e);
        }
    }

    private static Checkpoint one(Path file, Opening opening) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(opening.open(channel));
        } catch (CheckpointException e) {
            throw new CheckpointException("%s: %s".formatted(file, e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw new CheckpointException("no file " + file, e);
        } catch (IOException e) {
            throw new CheckpointException("cannot read %s: %s".formatted(file, reason(e)), e);
        }
    }

    /// Replaces a file, or makes it, all or nothing: if this fails, the file is as it was.
    ///
    /// @param file the file; its folder exists
    /// @param tensors arrays by name
    /// @param metadata free text by name
    /// @throws CheckpointException if it cannot be written, for example because the disk is full
    public static void write(
            Path file, Map<String, Literal> tensors, Map<String, String> metadata) {
        Map<String, TensorType> types = new LinkedHashMap<>();
        tensors.forEach((name, literal) -> types.put(name, literal.type()));
        Header header = Header.of(types, metadata);
        try {
            AtomicFile.write(file, channel -> write(channel, header, tensors));
        } catch (IOException e) {
            long bytes = header.entries().values().stream().mapToLong(t -> t.type().bytes()).sum();
            throw new CheckpointException(
                    "cannot write %s: %s\n  %d bytes were to be written, %s; the file is as it was before"
                            .formatted(file, reason(e), bytes, room(file)),
                    e);
        }
    }

    private static void write(FileChannel channel, Header header, Map<String, Literal> tensors)
            throws IOException {
        byte[] json = header.json();
        ByteBuffer first = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
        writeAll(channel, first.putLong(json.length).put(json).flip());
        for (String name : header.entries().keySet()) {
            MemorySegment data = Objects.requireNonNull(tensors.get(name)).segment();
            for (long at = 0; at < data.byteSize(); at += Content.CHUNK) {
                long size = Math.min(Content.CHUNK, data.byteSize() - at);
                writeAll(channel, data.asSlice(at, size).asByteBuffer());
            }
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static Checkpoint read(Content content) throws IOException {
        long size = content.size();
        if (size < 8) {
            throw new CheckpointException(
                    "%d bytes are no safetensors file, which has at least 10".formatted(size));
        }
        long n = content.take(0, 8).get(LONG, 0);
        if (n < 0 || n > LARGEST_HEADER) {
            throw new CheckpointException(
                    "the header is said to have %s bytes, more than %d; is this a safetensors file?"
                            .formatted(Long.toUnsignedString(n), LARGEST_HEADER));
        }
        if (n > size - 8) {
            throw new CheckpointException(
                    "the header is said to have %d bytes, the file has %d: it is cut short"
                            .formatted(n, size));
        }
        byte[] text = content.take(8, n).toArray(ValueLayout.JAVA_BYTE);
        Header header = Header.parse(text, size - 8 - n);
        Map<String, Literal> tensors = new LinkedHashMap<>();
        for (var e : header.entries().entrySet()) {
            tensors.put(e.getKey(), tensor(content, 8 + n, e.getKey(), e.getValue()));
        }
        return new Checkpoint(tensors, header.metadata());
    }

    private static Literal tensor(Content content, long start, String name, Header.Entry entry)
            throws IOException {
        TensorType type = entry.type();
        MemorySegment memory = content.take(start + entry.begin(), type.bytes());
        if (type.dtype() == DType.BOOL) {
            checkTruth(name, memory);
        }
        return Literal.of(type, memory);
    }

    private static void checkTruth(String name, MemorySegment memory) {
        for (long i = 0; i < memory.byteSize(); i++) {
            int value = memory.get(ValueLayout.JAVA_BYTE, i);
            if (value != 0 && value != 1) {
                throw new CheckpointException(
                        "tensor '%s' is BOOL, but byte %d of it is %d".formatted(name, i, value));
            }
        }
    }

    private static String reason(IOException e) {
        String text = e.getMessage();
        return text == null ? e.getClass().getSimpleName() : text;
    }

    private static String room(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "the folder does not exist";
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() + " bytes are free there";
        } catch (IOException e) {
            return "free space unknown";
        }
    }
}
