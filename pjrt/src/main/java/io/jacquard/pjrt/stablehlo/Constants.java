package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;

/// Fixed data as StableHLO writes it: floats by their bits, so that none is rounded and NaN and
/// infinities can be written at all; arrays as one string of bytes, the shortest form.
final class Constants {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Constants() {}

    /// The elements, for example `dense<0x3F800000>`. Of bool only arrays whose elements are all
    /// equal have a text.
    static String dense(Literal value) {
        if (value.elements() == 0) {
            return "dense<>";
        }
        return "dense<%s>".formatted(isSplat(value) ? element(value) : bytes(value));
    }

    /// Whether all elements have the same bits.
    static boolean isSplat(Literal value) {
        MemorySegment data = value.segment();
        long width = value.type().dtype().bytes();
        long rest = data.byteSize() - width;
        return rest >= 0 && MemorySegment.mismatch(data, 0, rest, data, width, data.byteSize()) < 0;
    }

    /// The first element as a scalar.
    static Literal first(Literal value) {
        DType dtype = value.type().dtype();
        return Literal.of(TensorType.of(dtype), value.segment().asSlice(0, dtype.bytes()));
    }

    private static String element(Literal value) {
        return switch (value.type().dtype()) {
            case F32, F64, BF16, F16 -> "0x" + HEX.toHexDigits(bits(value), digits(value));
            case I8, I32, I64, U8, U32 -> Long.toString(value.getLong(0));
            case BOOL -> Boolean.toString(value.getLong(0) != 0);
        };
    }

    private static int digits(Literal value) {
        return 2 * value.type().dtype().bytes();
    }

    private static long bits(Literal value) {
        long bits = 0;
        for (int i = value.type().dtype().bytes() - 1; i >= 0; i--) {
            bits = (bits << 8) | (value.segment().get(ValueLayout.JAVA_BYTE, i) & 0xFF);
        }
        return bits;
    }

    private static String bytes(Literal value) {
        if (value.type().dtype() == DType.BOOL) {
            throw new IllegalArgumentException("bools have no bytes in StableHLO");
        }
        byte[] all = value.segment().toArray(ValueLayout.JAVA_BYTE);
        return '"' + "0x" + HEX.formatHex(all) + '"';
    }

    /// A scalar of an integer dtype or bool, from its low bits.
    static Literal integer(DType dtype, long value) {
        Literal made = Literal.zeros(TensorType.of(dtype));
        made.setLong(0, value);
        return made;
    }
}
