package io.jacquard.pjrt;

import io.jacquard.ir.TensorType;
import io.jacquard.pjrt.api.PjrtException;
import io.jacquard.pjrt.client.Client;
import io.jacquard.pjrt.client.Transfers;
import io.jacquard.runtime.Buffer;
import java.lang.foreign.MemorySegment;

/// An array on a device: a handle that each write and each run replaces, since XLA's buffers do not
/// change. One that was never written has no handle and reads as zeros.
final class PjrtBuffer implements Buffer {
    private static final String NONE = "";

    private final PjrtDevice device;
    private final TensorType type;
    private final Memory memory;
    private long mark;

    PjrtBuffer(PjrtDevice device, TensorType type) {
        this.device = device;
        this.type = type;
        this.memory = new Memory(device.client(), device.holdings(), type);
        device.holdings().add(this, memory);
        if (device.isClosed()) {
            close();
        }
    }

    /// The handle and what becomes of it; all of it is used under the client's lock.
    private static final class Memory implements Holdings.Held {
        private final Client client;
        private final Holdings holdings;
        private final TensorType type;
        private long handle;
        private boolean closed;
        private String lost = NONE;
        private String origin = NONE;

        Memory(Client client, Holdings holdings, TensorType type) {
            this.client = client;
            this.holdings = holdings;
            this.type = type;
        }

        @Override
        public long bytes() {
            return Holdings.bytesOf(type);
        }

        @Override
        public String text() {
            return "%s, %,d bytes".formatted(type, bytes());
        }

        void replace(long made, String by) {
            long before = handle;
            handle = made;
            origin = by;
            lost = NONE;
            if (before != 0) {
                client.destroyBuffer(before);
            }
        }

        @Override
        public void run() {
            if (closed) {
                return;
            }
            client.lock();
            try {
                if (!closed) {
                    closed = true;
                    holdings.remove(this);
                    replace(0, NONE);
                }
            } finally {
                client.unlock();
            }
        }
    }

    @Override
    public TensorType type() {
        return type;
    }

    /// Whether it lies on the device of an executable.
    boolean isOn(PjrtDevice other) {
        return device == other
                || (device.client() == other.client()
                        && device.place().handle() == other.place().handle());
    }

    /// Marks it as seen by a run. Under the lock.
    ///
    /// @return whether that run had seen it before
    boolean mark(long run) {
        boolean seen = mark == run;
        mark = run;
        return seen;
    }

    /// The handle, made if there is none yet. Under the lock.
    long handle() {
        checkOpen();
        if (memory.handle == 0) {
            memory.handle = device.client().transfers().zeros(device.place(), type);
        }
        return memory.handle;
    }

    /// Where the data lie on the device.
    ///
    /// @throws PjrtException if the plugin does not say
    long address() {
        device.client().lock();
        try {
            return device.client().address(handle());
        } finally {
            device.client().unlock();
        }
    }

    /// Checks that results can be put here. Under the lock.
    void checkOpen() {
        if (memory.closed) {
            throw new IllegalStateException("the buffer of " + type + " is closed");
        }
    }

    /// Puts a result here. Under the lock.
    ///
    /// @param by what computed it, for messages
    void replace(long made, String by) {
        if (memory.closed) {
            device.client().destroyBuffer(made);
        } else {
            memory.replace(made, by);
        }
    }

    /// Notices that a run that failed has taken the data. Under the lock.
    ///
    /// @return whether it has
    boolean isTaken(String by) {
        if (memory.closed || memory.handle == 0 || !device.client().isDeleted(memory.handle)) {
            return false;
        }
        memory.replace(0, NONE);
        memory.lost = by;
        return true;
    }

    private void checkThere() {
        checkOpen();
        if (!memory.lost.isEmpty()) {
            throw new IllegalStateException(
                    "the data of %s went with a run of %s that failed; write it again"
                            .formatted(type, memory.lost));
        }
    }

    @Override
    public void write(MemorySegment source) {
        checkSize(source);
        device.retrying(
                "" + type,
                () -> {
                    Client client = device.client();
                    client.lock();
                    try {
                        checkOpen();
                        replace(client.transfers().upload(device.place(), type, source), NONE);
                    } finally {
                        client.unlock();
                    }
                });
    }

    @Override
    public void read(MemorySegment destination) {
        checkSize(destination);
        Client client = device.client();
        Transfers.Download download;
        client.lock();
        try {
            checkThere();
            if (memory.handle == 0) {
                destination.fill((byte) 0);
                return;
            }
            download = client.transfers().begin(memory.handle, type);
        } catch (PjrtException e) {
            throw Failures.of(device, failed(), e);
        } finally {
            client.unlock();
        }
        try {
            client.transfers().end(download, destination);
        } catch (PjrtException e) {
            throw Failures.of(device, failed(), e);
        }
    }

    private String failed() {
        return memory.origin.isEmpty() ? "" + type : "%s of %s".formatted(type, memory.origin);
    }

    private void checkSize(MemorySegment other) {
        if (other.byteSize() != type.bytes()) {
            throw new IllegalArgumentException(
                    "%s takes %d bytes, the memory given has %d"
                            .formatted(type, type.bytes(), other.byteSize()));
        }
    }

    @Override
    public void close() {
        memory.run();
    }
}
