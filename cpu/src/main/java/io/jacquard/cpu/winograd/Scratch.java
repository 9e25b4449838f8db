package io.jacquard.cpu.winograd;

/// Sets parts of scratch memory aside.
final class Scratch {
    private static final long LINE = 64;

    private long bytes;

    /// Sets bytes aside.
    ///
    /// @return where they begin, a multiple of 64
    long reserve(long size) {
        long start = bytes;
        bytes += padded(size);
        return start;
    }

    /// Bytes set aside so far.
    long bytes() {
        return bytes;
    }

    static long padded(long size) {
        return (size + LINE - 1) / LINE * LINE;
    }
}
