package io.jacquard.nn.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jacquard.ir.Literal;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads many damaged safetensors files in a process of its own, whose memory is small. What is not
/// refused is compared with what regular expressions find in the header.
final class MutatedFiles {
    private static final List<String> HEADERS =
            List.of(
                    "{}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                            + "\"b\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[24,32]}}",
                    "{\"__metadata__\":{\"format\":\"pt\"},"
                            + "\"layer.0.weight\":{\"dtype\":\"BF16\",\"shape\":[4,1],\"data_offsets\":[8,16]},"
                            + "\"layer.0.bias\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]},"
                            + "\"none\":{\"dtype\":\"U8\",\"shape\":[0,7],\"data_offsets\":[16,16]}}",
                    "{ \"x\" : { \"shape\" : [1, 1, 8] , \"data_offsets\" : [ 0 , 8 ] , \"dtype\" : \"I8\" } }    ");
    private static final List<String> PIECES =
            List.of(
                    "-1",
                    "0",
                    "1",
                    "4294967296",
                    "2147483647",
                    "9223372036854775807",
                    "99999999999999999999",
                    "1e9",
                    "\"F64\"",
                    "\"F8_E4M3\"",
                    "\"a\":",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    "null",
                    "\\u0000",
                    "\\ud800",
                    "[[[[[[[[[[",
                    " ",
                    "\"");
    private static final Pattern TENSOR =
            Pattern.compile("\"([^\"]*)\"\\s*:\\s*\\{([^{}]*\"dtype\"[^{}]*)\\}");
    private static final Pattern DTYPE = Pattern.compile("\"dtype\"\\s*:\\s*\"(\\w+)\"");
    private static final Pattern SHAPE = Pattern.compile("\"shape\"\\s*:\\s*\\[([-\\d,\\s]*)\\]");
    private static final Pattern OFFSETS =
            Pattern.compile("\"data_offsets\"\\s*:\\s*\\[\\s*(-?\\d+)\\s*,\\s*(-?\\d+)\\s*\\]");

    private MutatedFiles() {}

    /// Prints how many were refused, read and compared.
    ///
    /// @param arguments how many files to read, and a seed
    public static void main(String... arguments) {
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[1]));
        int refused = 0;
        int compared = 0;
        int count = Integer.parseInt(arguments[0]);
        for (int i = 0; i < count; i++) {
            byte[] file = mutated(random);
            try {
                compared += compared(file, Safetensors.read(file));
            } catch (CheckpointException e) {
                if (e.getMessage() == null || e.getMessage().length() < 10) {
                    throw new AssertionError("no message for " + text(file), e);
                }
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("file %d: %s".formatted(i, text(file)), e);
            }
        }
        System.out.println(
                "refused %d, read %d, compared %d".formatted(refused, count - refused, compared));
    }

    private static byte[] mutated(SplittableRandom random) {
        String header = HEADERS.get(random.nextInt(HEADERS.size()));
        byte[] text = header.getBytes(UTF_8);
        byte[] data = new byte[32];
        random.nextBytes(data);
        int changes = random.nextInt(4);
        for (int c = 0; c < changes; c++) {
            text = changed(text, random);
        }
        long length = random.nextInt(20) == 0 ? lying(random, text.length) : text.length;
        int held = random.nextInt(20) == 0 ? random.nextInt(33) : held(header);
        byte[] file =
                ByteBuffer.allocate(8 + text.length + held)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .put(text)
                        .put(data, 0, held)
                        .array();
        return random.nextInt(20) == 0
                ? Arrays.copyOf(file, random.nextInt(file.length + 1))
                : file;
    }

    private static int held(String header) {
        int end = 0;
        Matcher m = OFFSETS.matcher(header);
        while (m.find()) {
            end = Math.max(end, Integer.parseInt(m.group(2)));
        }
        return end;
    }

    private static long lying(SplittableRandom random, int length) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> 100_000_000 + random.nextInt(-2, 2);
            case 2 -> length + random.nextInt(-8, 8);
            default -> random.nextInt(1 << 20);
        };
    }

    private static byte[] changed(byte[] text, SplittableRandom random) {
        int at = random.nextInt(text.length + 1);
        int end = Math.min(text.length, at + random.nextInt(6));
        byte[] piece =
                switch (random.nextInt(5)) {
                    case 0 -> new byte[] {(byte) random.nextInt(256)};
                    case 1 -> new byte[0];
                    case 2 -> Arrays.copyOfRange(text, end, Math.min(text.length, end + 40));
                    case 3 -> Integer.toString(random.nextInt(40)).getBytes(UTF_8);
                    default -> PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
                };
        return ByteBuffer.allocate(at + piece.length + text.length - end)
                .put(text, 0, at)
                .put(piece)
                .put(text, end, text.length - end)
                .array();
    }

    /// 1 if the expressions can tell, and the file was read right; 0 if they cannot.
    private static int compared(byte[] file, Checkpoint read) {
        ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int data = 8 + (int) all.getLong(0);
        String header = new String(file, 8, data - 8, UTF_8);
        String names = String.join("", read.tensors().keySet());
        if (header.contains("\\") || names.matches("(?s).*[{}\\[\\]].*")) {
            return 0;
        }
        Map<String, String> expected = new HashMap<>();
        Matcher tensor = TENSOR.matcher(header);
        while (tensor.find()) {
            if (!tensor.group(1).equals("__metadata__")) {
                expected.put(tensor.group(1), described(tensor.group(2), file, data));
            }
        }
        Map<String, String> found = new HashMap<>();
        read.tensors().forEach((name, l) -> found.put(name, described(l)));
        if (!found.equals(expected)) {
            throw new AssertionError("read %s, expected %s".formatted(found, expected));
        }
        return 1;
    }

    private static String described(String body, byte[] file, int data) {
        Matcher offsets = only(OFFSETS, body);
        byte[] bytes =
                Arrays.copyOfRange(
                        file,
                        data + Integer.parseInt(offsets.group(1)),
                        data + Integer.parseInt(offsets.group(2)));
        String sizes = only(SHAPE, body).group(1).replaceAll("\\s", "").replace("-0", "0");
        return "%s [%s] %s".formatted(only(DTYPE, body).group(1), sizes, Arrays.toString(bytes));
    }

    private static String described(Literal value) {
        String sizes = Arrays.toString(value.type().shape().sizes()).replace(" ", "");
        return "%s %s %s"
                .formatted(
                        value.type().dtype().name(),
                        sizes,
                        Arrays.toString(value.segment().toArray(ValueLayout.JAVA_BYTE)));
    }

    private static Matcher only(Pattern pattern, String body) {
        Matcher m = pattern.matcher(body);
        if (!m.find()) {
            throw new AssertionError("no %s in %s".formatted(pattern, body));
        }
        return m;
    }

    private static String text(byte[] file) {
        return new String(file, UTF_8);
    }
}
