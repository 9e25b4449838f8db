package io.jacquard.pjrt.api;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;

/// The functions of a loaded plugin. Safe for use from any thread, as far as the plugin is.
public final class Api {
    /// The oldest minor version that we talk to: the table was put in another order before.
    public static final int OLDEST = 57;

    private static final long VERSION = 16;
    private static final long HEAD = VERSION + 24;
    private static final Struct VERSION_STRUCT = Header.struct("PJRT_Api_Version");

    private final Map<Slot, MemorySegment> functions = new EnumMap<>(Slot.class);
    private final int pluginMinor;
    private final int minor;

    private Api(MemorySegment table, int pluginMinor) {
        this.pluginMinor = pluginMinor;
        this.minor = Math.min(pluginMinor, Header.minor());
        long bytes = table.get(JAVA_LONG, 0);
        for (Slot slot : Slot.values()) {
            long offset = Header.slot(slot.function());
            long address = offset + Long.BYTES <= bytes ? table.get(JAVA_LONG, offset) : 0;
            if (address != 0) {
                functions.put(slot, MemorySegment.ofAddress(address));
            }
        }
    }

    /// The functions of a table that a plugin gave.
    ///
    /// @param address of the table
    /// @throws PjrtException if the plugin speaks another version
    public static Api of(long address) {
        if (address == 0) {
            throw PjrtException.unimplemented("it gives no table of functions");
        }
        MemorySegment head = Native.at(address, HEAD);
        long bytes = head.get(JAVA_LONG, 0);
        int major = head.get(JAVA_INT, VERSION + VERSION_STRUCT.offset("major_version"));
        int minor = head.get(JAVA_INT, VERSION + VERSION_STRUCT.offset("minor_version"));
        if (bytes < HEAD || major != 0 || minor < OLDEST) {
            throw PjrtException.unimplemented(
                    "it speaks version %d.%d of the PJRT C API; expected 0.%d or newer of major version 0, this program is made for 0.%d"
                            .formatted(major, minor, OLDEST, Header.minor()));
        }
        return new Api(Native.at(address, bytes), minor);
    }

    /// The version that both sides know: minor version of structs that are passed.
    public int minor() {
        return minor;
    }

    /// Both versions, for messages.
    public String versions() {
        return "PJRT C API 0.%d, this program is made for 0.%d"
                .formatted(pluginMinor, Header.minor());
    }

    /// Whether the plugin has a function.
    public boolean has(Slot slot) {
        return functions.containsKey(slot);
    }

    /// Calls a function.
    ///
    /// @param arguments its struct
    /// @throws PjrtException with the plugin's message
    public void call(Slot slot, MemorySegment arguments) {
        long error = tried(slot, arguments);
        if (error != 0) {
            throw failure(slot, error);
        }
    }

    private long tried(Slot slot, MemorySegment arguments) {
        MemorySegment function = functions.get(slot);
        if (function == null) {
            throw PjrtException.unimplemented(
                    "the plugin has no %s (%s)".formatted(slot.function(), versions()));
        }
        return Native.call(function, arguments);
    }

    private PjrtException failure(Slot slot, long error) {
        try (Arena arena = Arena.ofConfined()) {
            Arguments code = Arguments.of(this, Slot.ERROR_CODE, arena).set("error", error);
            long unread = tried(Slot.ERROR_CODE, code.segment());
            Arguments message = Arguments.of(this, Slot.ERROR_MESSAGE, arena).set("error", error);
            callVoid(message);
            String text = message.text("message");
            destroy(arena, error);
            destroy(arena, unread);
            boolean size = text.contains("_Args size") || text.contains("struct_size");
            return new PjrtException(
                    (int) code.get("code"),
                    size ? "%s: %s (%s)".formatted(slot.function(), text, versions()) : text);
        }
    }

    private void destroy(Arena arena, long error) {
        if (error != 0) {
            callVoid(Arguments.of(this, Slot.ERROR_DESTROY, arena).set("error", error));
        }
    }

    private void callVoid(Arguments arguments) {
        MemorySegment function = functions.get(arguments.slot());
        if (function != null) {
            Native.callVoid(function, arguments.segment());
        }
    }
}
