package io.jacquard.data;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/// Reads arrays in the IDX format, in which MNIST and its relatives are published.
///
/// Two zero bytes, a byte for the dtype, a byte for the number of axes, the sizes as big-endian
/// 32-bit integers, then the elements, big-endian, row-major. Files may be compressed by gzip,
/// which is recognized by content. 16-bit integers become i32.
///
/// Source: LeCun, Cortes, Burges, *The MNIST database of handwritten digits*, section "The IDX file
/// format".
public final class Idx {
    private static final int AT_ONCE = 1 << 26;
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private final String name;
    private final InputStream in;

    private Idx(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /// The array in a file.
    ///
    /// @throws DataException if the file is missing, unreadable, of another format, truncated, or
    ///   goes on after the last element
    public static Literal read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file; check the path", e);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read (%s)".formatted(file, e), e);
        }
    }

    /// The array in a stream, which is read to its end and not closed.
    ///
    /// @param name what to call the stream in messages
    /// @throws DataException as {@link #read(Path)}
    public static Literal read(String name, InputStream in) {
        try {
            return new Idx(name, Unpacked.of(in)).read();
        } catch (ZipException e) {
            throw DataException.of(
                    name, "the gzip data are damaged", e.getMessage() + "", "get the file again");
        } catch (EOFException e) {
            throw DataException.of(
                    name,
                    "the file is truncated",
                    "expected the end of its gzip data, found the end of the file",
                    "get the file again");
        } catch (IOException e) {
            throw new DataException("%s: cannot be read (%s)".formatted(name, e), e);
        }
    }

    private Literal read() throws IOException {
        ByteBuffer magic = ByteBuffer.wrap(bytes(4, "a magic number of 4 bytes"));
        if (magic.getShort(0) != 0) {
            throw wrongMagic(magic.getInt(0));
        }
        int code = magic.get(2);
        int width = width(code, magic.getInt(0));
        int[] sizes = sizes(magic.get(3));
        long length = width;
        for (int size : sizes) {
            length = Math.multiplyExact(length, (long) size);
            if (length > LONGEST) {
                throw wrongSizes(sizes);
            }
        }
        String what = "%d bytes of elements".formatted(length);
        byte[] elements = bytes((int) length, what);
        if (in.read() >= 0) {
            throw DataException.of(
                    name,
                    "bytes follow after the last element",
                    "expected " + what + " and then the end of the file",
                    "the sizes in its header are wrong, or it is no IDX file");
        }
        return array(code, sizes, elements);
    }

    private byte[] bytes(int count, String what) throws IOException {
        // A damaged header may name a size far beyond the file's: large arrays grow as they are
        // read.
        byte[] read = count <= AT_ONCE ? new byte[count] : in.readNBytes(count);
        int found = count <= AT_ONCE ? in.readNBytes(read, 0, count) : read.length;
        if (found < count) {
            throw DataException.of(
                    name,
                    "the file is truncated",
                    "expected %s, found %d".formatted(what, found),
                    "get the file again");
        }
        return read;
    }

    private int[] sizes(int rank) throws IOException {
        ByteBuffer read = ByteBuffer.wrap(bytes(4 * rank, "%d sizes of 4 bytes".formatted(rank)));
        int[] sizes = new int[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = read.getInt();
            if (sizes[i] < 0) {
                throw wrongSizes(sizes);
            }
        }
        return sizes;
    }

    private int width(int code, int magic) {
        return switch (code) {
            case 0x08, 0x09 -> 1;
            case 0x0B -> 2;
            case 0x0C, 0x0D -> 4;
            case 0x0E -> 8;
            default -> throw wrongMagic(magic);
        };
    }

    private DataException wrongMagic(int magic) {
        return DataException.of(
                name,
                "this is no IDX file",
                "expected a magic number 0x00000T0R, T one of 8 9 B C D E, found 0x%08x"
                        .formatted(magic),
                "give an IDX file, such as train-images-idx3-ubyte, gzipped or not");
    }

    private DataException wrongSizes(int[] sizes) {
        return DataException.of(
                name,
                "the sizes in its header make no sense",
                "expected less than 2 GiB, found " + java.util.Arrays.toString(sizes),
                "it is damaged or no IDX file; get it again");
    }

    private static Literal array(int code, int[] sizes, byte[] bytes) {
        MemorySegment big = MemorySegment.ofArray(bytes);
        return switch (code) {
            case 0x08 -> Literal.of(TensorType.of(DType.U8, sizes), big);
            case 0x09 -> Literal.of(TensorType.of(DType.I8, sizes), big);
            case 0x0B -> widened(ByteBuffer.wrap(bytes), sizes);
            case 0x0C, 0x0D -> swapped(code == 0x0C ? DType.I32 : DType.F32, sizes, big);
            default -> swappedLongs(sizes, big);
        };
    }

    private static Literal widened(ByteBuffer shorts, int[] sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.I32, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.setLong(i, shorts.getShort(2 * i));
        }
        return made;
    }

    private static Literal swapped(DType dtype, int[] sizes, MemorySegment big) {
        Literal made = Literal.zeros(TensorType.of(dtype, sizes));
        MemorySegment.copy(
                big,
                ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN),
                0,
                made.segment(),
                ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN),
                0,
                made.elements());
        return made;
    }

    private static Literal swappedLongs(int[] sizes, MemorySegment big) {
        Literal made = Literal.zeros(TensorType.of(DType.F64, sizes));
        MemorySegment.copy(
                big,
                ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN),
                0,
                made.segment(),
                ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN),
                0,
                made.elements());
        return made;
    }
}
