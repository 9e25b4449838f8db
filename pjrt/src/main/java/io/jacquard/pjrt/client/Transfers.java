package io.jacquard.pjrt.client;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jacquard.ir.TensorType;
import io.jacquard.pjrt.api.Arguments;
import io.jacquard.pjrt.api.Header;
import io.jacquard.pjrt.api.Slot;
import io.jacquard.pjrt.api.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/// Copies between host memory and buffers of a client.
public final class Transfers {
    private static final int MOST_AXES = 64;
    private static final Struct UP = Slot.CLIENT_UPLOAD.arguments();
    private static final long DATA = UP.offset("data");
    private static final long TYPE = UP.offset("type");
    private static final long AXES = UP.offset("num_dims");
    private static final long DEVICE = UP.offset("device");
    private static final long DONE = UP.offset("done_with_host_buffer");
    private static final long MADE = UP.offset("buffer");
    private static final Struct DOWN = Slot.BUFFER_DOWNLOAD.arguments();
    private static final long SOURCE = DOWN.offset("src");
    private static final long LAYOUT = DOWN.offset("host_layout");
    private static final long TARGET = DOWN.offset("dst");
    private static final long BYTES = DOWN.offset("dst_size");
    private static final long EVENT = DOWN.offset("event");

    private final Client client;
    private final Staging staging = new Staging();
    private final MemorySegment up;
    private final MemorySegment down;
    private final MemorySegment sizes;
    private final RowMajor layout;

    /// Transfers of a client.
    Transfers(Client client) {
        this.client = client;
        Arena arena = Arena.ofAuto();
        this.sizes = arena.allocate(JAVA_LONG, MOST_AXES);
        this.layout = new RowMajor(client.api(), arena);
        this.up =
                Arguments.of(client.api(), Slot.CLIENT_UPLOAD, arena)
                        .set("client", client.handle())
                        .set("dims", sizes.address())
                        .set(
                                "host_buffer_semantics",
                                Header.value("PJRT_HostBufferSemantics_kImmutableOnlyDuringCall"))
                        .segment();
        this.down = Arguments.of(client.api(), Slot.BUFFER_DOWNLOAD, arena).segment();
    }

    /// A new buffer with a copy of host memory. Under the lock.
    ///
    /// @param source of the type's size
    /// @return its handle
    public long upload(ClientDevice device, TensorType type, MemorySegment source) {
        if (source.isNative()) {
            return uploaded(device, type, source);
        }
        Staging.Block block = staging.take(source.byteSize());
        try {
            block.memory().copyFrom(source);
            return uploaded(device, type, block.memory());
        } finally {
            staging.give(block);
        }
    }

    /// A new buffer of zeros. Under the lock.
    ///
    /// @return its handle
    public long zeros(ClientDevice device, TensorType type) {
        Staging.Block block = staging.take(type.bytes());
        try {
            block.memory().asSlice(0, type.bytes()).fill((byte) 0);
            return uploaded(device, type, block.memory());
        } finally {
            staging.give(block);
        }
    }

    private long uploaded(ClientDevice device, TensorType type, MemorySegment source) {
        int rank = type.shape().rank();
        for (int i = 0; i < rank; i++) {
            sizes.setAtIndex(JAVA_LONG, i, type.shape().size(i));
        }
        up.set(JAVA_LONG, DATA, source.address());
        up.set(JAVA_INT, TYPE, ElementType.of(type.dtype()));
        up.set(JAVA_LONG, AXES, rank);
        up.set(JAVA_LONG, DEVICE, device.handle());
        try {
            client.api().call(Slot.CLIENT_UPLOAD, up);
        } finally {
            Reference.reachabilityFence(source);
        }
        client.destroyEvent(up.get(JAVA_LONG, DONE));
        return up.get(JAVA_LONG, MADE);
    }

    /// A copy of a buffer on its way to the host.
    ///
    /// @param event at which it is there
    /// @param block where it will be
    public record Download(long event, Staging.Block block) {}

    /// Begins to copy a buffer to the host. Under the lock.
    public Download begin(long buffer, TensorType type) {
        Staging.Block block = staging.take(type.bytes());
        try {
            down.set(JAVA_LONG, SOURCE, buffer);
            down.set(JAVA_LONG, LAYOUT, layout.of(type.shape().rank()));
            down.set(JAVA_LONG, TARGET, block.memory().address());
            down.set(JAVA_LONG, BYTES, type.bytes());
            client.api().call(Slot.BUFFER_DOWNLOAD, down);
            client.retain();
            return new Download(down.get(JAVA_LONG, EVENT), block);
        } catch (RuntimeException e) {
            staging.give(block);
            throw e;
        }
    }

    /// Waits until a copy is there and takes it. Without the lock.
    ///
    /// @param destination of the type's size
    /// @throws io.jacquard.pjrt.api.PjrtException if what was to compute the buffer failed
    public void end(Download download, MemorySegment destination) {
        try {
            client.await(download.event());
            destination.copyFrom(download.block().memory().asSlice(0, destination.byteSize()));
        } finally {
            staging.give(download.block());
            client.release();
        }
    }

    /// Frees the memory that is kept for transfers.
    void close() {
        staging.close();
    }
}
