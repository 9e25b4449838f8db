package io.jacquard.pjrt.client;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jacquard.pjrt.api.Header;
import io.jacquard.pjrt.api.Native;
import io.jacquard.pjrt.api.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Names with values, as options are given and attributes come back.
final class NamedValues {
    private static final Struct STRUCT = Header.struct("PJRT_NamedValue");
    private static final long BYTES = (STRUCT.bytes(Integer.MAX_VALUE) + 7) / 8 * 8;
    private static final long VALUE = STRUCT.offset("int64_value");
    private static final int STRING = Header.value("PJRT_NamedValue_kString");
    private static final int INT64 = Header.value("PJRT_NamedValue_kInt64");
    private static final int INT64_LIST = Header.value("PJRT_NamedValue_kInt64List");
    private static final int FLOAT = Header.value("PJRT_NamedValue_kFloat");
    private static final int BOOL = Header.value("PJRT_NamedValue_kBool");

    private NamedValues() {}

    /// An array of structs.
    ///
    /// @param values text, whole numbers, floats and booleans by their names
    static MemorySegment encode(Arena arena, int minor, Map<String, Object> values) {
        MemorySegment all = arena.allocate(BYTES * values.size() + BYTES, Long.BYTES);
        long at = 0;
        for (Map.Entry<String, Object> e : new TreeMap<>(values).entrySet()) {
            MemorySegment one = all.asSlice(at, BYTES);
            byte[] name = e.getKey().getBytes(StandardCharsets.UTF_8);
            one.set(JAVA_LONG, 0, STRUCT.bytes(minor));
            one.set(JAVA_LONG, STRUCT.offset("name"), copy(arena, name));
            one.set(JAVA_LONG, STRUCT.offset("name_size"), name.length);
            one.set(JAVA_LONG, STRUCT.offset("value_size"), 1);
            put(arena, one, e.getValue());
            at += BYTES;
        }
        return all;
    }

    private static void put(Arena arena, MemorySegment one, Object value) {
        long kind = STRUCT.offset("type");
        switch (value) {
            case Boolean b -> {
                one.set(JAVA_INT, kind, BOOL);
                one.set(JAVA_BYTE, VALUE, (byte) (b ? 1 : 0));
            }
            case Long n -> {
                one.set(JAVA_INT, kind, INT64);
                one.set(JAVA_LONG, VALUE, n);
            }
            case Float x -> {
                one.set(JAVA_INT, kind, FLOAT);
                one.set(JAVA_FLOAT, VALUE, x);
            }
            default -> {
                byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
                one.set(JAVA_INT, kind, STRING);
                one.set(JAVA_LONG, VALUE, copy(arena, text));
                one.set(JAVA_LONG, STRUCT.offset("value_size"), text.length);
            }
        }
    }

    private static long copy(Arena arena, byte[] bytes) {
        MemorySegment made = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, made, JAVA_BYTE, 0, bytes.length);
        return made.address();
    }

    /// The values of an array of structs, as text.
    ///
    /// @param address of the first
    static Map<String, String> decode(long address, long count) {
        Map<String, String> values = new TreeMap<>();
        for (long i = 0; address != 0 && i < count; i++) {
            MemorySegment one = Native.at(address + i * BYTES, BYTES);
            String name =
                    Native.text(
                            one.get(JAVA_LONG, STRUCT.offset("name")),
                            one.get(JAVA_LONG, STRUCT.offset("name_size")));
            values.put(name, text(one));
        }
        return values;
    }

    private static String text(MemorySegment one) {
        int kind = one.get(JAVA_INT, STRUCT.offset("type"));
        long value = one.get(JAVA_LONG, VALUE);
        long count = one.get(JAVA_LONG, STRUCT.offset("value_size"));
        if (kind == STRING) {
            return Native.text(value, count);
        }
        if (kind == INT64_LIST) {
            return Arrays.toString(Native.at(value, count * Long.BYTES).toArray(JAVA_LONG));
        }
        if (kind == FLOAT) {
            return Float.toString(one.get(JAVA_FLOAT, VALUE));
        }
        return kind == BOOL
                ? Boolean.toString(one.get(JAVA_BYTE, VALUE) != 0)
                : Long.toString(value);
    }
}
