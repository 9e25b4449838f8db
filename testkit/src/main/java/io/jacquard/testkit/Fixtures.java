package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Numbers that published implementations computed: `fixtures/README.md` of the source tree says
/// what is in each file.
///
/// {@snippet :
/// Fixtures softmax = Fixtures.load("softmax");
/// Literal x = softmax.tensor("ordinary/x");
/// }
public final class Fixtures {
    private final String name;
    private final Map<String, Literal> tensors;
    private final Json json;

    private Fixtures(String name, Map<String, Literal> tensors, Json json) {
        this.name = name;
        this.tensors = tensors;
        this.json = json;
    }

    /// The fixtures of that name: `NAME.json` and, if there is one, `NAME.safetensors`.
    ///
    /// @throws IllegalArgumentException if there are none of that name
    public static Fixtures load(String name) {
        byte[] json = bytes(name + ".json");
        if (json.length == 0) {
            throw new IllegalArgumentException("no fixtures named " + name);
        }
        byte[] data = bytes(name + ".safetensors");
        return new Fixtures(
                name,
                data.length == 0 ? Map.of() : tensors(data),
                Json.parse(new String(json, StandardCharsets.UTF_8)));
    }

    /// Settings, sources and everything else that is no tensor.
    public Json json() {
        return json;
    }

    /// Names of the tensors.
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /// A tensor.
    ///
    /// @throws IllegalArgumentException if there is none of that name; the message lists those
    ///   there are
    public Literal tensor(String wanted) {
        Literal found = tensors.get(wanted);
        if (found == null) {
            throw new IllegalArgumentException(
                    "no tensor '%s' in %s; there are %s"
                            .formatted(wanted, name, new TreeSet<>(tensors.keySet())));
        }
        return found;
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Fixtures.class.getResourceAsStream("fixtures/" + file)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("fixture " + file + " cannot be read", e);
        }
    }

    // The format: 8 bytes of header length, the header in JSON, the data
    // (huggingface.co/docs/safetensors).
    private static Map<String, Literal> tensors(byte[] file) {
        long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        int start = 8 + Math.toIntExact(length);
        Json header = Json.parse(new String(file, 8, start - 8, StandardCharsets.UTF_8));
        Map<String, Literal> tensors = new LinkedHashMap<>();
        header.fields()
                .forEach((key, entry) -> {
                    if (!key.equals("__metadata__")) {
                        tensors.put(key, tensor(file, start, entry));
                    }
                });
        return tensors;
    }

    private static Literal tensor(byte[] file, int start, Json entry) {
        int[] sizes = ints(entry.at("shape"));
        int[] offsets = ints(entry.at("data_offsets"));
        TensorType type = new TensorType(dtype(entry.at("dtype").text()), Shape.of(sizes));
        byte[] data = Arrays.copyOfRange(file, start + offsets[0], start + offsets[1]);
        return Literal.of(type, MemorySegment.ofArray(data));
    }

    private static int[] ints(Json list) {
        return list.list().stream().mapToInt(n -> (int) n.number()).toArray();
    }

    private static DType dtype(String name) {
        return switch (name) {
            case "F32" -> DType.F32;
            case "F64" -> DType.F64;
            case "BF16" -> DType.BF16;
            case "F16" -> DType.F16;
            case "I8" -> DType.I8;
            case "I32" -> DType.I32;
            case "I64" -> DType.I64;
            case "U8" -> DType.U8;
            case "U32" -> DType.U32;
            case "BOOL" -> DType.BOOL;
            default -> throw new IllegalArgumentException("no dtype for safetensors' " + name);
        };
    }
}
