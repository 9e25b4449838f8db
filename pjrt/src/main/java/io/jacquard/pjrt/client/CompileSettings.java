package io.jacquard.pjrt.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The options of a compilation for one device, in the form of XLA's `CompileOptionsProto`.
///
/// Replicas, partitions and the device are always written: absent means 0 to XLA, which ends the
/// process. Debug options are never written, since they would replace all defaults; flags go by
/// their names.
public final class CompileSettings {
    private static final int BUILD = 3;
    private static final int REPLICAS = 4;
    private static final int PARTITIONS = 5;
    private static final int FLAGS = 7;
    private static final int ASSIGNMENT = 9;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CompileSettings() {}

    /// The options as bytes.
    ///
    /// @param device its number in the client
    /// @param flags XLA's flags by name, for example `xla_gpu_deterministic_ops` to `true`: text,
    ///   whole numbers, floats, booleans
    public static byte[] encode(int device, Map<String, Object> flags) {
        CompileSettings row = new CompileSettings().bytes(1, varint(device));
        CompileSettings assignment =
                new CompileSettings().number(1, 1).number(2, 1).message(3, row);
        CompileSettings build =
                new CompileSettings()
                        .number(REPLICAS, 1)
                        .number(PARTITIONS, 1)
                        .message(ASSIGNMENT, assignment);
        CompileSettings all = new CompileSettings().message(BUILD, build);
        for (Map.Entry<String, Object> flag : new TreeMap<>(flags).entrySet()) {
            CompileSettings entry = new CompileSettings().text(1, flag.getKey());
            all.message(FLAGS, entry.message(2, value(flag.getValue())));
        }
        return all.out.toByteArray();
    }

    private static CompileSettings value(Object value) {
        CompileSettings made = new CompileSettings();
        return switch (value) {
            case Boolean b -> made.number(2, b ? 1 : 0);
            case Long n -> made.number(3, n);
            case Float x -> made.fixed(4, Double.doubleToLongBits(x));
            default -> made.text(1, value.toString());
        };
    }

    private CompileSettings number(int field, long value) {
        out.writeBytes(varint((long) field << 3));
        out.writeBytes(varint(value));
        return this;
    }

    private CompileSettings fixed(int field, long bits) {
        out.writeBytes(varint(((long) field << 3) | 1));
        for (int i = 0; i < Long.SIZE; i += Byte.SIZE) {
            out.write((int) (bits >>> i));
        }
        return this;
    }

    private CompileSettings text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private CompileSettings message(int field, CompileSettings value) {
        return bytes(field, value.out.toByteArray());
    }

    private CompileSettings bytes(int field, byte[] value) {
        out.writeBytes(varint(((long) field << 3) | 2));
        out.writeBytes(varint(value.length));
        out.writeBytes(value);
        return this;
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }
}
