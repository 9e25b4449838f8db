package io.jacquard.cpu.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Arrays of the heap that one thread's kernels work in, and copies between them and native memory:
/// the JIT compiler turns loops over arrays into vector code, but not loops over native memory at
/// several addresses.
///
/// A tile holds rows of elements one after the other. Called by generated code.
final class Tiles {
    /// From here on a block copy of a row is faster than a loop.
    private static final int BLOCK = 8;

    private static final ThreadLocal<Tiles> OWN = ThreadLocal.withInitial(Tiles::new);

    private final List<float[]> floats = new ArrayList<>();
    private final List<int[]> ints = new ArrayList<>();
    private int rows;
    private int columns;

    private Tiles() {}

    /// The arrays of the current thread.
    static Tiles own() {
        return OWN.get();
    }

    /// The array of that number with that length or a greater one.
    float[] floats(int number, int length) {
        while (floats.size() <= number) {
            floats.add(new float[0]);
        }
        if (floats.get(number).length < length) {
            floats.set(number, new float[length]);
        }
        return floats.get(number);
    }

    /// The array of that number with that length or a greater one.
    int[] ints(int number, int length) {
        while (ints.size() <= number) {
            ints.add(new int[0]);
        }
        if (ints.get(number).length < length) {
            ints.set(number, new int[length]);
        }
        return ints.get(number);
    }

    /// Sets the size of the tiles that are copied next.
    Tiles of(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        return this;
    }

    /// How many rows of some columns a tile takes.
    static int rows(int length, int columns) {
        return columns == 0 ? 1 : Math.max(1, length / columns);
    }

    static void fill(float[] to, float value, int count) {
        Arrays.fill(to, 0, count, value);
    }

    static void fill(int[] to, int value, int count) {
        Arrays.fill(to, 0, count, value);
    }

    /// The numbers of the columns.
    static void columns(int[] to, int first, int rows, int columns) {
        for (int i = 0; i < columns; i++) {
            to[i] = first + i;
        }
        for (int r = 1; r < rows; r++) {
            System.arraycopy(to, 0, to, r * columns, columns);
        }
    }

    /// The numbers of the rows.
    static void rows(int[] to, int first, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(to, r * columns, (r + 1) * columns, first + r);
        }
    }

    /// The same row several times.
    static void repeat(float[] row, float[] to, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(row, 0, to, r * columns, columns);
        }
    }

    static void repeat(int[] row, int[] to, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(row, 0, to, r * columns, columns);
        }
    }

    /// The bits of floats.
    static void bits(float[] from, int[] to, int count) {
        MemorySegment.copy(
                MemorySegment.ofArray(from), 0, MemorySegment.ofArray(to), 0, 4L * count);
    }

    /// The floats of bits.
    static void bits(int[] from, float[] to, int count) {
        MemorySegment.copy(
                MemorySegment.ofArray(from), 0, MemorySegment.ofArray(to), 0, 4L * count);
    }

    void f32(long address, long rowStride, float[] to) {
        var layout = ValueLayout.JAVA_FLOAT_UNALIGNED;
        if (rows == 1 || rowStride == 4L * columns) {
            MemorySegment.copy(Memory.ALL, layout, address, to, 0, rows * columns);
        } else if (columns < BLOCK) {
            f32(address, rowStride, 4, to);
        } else {
            for (int r = 0; r < rows; r++) {
                long row = address + r * rowStride;
                MemorySegment.copy(Memory.ALL, layout, row, to, r * columns, columns);
            }
        }
    }

    void f32(float[] from, long address, long rowStride) {
        var layout = ValueLayout.JAVA_FLOAT_UNALIGNED;
        if (rows == 1 || rowStride == 4L * columns) {
            MemorySegment.copy(from, 0, Memory.ALL, layout, address, rows * columns);
        } else if (columns < BLOCK) {
            f32(from, address, rowStride, 4);
        } else {
            for (int r = 0; r < rows; r++) {
                long row = address + r * rowStride;
                MemorySegment.copy(from, r * columns, Memory.ALL, layout, row, columns);
            }
        }
    }

    void i32(long address, long rowStride, int[] to) {
        var layout = ValueLayout.JAVA_INT_UNALIGNED;
        if (rows == 1 || rowStride == 4L * columns) {
            MemorySegment.copy(Memory.ALL, layout, address, to, 0, rows * columns);
        } else if (columns < BLOCK) {
            i32(address, rowStride, 4, to);
        } else {
            for (int r = 0; r < rows; r++) {
                long row = address + r * rowStride;
                MemorySegment.copy(Memory.ALL, layout, row, to, r * columns, columns);
            }
        }
    }

    void i32(int[] from, long address, long rowStride) {
        var layout = ValueLayout.JAVA_INT_UNALIGNED;
        if (rows == 1 || rowStride == 4L * columns) {
            MemorySegment.copy(from, 0, Memory.ALL, layout, address, rows * columns);
        } else if (columns < BLOCK) {
            i32(from, address, rowStride, 4);
        } else {
            for (int r = 0; r < rows; r++) {
                long row = address + r * rowStride;
                MemorySegment.copy(from, r * columns, Memory.ALL, layout, row, columns);
            }
        }
    }

    void f32(long address, long rowStride, long columnStep, float[] to) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < columns; i++) {
                to[r * columns + i] = Memory.f32(address + r * rowStride + i * columnStep);
            }
        }
    }

    void f32(float[] from, long address, long rowStride, long columnStep) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < columns; i++) {
                Memory.f32(address + r * rowStride + i * columnStep, from[r * columns + i]);
            }
        }
    }

    void i32(long address, long rowStride, long columnStep, int[] to) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < columns; i++) {
                to[r * columns + i] = Memory.i32(address + r * rowStride + i * columnStep);
            }
        }
    }

    void i32(int[] from, long address, long rowStride, long columnStep) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < columns; i++) {
                Memory.i32(address + r * rowStride + i * columnStep, from[r * columns + i]);
            }
        }
    }

    void u16(long address, long rowStride, long columnStep, int[] to) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < columns; i++) {
                to[r * columns + i] = Memory.u16(address + r * rowStride + i * columnStep);
            }
        }
    }

    void u16(int[] from, long address, long rowStride, long columnStep) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < columns; i++) {
                Memory.u16(address + r * rowStride + i * columnStep, from[r * columns + i]);
            }
        }
    }

    void i8(long address, long rowStride, long columnStep, int[] to) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < columns; i++) {
                to[r * columns + i] = Memory.i8(address + r * rowStride + i * columnStep);
            }
        }
    }

    void i8(int[] from, long address, long rowStride, long columnStep) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < columns; i++) {
                Memory.i8(address + r * rowStride + i * columnStep, from[r * columns + i]);
            }
        }
    }

    void u8(long address, long rowStride, long columnStep, int[] to) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < columns; i++) {
                to[r * columns + i] = Memory.u8(address + r * rowStride + i * columnStep);
            }
        }
    }
}
