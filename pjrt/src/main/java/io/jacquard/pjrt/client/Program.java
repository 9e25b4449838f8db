package io.jacquard.pjrt.client;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jacquard.pjrt.api.Api;
import io.jacquard.pjrt.api.Arguments;
import io.jacquard.pjrt.api.Header;
import io.jacquard.pjrt.api.Native;
import io.jacquard.pjrt.api.Slot;
import io.jacquard.pjrt.api.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// A compiled program, loaded on one device of a client.
///
/// @param client whose it is
/// @param loaded handle of the loaded program
public record Program(Client client, long loaded) {
    private static final Struct SOURCE = Header.struct("PJRT_Program");
    private static final String FORMAT = "mlir";

    /// Bytes of memory that a program takes.
    ///
    /// @param code its machine code
    /// @param temporary what a run needs between its arguments and results
    /// @param aliased results that lie where arguments were
    public record Memory(long code, long temporary, long aliased) {}

    /// Compiles StableHLO text. Without the lock; on a thread with a large stack.
    ///
    /// @param settings made by {@link CompileSettings}
    /// @throws io.jacquard.pjrt.api.PjrtException with XLA's message
    public static Program compile(Client client, String text, byte[] settings) {
        try (Arena arena = Arena.ofConfined()) {
            Api api = client.api();
            MemorySegment source = SOURCE.allocate(arena, api.minor());
            byte[] code = text.getBytes(StandardCharsets.UTF_8);
            source.set(JAVA_LONG, SOURCE.offset("code"), copy(arena, code));
            source.set(JAVA_LONG, SOURCE.offset("code_size"), code.length);
            source.set(JAVA_LONG, SOURCE.offset("format"), arena.allocateFrom(FORMAT).address());
            source.set(JAVA_LONG, SOURCE.offset("format_size"), FORMAT.length());
            return new Program(
                    client,
                    Arguments.of(api, Slot.CLIENT_COMPILE, arena)
                            .set("client", client.handle())
                            .set("program", source.address())
                            .set("compile_options", copy(arena, settings))
                            .set("compile_options_size", settings.length)
                            .call()
                            .get("executable"));
        }
    }

    private static long copy(Arena arena, byte[] bytes) {
        MemorySegment made = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, made, JAVA_BYTE, 0, bytes.length);
        return made.address();
    }

    /// Loads what {@link #serialized} gave, in any process with the same plugin and device.
    ///
    /// @throws io.jacquard.pjrt.api.PjrtException if the plugin refuses it
    public static Program load(Client client, byte[] serialized) {
        try (Arena arena = Arena.ofConfined()) {
            return new Program(
                    client,
                    Arguments.of(client.api(), Slot.EXECUTABLE_LOAD, arena)
                            .set("client", client.handle())
                            .set("serialized_executable", copy(arena, serialized))
                            .set("serialized_executable_size", serialized.length)
                            .call()
                            .get("loaded_executable"));
        }
    }

    private interface Use<T> {
        T of(Arena arena, long executable);
    }

    private <T> T with(Use<T> use) {
        Api api = client.api();
        try (Arena arena = Arena.ofConfined()) {
            long executable =
                    Arguments.of(api, Slot.LOADED_EXECUTABLE, arena)
                            .set("loaded_executable", loaded)
                            .call()
                            .get("executable");
            try {
                return use.of(arena, executable);
            } finally {
                Arguments.of(api, Slot.EXECUTABLE_DESTROY, arena)
                        .set("executable", executable)
                        .call();
            }
        }
    }

    private Arguments ask(Arena arena, Slot slot, long executable) {
        return Arguments.of(client.api(), slot, arena).set("executable", executable).call();
    }

    /// The dtypes of its results, as the C API numbers them.
    public int[] dtypes() {
        return with((arena, executable) -> {
            Arguments args = ask(arena, Slot.EXECUTABLE_DTYPES, executable);
            long count = args.get("num_output_types");
            return Native.at(args.get("output_types"), count * Integer.BYTES).toArray(JAVA_INT);
        });
    }

    /// How much memory it takes.
    public Memory memory() {
        return with((arena, executable) -> {
            Arguments args = ask(arena, Slot.EXECUTABLE_MEMORY, executable);
            return new Memory(
                    args.get("generated_code_size_in_bytes"),
                    args.get("temp_size_in_bytes"),
                    args.get("alias_size_in_bytes"));
        });
    }

    /// The program as bytes, which only the same plugin on the same kind of device can load.
    public byte[] serialized() {
        return with((arena, executable) -> {
            Arguments args = ask(arena, Slot.EXECUTABLE_SERIALIZE, executable);
            byte[] bytes =
                    Native.at(args.get("serialized_bytes"), args.get("serialized_bytes_size"))
                            .toArray(JAVA_BYTE);
            Native.callVoid(
                    args.get("serialized_executable_deleter"), args.get("serialized_executable"));
            return bytes;
        });
    }

    /// Destroys it; runs that were begun end first. Under the lock.
    public void destroy() {
        try (Arena arena = Arena.ofConfined()) {
            Arguments.of(client.api(), Slot.LOADED_DESTROY, arena).set("executable", loaded).call();
        }
    }
}
