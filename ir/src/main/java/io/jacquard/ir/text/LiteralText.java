package io.jacquard.ir.text;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Data as text: few elements as numbers that give the same bits again (of NaN, the same value),
/// more as the base64 of their bytes.
final class LiteralText {
    private static final int INLINE = 16;
    private static final Pattern REAL =
            Pattern.compile("-?(inf|nan|[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?)");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    private LiteralText() {}

    static String print(Literal literal) {
        if (literal.elements() > INLINE) {
            byte[] bytes = literal.segment().toArray(ValueLayout.JAVA_BYTE);
            return literal.type() + " \"" + Base64.getEncoder().encodeToString(bytes) + "\"";
        }
        return IntStream.range(0, literal.elements())
                .mapToObj(i -> element(literal, i))
                .collect(Collectors.joining(", ", literal.type() + " (", ")"));
    }

    private static String element(Literal literal, int index) {
        return switch (literal.type().dtype()) {
            case F64 -> number(literal.get(index));
            case F32, BF16, F16 -> {
                float value = (float) literal.get(index);
                yield Float.isFinite(value) ? Float.toString(value) : number(value);
            }
            case BOOL -> literal.getLong(index) != 0 ? "true" : "false";
            case I8, I32, I64, U8, U32 -> Long.toString(literal.getLong(index));
        };
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return Double.toString(value);
    }

    static Literal parse(Cursor in, TensorType type) {
        return in.sees("\"") ? bytes(in, type) : elements(in, type);
    }

    private static Literal bytes(Cursor in, TensorType type) {
        int start = in.position();
        String text = in.quoted();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw in.failure("base64", start);
        }
        if (bytes.length != type.bytes()) {
            throw in.failure(type.bytes() + " bytes", bytes.length + " bytes", start);
        }
        if (type.dtype() == DType.BOOL) {
            for (byte b : bytes) {
                if (b != 0 && b != 1) {
                    throw in.failure("bytes that are 0 or 1", "the byte " + b, start);
                }
            }
        }
        return Literal.of(type, MemorySegment.ofArray(bytes));
    }

    private static Literal elements(Cursor in, TensorType type) {
        int count = type.shape().elements();
        if (count > INLINE) {
            throw in.failure(
                    "a text in quotes, the base64 of more than %d elements".formatted(INLINE));
        }
        Literal made = Literal.zeros(type);
        in.expect("(");
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                in.expect(",");
            }
            store(in, made, i);
        }
        in.expect(")");
        return made;
    }

    private static void store(Cursor in, Literal made, int index) {
        switch (made.type().dtype()) {
            case F64 -> made.set(index, real(in));
            case F32, BF16, F16 -> made.set(index, single(in));
            case BOOL -> made.set(index, truth(in) ? 1 : 0);
            case I8, I32, I64, U8, U32 -> {
                int start = in.position();
                long value = integer(in, "a number of " + made.type().dtype().text());
                made.setLong(index, value);
                if (made.getLong(index) != value) {
                    throw in.failure("a number of " + made.type().dtype().text(), start);
                }
            }
        }
    }

    static boolean truth(Cursor in) {
        if (in.accept("true")) {
            return true;
        }
        if (in.accept("false")) {
            return false;
        }
        throw in.failure("'true' or 'false'");
    }

    static double real(Cursor in) {
        String text = realText(in);
        return switch (text) {
            case "nan", "-nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    // Parsed as a float, since a double in between would round twice.
    private static float single(Cursor in) {
        String text = realText(in);
        return switch (text) {
            case "nan", "-nan" -> Float.NaN;
            case "inf" -> Float.POSITIVE_INFINITY;
            case "-inf" -> Float.NEGATIVE_INFINITY;
            default -> Float.parseFloat(text);
        };
    }

    private static String realText(Cursor in) {
        int start = in.position();
        String text = in.number("a number");
        if (!REAL.matcher(text).matches()) {
            throw in.failure("a number", start);
        }
        return text;
    }

    static long integer(Cursor in, String expected) {
        int start = in.position();
        String text = in.number(expected);
        if (!INTEGER.matcher(text).matches()) {
            throw in.failure(expected, start);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw in.failure(expected, start);
        }
    }
}
