package io.jacquard.nn.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/// The bytes of a file, of which parts are taken.
interface Content {
    /// Most bytes that are read or written at once, and of an array on Java's heap.
    long CHUNK = 1 << 26;

    /// Number of bytes.
    long size();

    /// Bytes from an offset on, within the size.
    ///
    /// @throws IOException if they cannot be read
    MemorySegment take(long offset, long size) throws IOException;

    /// Copies of parts of an array.
    static Content of(byte[] file) {
        MemorySegment all = MemorySegment.ofArray(file);
        return new Content() {
            @Override
            public long size() {
                return all.byteSize();
            }

            @Override
            public MemorySegment take(long offset, long size) {
                return memory(size).copyFrom(all.asSlice(offset, size));
            }
        };
    }

    /// Copies of parts of a file.
    static Content copied(FileChannel channel) throws IOException {
        long bytes = channel.size();
        return new Content() {
            @Override
            public long size() {
                return bytes;
            }

            @Override
            public MemorySegment take(long offset, long size) throws IOException {
                MemorySegment taken = memory(size);
                for (long at = 0; at < size; at += CHUNK) {
                    long part = Math.min(CHUNK, size - at);
                    readAll(channel, offset + at, taken.asSlice(at, part).asByteBuffer());
                }
                return taken;
            }
        };
    }

    /// Parts of a file's own memory, for as long as the arena lives.
    static Content mapped(FileChannel channel, Arena arena) throws IOException {
        MemorySegment all = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        return new Content() {
            @Override
            public long size() {
                return all.byteSize();
            }

            @Override
            public MemorySegment take(long offset, long size) {
                return all.asSlice(offset, size);
            }
        };
    }

    /// Memory for so many bytes, large ones outside of Java's heap.
    static MemorySegment memory(long size) {
        return size > CHUNK
                ? Arena.ofAuto().allocate(size, 64)
                : MemorySegment.ofArray(new byte[(int) size]);
    }

    private static void readAll(FileChannel channel, long offset, ByteBuffer into)
            throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int n = channel.read(into, at);
            if (n < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            at += n;
        }
    }
}
