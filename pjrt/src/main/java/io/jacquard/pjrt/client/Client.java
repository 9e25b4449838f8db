package io.jacquard.pjrt.client;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jacquard.pjrt.api.Api;
import io.jacquard.pjrt.api.Arguments;
import io.jacquard.pjrt.api.PjrtException;
import io.jacquard.pjrt.api.Slot;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// A client of a plugin, which owns all its handles.
///
/// One lock guards what is handed to the plugin and what is taken away, so that nothing is
/// destroyed while it is passed; whoever waits for results does so without it.
public final class Client {
    private static final long BUFFER = Slot.BUFFER_DESTROY.arguments().offset("buffer");
    private static final long EVENT = Slot.EVENT_DESTROY.arguments().offset("event");

    private final Api api;
    private final long handle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Arena scratch = Arena.ofShared();
    private final MemorySegment destroyBuffer;
    private final MemorySegment destroyEvent;
    private final List<ClientDevice> devices;
    private final Transfers transfers;
    private int users = 1;
    private boolean closed;

    /// A new client.
    ///
    /// @param options the plugin's own, by name: text, whole numbers, floats, booleans
    /// @throws PjrtException if the plugin finds no device, or does not know an option
    public Client(Api api, Map<String, Object> options) {
        this.api = api;
        this.destroyBuffer = Arguments.of(api, Slot.BUFFER_DESTROY, scratch).segment();
        this.destroyEvent = Arguments.of(api, Slot.EVENT_DESTROY, scratch).segment();
        this.handle = create(api, options);
        this.devices = ClientDevice.all(api, handle);
        this.transfers = new Transfers(this);
    }

    private static long create(Api api, Map<String, Object> options) {
        try (Arena arena = Arena.ofConfined()) {
            return Arguments.of(api, Slot.CLIENT_CREATE, arena)
                    .set(
                            "create_options",
                            NamedValues.encode(arena, api.minor(), options).address())
                    .set("num_options", options.size())
                    .call()
                    .get("client");
        }
    }

    /// Its functions.
    public Api api() {
        return api;
    }

    long handle() {
        return handle;
    }

    /// The devices of this process, which it can use.
    public List<ClientDevice> devices() {
        return devices;
    }

    /// Copies from and to the host.
    public Transfers transfers() {
        return transfers;
    }

    /// What the plugin says about itself, for example `xla_version`; may be empty.
    public Map<String, String> attributes() {
        try (Arena arena = Arena.ofConfined()) {
            Arguments args = Arguments.of(api, Slot.PLUGIN_ATTRIBUTES, arena).call();
            return NamedValues.decode(args.get("attributes"), args.get("num_attributes"));
        } catch (PjrtException e) {
            return Map.of();
        }
    }

    /// Its platform, for example `cpu`.
    public String platform() {
        return text(Slot.CLIENT_PLATFORM_NAME, "platform_name");
    }

    /// The platform's version: all that decides whether compiled programs can be loaded.
    public String platformVersion() {
        return text(Slot.CLIENT_PLATFORM_VERSION, "platform_version");
    }

    private String text(Slot slot, String field) {
        lock();
        try (Arena arena = Arena.ofConfined()) {
            return Arguments.of(api, slot, arena).set("client", handle).call().text(field);
        } finally {
            unlock();
        }
    }

    /// Takes the lock.
    ///
    /// @throws IllegalStateException if the client is closed
    public void lock() {
        lock.lock();
        if (closed) {
            lock.unlock();
            throw new IllegalStateException("the device is closed");
        }
    }

    /// Gives the lock back.
    public void unlock() {
        lock.unlock();
    }

    /// Destroys a buffer; what still uses it on the device ends first. Under the lock.
    public void destroyBuffer(long buffer) {
        destroyBuffer.set(JAVA_LONG, BUFFER, buffer);
        api.call(Slot.BUFFER_DESTROY, destroyBuffer);
    }

    /// Destroys an event. Under the lock.
    void destroyEvent(long event) {
        if (event != 0) {
            destroyEvent.set(JAVA_LONG, EVENT, event);
            api.call(Slot.EVENT_DESTROY, destroyEvent);
        }
    }

    /// Waits for an event, without the lock, and destroys it.
    ///
    /// @throws PjrtException if what it stands for failed
    void await(long event) {
        try (Arena arena = Arena.ofConfined()) {
            Arguments.of(api, Slot.EVENT_AWAIT, arena).set("event", event).call();
        } finally {
            lock();
            try {
                destroyEvent(event);
            } finally {
                unlock();
            }
        }
    }

    /// Whether a buffer was given away to a run. Under the lock.
    public boolean isDeleted(long buffer) {
        try (Arena arena = Arena.ofConfined()) {
            return Arguments.of(api, Slot.BUFFER_IS_DELETED, arena)
                            .set("buffer", buffer)
                            .call()
                            .get("is_deleted")
                    != 0;
        }
    }

    /// Where a buffer's data lie on the device, for tests of donation. Under the lock.
    public long address(long buffer) {
        try (Arena arena = Arena.ofConfined()) {
            return Arguments.of(api, Slot.BUFFER_ADDRESS, arena)
                    .set("buffer", buffer)
                    .call()
                    .get("buffer_pointer");
        }
    }

    /// Keeps the client from being destroyed until {@link #release}.
    ///
    /// @return whether it was still there
    public boolean retain() {
        lock.lock();
        try {
            users += closed ? 0 : 1;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// Ends a use. After the last one the client is destroyed; all that it owned must have been.
    public void release() {
        lock.lock();
        try (Arena arena = Arena.ofConfined()) {
            users--;
            if (users == 0) {
                closed = true;
                Arguments.of(api, Slot.CLIENT_DESTROY, arena).set("client", handle).call();
                scratch.close();
                transfers.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
