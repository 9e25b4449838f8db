package io.jacquard.nn.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The JSON header of a safetensors file.
///
/// @param entries where each tensor lies, by name
/// @param metadata free text by name
record Header(Map<String, Entry> entries, Map<String, String> metadata) {
    /// Where a tensor lies.
    ///
    /// @param type dtype and shape
    /// @param begin first byte, counted from the end of the header
    /// @param end end, exclusive
    record Entry(TensorType type, long begin, long end) {}

    private static final String METADATA = "__metadata__";
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final Map<String, DType> DTYPES =
            Map.of(
                    "F64", DType.F64,
                    "F32", DType.F32,
                    "F16", DType.F16,
                    "BF16", DType.BF16,
                    "I64", DType.I64,
                    "I32", DType.I32,
                    "I8", DType.I8,
                    "U32", DType.U32,
                    "U8", DType.U8,
                    "BOOL", DType.BOOL);

    // ---- laying out

    /// The header of tensors that lie one after the other, wide dtypes first, then by name.
    static Header of(Map<String, TensorType> types, Map<String, String> metadata) {
        Comparator<Map.Entry<String, TensorType>> order =
                Comparator.comparingInt(e -> -e.getValue().dtype().bytes());
        List<Map.Entry<String, TensorType>> sorted =
                types.entrySet().stream()
                        .sorted(order.thenComparing(Map.Entry.comparingByKey()))
                        .toList();
        Map<String, Entry> entries = new LinkedHashMap<>();
        long at = 0;
        for (var e : sorted) {
            if (e.getKey().equals(METADATA)) {
                throw new CheckpointException("a tensor cannot be named " + METADATA);
            }
            entries.put(e.getKey(), new Entry(e.getValue(), at, at + e.getValue().bytes()));
            at += e.getValue().bytes();
        }
        return new Header(entries, new TreeMap<>(metadata));
    }

    /// The text, padded with spaces such that the data begin at a multiple of 8 bytes.
    byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator g = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            g.writeStartObject();
            if (!metadata.isEmpty()) {
                g.writeName(METADATA);
                g.writeStartObject();
                metadata.forEach((k, v) -> g.writeName(k).writeString(v));
                g.writeEndObject();
            }
            entries.forEach((name, e) -> write(g, name, e));
            g.writeEndObject();
        }
        byte[] text = out.toByteArray();
        byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void write(JsonGenerator g, String name, Entry e) {
        g.writeName(name);
        g.writeStartObject();
        g.writeName("dtype").writeString(e.type.dtype().name());
        g.writeName("shape").writeStartArray();
        for (int size : e.type.shape().sizes()) {
            g.writeNumber(size);
        }
        g.writeEndArray();
        g.writeName("data_offsets").writeStartArray();
        g.writeNumber(e.begin).writeNumber(e.end);
        g.writeEndArray();
        g.writeEndObject();
    }

    // ---- parsing

    /// Reads a header.
    ///
    /// @param text the bytes between the length and the data
    /// @param data number of bytes that follow
    /// @throws CheckpointException if anything in it is not as the format wants it
    static Header parse(byte[] text, long data) {
        if (text.length == 0 || text[0] != '{') {
            throw new CheckpointException(
                    "the header does not begin with '{'; is this a safetensors file?");
        }
        checkUtf8(text);
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (JsonParser p = JSON.createParser(ObjectReadContext.empty(), text)) {
            require(p, p.nextToken(), JsonToken.START_OBJECT, "the header");
            while (p.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = p.currentName();
                if (name.equals(METADATA)) {
                    readMetadata(p, metadata);
                } else {
                    entries.put(name, entry(p, name));
                }
            }
            if (p.nextToken() != null) {
                throw new CheckpointException("text follows the header's object");
            }
        } catch (JacksonException e) {
            throw new CheckpointException(
                    "the header is no valid JSON: " + e.getOriginalMessage(), e);
        }
        Header header = new Header(entries, metadata);
        header.checkCover(data);
        return header;
    }

    // A parser of JSON guesses UTF-16 and UTF-32 from zeros, and takes some malformed bytes.
    private static void checkUtf8(byte[] text) {
        ByteBuffer in = ByteBuffer.wrap(text);
        CharBuffer out = CharBuffer.allocate(1 << 12);
        CharsetDecoder decoder = UTF_8.newDecoder();
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(in, out.clear(), true);
        }
        for (int i = 0; i < text.length && !result.isError(); i++) {
            if (text[i] == 0) {
                in.position(i);
                result = CoderResult.malformedForLength(1);
            }
        }
        if (result.isError()) {
            throw new CheckpointException(
                    "the header is no UTF-8 text at its byte %d".formatted(in.position()));
        }
    }

    private static void readMetadata(JsonParser p, Map<String, String> metadata) {
        require(p, p.nextToken(), JsonToken.START_OBJECT, METADATA);
        while (p.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = p.currentName();
            require(p, p.nextToken(), JsonToken.VALUE_STRING, METADATA + " " + key);
            metadata.put(key, p.getString());
        }
    }

    private static Entry entry(JsonParser p, String name) {
        require(p, p.nextToken(), JsonToken.START_OBJECT, "tensor " + name);
        String dtype = "";
        long[] shape = {-1};
        long[] offsets = {-1};
        while (p.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = p.currentName();
            switch (key) {
                case "dtype" -> {
                    require(p, p.nextToken(), JsonToken.VALUE_STRING, "dtype of " + name);
                    dtype = p.getString();
                }
                case "shape" -> shape = numbers(p, "shape of " + name);
                case "data_offsets" -> offsets = numbers(p, "data_offsets of " + name);
                default -> throw wrong(name, "has an unknown key '" + key + "'");
            }
        }
        return entry(name, dtype, shape, offsets);
    }

    private static Entry entry(String name, String dtype, long[] shape, long[] offsets) {
        DType known = DTYPES.get(dtype);
        if (known == null) {
            throw wrong(
                    name,
                    "has dtype '%s'; known are %s"
                            .formatted(dtype, new TreeMap<>(DTYPES).keySet()));
        }
        if (offsets.length != 2 || offsets[0] < 0 || offsets[1] < offsets[0]) {
            throw wrong(name, "has no data_offsets [begin, end] with 0 <= begin <= end");
        }
        TensorType type = new TensorType(known, shape(name, shape));
        if (type.bytes() != offsets[1] - offsets[0]) {
            throw wrong(
                    name,
                    "is %s, %d bytes, but its data_offsets span %d"
                            .formatted(type, type.bytes(), offsets[1] - offsets[0]));
        }
        return new Entry(type, offsets[0], offsets[1]);
    }

    private static Shape shape(String name, long[] sizes) {
        for (long size : sizes) {
            if (size < 0 || size > Integer.MAX_VALUE) {
                throw wrong(
                        name,
                        "has no shape of sizes from 0 to 2^31 - 1: " + Arrays.toString(sizes));
            }
        }
        try {
            return Shape.of(Arrays.stream(sizes).mapToInt(s -> (int) s).toArray());
        } catch (ShapeException e) {
            throw new CheckpointException("tensor '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    private static long[] numbers(JsonParser p, String what) {
        require(p, p.nextToken(), JsonToken.START_ARRAY, what);
        long[] found = new long[8];
        int n = 0;
        while (p.nextToken() != JsonToken.END_ARRAY) {
            require(p, p.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
            found = n == found.length ? Arrays.copyOf(found, 2 * n) : found;
            found[n++] = p.getLongValue();
        }
        return Arrays.copyOf(found, n);
    }

    private void checkCover(long data) {
        Comparator<Map.Entry<String, Entry>> order =
                Comparator.comparingLong(e -> e.getValue().begin);
        List<Map.Entry<String, Entry>> sorted =
                entries.entrySet().stream()
                        .sorted(order.thenComparingLong(e -> e.getValue().end))
                        .toList();
        long at = 0;
        for (var e : sorted) {
            long begin = e.getValue().begin;
            if (begin != at) {
                throw wrong(
                        e.getKey(),
                        "begins at byte %d, the tensor before it ends at %d: %s"
                                .formatted(begin, at, begin < at ? "an overlap" : "a hole"));
            }
            at = e.getValue().end;
        }
        if (at != data) {
            throw new CheckpointException(
                    "the header describes %d bytes of data, the file has %d: it is %s"
                            .formatted(at, data, at > data ? "cut short" : "too long"));
        }
    }

    private static void require(JsonParser p, JsonToken found, JsonToken wanted, String what) {
        if (found != wanted) {
            throw new CheckpointException(
                    "%s: expected %s, found %s in line %d, column %d of the header"
                            .formatted(
                                    what,
                                    wanted,
                                    found,
                                    p.currentTokenLocation().getLineNr(),
                                    p.currentTokenLocation().getColumnNr()));
        }
    }

    private static CheckpointException wrong(String name, String problem) {
        return new CheckpointException("tensor '%s' %s".formatted(name, problem));
    }
}
