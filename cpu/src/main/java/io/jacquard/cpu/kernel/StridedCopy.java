package io.jacquard.cpu.kernel;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A copy between two strided views of one shape: transpose, slice, reverse, broadcast, and the
/// parts of pad and concatenate.
///
/// The plan is made once; axes that lie behind each other in both views are joined, the innermost
/// axis is the one where the target is densest, and a transpose goes in tiles. Safe from any
/// thread.
public final class StridedCopy {
    private static final int TILE = 16;

    /// From here on a block copy is faster than a loop.
    private static final int BLOCK_BYTES = 32;

    private record Dim(long size, long source, long target) {
        /// Whether a step along this axis is a whole run along the other, in both views.
        private boolean holds(Dim inner) {
            return source == inner.source * inner.size && target == inner.target * inner.size;
        }
    }

    private final int bytes;
    private final List<Dim> dims;
    private final boolean tiled;

    private StridedCopy(int bytes, List<Dim> dims, boolean tiled) {
        this.bytes = bytes;
        this.dims = dims;
        this.tiled = tiled;
    }

    /// Plans a copy.
    ///
    /// @param elementBytes size of an element: 1, 2, 4 or 8
    /// @param sizes the shape, at most 8 axes
    /// @param source bytes from one index to the next along each axis of the source; 0 repeats,
    ///   less than 0 reverses
    /// @param target the same for the target; not 0
    /// @throws IllegalArgumentException if the lengths differ or the size of an element is another
    public static StridedCopy plan(int elementBytes, int[] sizes, long[] source, long[] target) {
        boolean known = elementBytes == 1 || elementBytes == 2 || elementBytes == 4;
        if (!known && elementBytes != 8) {
            throw new IllegalArgumentException(
                    "[copy] elements of %d bytes; expected 1, 2, 4 or 8".formatted(elementBytes));
        }
        if (sizes.length != source.length || sizes.length != target.length) {
            throw new IllegalArgumentException(
                    "[copy] %d sizes, %d and %d strides; expected one of each per axis"
                            .formatted(sizes.length, source.length, target.length));
        }
        List<Dim> dims = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] != 1) {
                dims.add(new Dim(sizes[i], source[i], target[i]));
            }
        }
        dims.sort(Comparator.comparingLong((Dim d) -> Math.abs(d.target)).reversed());
        return ordered(elementBytes, joined(dims));
    }

    private static List<Dim> joined(List<Dim> dims) {
        List<Dim> joined = new ArrayList<>();
        for (Dim d : dims) {
            if (!joined.isEmpty() && joined.getLast().holds(d)) {
                Dim last = joined.removeLast();
                joined.add(new Dim(last.size * d.size, d.source, d.target));
            } else {
                joined.add(d);
            }
        }
        return joined;
    }

    /// Puts the axis along which the source is dense next to the innermost, if that is another.
    private static StridedCopy ordered(int bytes, List<Dim> dims) {
        if (dims.isEmpty()) {
            return new StridedCopy(bytes, List.of(new Dim(1, bytes, bytes)), false);
        }
        Dim inner = dims.getLast();
        boolean tiled = false;
        for (int i = 0; i < dims.size() - 1; i++) {
            Dim d = dims.get(i);
            if (inner.source != bytes && Math.abs(d.source) == bytes) {
                dims.remove(i);
                dims.add(dims.size() - 1, d);
                tiled = true;
                break;
            }
        }
        return new StridedCopy(bytes, List.copyOf(dims), tiled);
    }

    /// Number of steps of the outermost loop, for splitting a copy among threads.
    public long steps() {
        return dims.getFirst().size;
    }

    /// Copies everything.
    ///
    /// @param source address of the source's first element
    /// @param target address of the target's first element; the views must not overlap
    public void run(long source, long target) {
        run(source, target, 0, steps());
    }

    /// Copies steps `from` (inclusive) to `to` (exclusive) of the outermost loop.
    public void run(long source, long target, long from, long to) {
        Dim first = dims.getFirst();
        long s = source + from * first.source;
        long t = target + from * first.target;
        copy(0, s, t, to - from);
    }

    private void copy(int depth, long source, long target, long size) {
        int left = dims.size() - depth;
        if (left == 1) {
            Dim d = dims.getLast();
            row(source, d.source, target, d.target, size);
        } else if (left == 2 && tiled) {
            tiles(source, target, size);
        } else {
            Dim d = dims.get(depth);
            long inner = dims.get(depth + 1).size;
            for (long i = 0; i < size; i++) {
                copy(depth + 1, source + i * d.source, target + i * d.target, inner);
            }
        }
    }

    private void tiles(long source, long target, long size) {
        Dim outer = dims.get(dims.size() - 2);
        Dim inner = dims.getLast();
        for (long i = 0; i < size; i += TILE) {
            long end = Math.min(size, i + TILE);
            for (long k = 0; k < inner.size; k += TILE) {
                long n = Math.min(TILE, inner.size - k);
                long s = source + k * inner.source;
                long t = target + k * inner.target;
                for (long j = i; j < end; j++) {
                    strided(
                            s + j * outer.source,
                            inner.source,
                            t + j * outer.target,
                            inner.target,
                            n);
                }
            }
        }
    }

    private void row(long source, long sourceStep, long target, long targetStep, long size) {
        if (sourceStep == bytes && targetStep == bytes && size * bytes >= BLOCK_BYTES) {
            MemorySegment.copy(Memory.ALL, source, Memory.ALL, target, size * bytes);
        } else {
            strided(source, sourceStep, target, targetStep, size);
        }
    }

    private void strided(long source, long sourceStep, long target, long targetStep, long size) {
        switch (bytes) {
            case 1 -> {
                for (long i = 0; i < size; i++) {
                    Memory.i8(target + i * targetStep, Memory.i8(source + i * sourceStep));
                }
            }
            case 2 -> {
                for (long i = 0; i < size; i++) {
                    Memory.u16(target + i * targetStep, Memory.u16(source + i * sourceStep));
                }
            }
            case 4 -> {
                for (long i = 0; i < size; i++) {
                    Memory.i32(target + i * targetStep, Memory.i32(source + i * sourceStep));
                }
            }
            default -> {
                for (long i = 0; i < size; i++) {
                    Memory.i64(target + i * targetStep, Memory.i64(source + i * sourceStep));
                }
            }
        }
    }
}
