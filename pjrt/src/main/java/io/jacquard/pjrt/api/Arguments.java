package io.jacquard.pjrt.api;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The arguments of one call: a struct whose fields go in and come out by their names.
///
/// @param api the plugin's functions
/// @param slot the function
/// @param struct of which the memory is
/// @param segment the memory
public record Arguments(Api api, Slot slot, Struct struct, MemorySegment segment) {
    /// New arguments of a function, zeros.
    public static Arguments of(Api api, Slot slot, Arena arena) {
        Struct struct = slot.arguments();
        return new Arguments(api, slot, struct, struct.allocate(arena, api.minor()));
    }

    /// Sets a field to a number or a pointer.
    public Arguments set(String field, long value) {
        Struct.Field f = struct.field(field);
        switch ((int) f.bytes()) {
            case 1 -> segment.set(JAVA_BYTE, f.offset(), (byte) value);
            case 4 -> segment.set(JAVA_INT, f.offset(), (int) value);
            default -> segment.set(JAVA_LONG, f.offset(), value);
        }
        return this;
    }

    /// A field, as a number or a pointer.
    public long get(String field) {
        Struct.Field f = struct.field(field);
        return switch ((int) f.bytes()) {
            case 1 -> segment.get(JAVA_BYTE, f.offset());
            case 4 -> segment.get(JAVA_INT, f.offset());
            default -> segment.get(JAVA_LONG, f.offset());
        };
    }

    /// A field that is text, whose size is in the field of that name and `_size`.
    public String text(String field) {
        return Native.text(get(field), get(field + "_size"));
    }

    /// Calls the function.
    ///
    /// @throws PjrtException with the plugin's message
    public Arguments call() {
        api.call(slot, segment);
        return this;
    }
}
