package io.jacquard.pjrt.client;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jacquard.pjrt.api.Api;
import io.jacquard.pjrt.api.Arguments;
import io.jacquard.pjrt.api.Native;
import io.jacquard.pjrt.api.PjrtException;
import io.jacquard.pjrt.api.Slot;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A device of a client.
///
/// @param handle its address in the plugin
/// @param id its number among all devices of the client
/// @param kind what it is, for example `NVIDIA H200`
/// @param text one line about it
public record ClientDevice(long handle, int id, String kind, String text) {
    /// Bytes of memory.
    ///
    /// @param inUse held now
    /// @param limit there are; 0 if not known
    public record Memory(long inUse, long limit) {}

    static List<ClientDevice> all(Api api, long client) {
        try (Arena arena = Arena.ofConfined()) {
            Arguments args = Arguments.of(api, Slot.CLIENT_DEVICES, arena);
            args.set("client", client).call();
            long count = args.get("num_addressable_devices");
            MemorySegment list = Native.at(args.get("addressable_devices"), count * Long.BYTES);
            List<ClientDevice> devices = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                devices.add(of(api, arena, list.getAtIndex(JAVA_LONG, i)));
            }
            return List.copyOf(devices);
        }
    }

    private static ClientDevice of(Api api, Arena arena, long device) {
        long description =
                Arguments.of(api, Slot.DEVICE_DESCRIPTION, arena)
                        .set("device", device)
                        .call()
                        .get("device_description");
        return new ClientDevice(
                device,
                (int) described(api, arena, Slot.DESCRIPTION_ID, description).get("id"),
                described(api, arena, Slot.DESCRIPTION_KIND, description).text("device_kind"),
                described(api, arena, Slot.DESCRIPTION_TEXT, description).text("to_string"));
    }

    private static Arguments described(Api api, Arena arena, Slot slot, long description) {
        return Arguments.of(api, slot, arena).set("device_description", description).call();
    }

    /// What the plugin says about its memory; empty if it does not.
    public Optional<Memory> memory(Client client) {
        client.lock();
        try (Arena arena = Arena.ofConfined()) {
            Arguments args = Arguments.of(client.api(), Slot.DEVICE_MEMORY, arena);
            args.set("device", handle).call();
            boolean limited = args.get("bytes_limit_is_set") != 0;
            return Optional.of(
                    new Memory(args.get("bytes_in_use"), limited ? args.get("bytes_limit") : 0));
        } catch (PjrtException e) {
            return Optional.empty();
        } finally {
            client.unlock();
        }
    }
}
