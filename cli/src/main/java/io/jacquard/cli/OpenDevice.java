package io.jacquard.cli;

import io.jacquard.runtime.Backend;
import io.jacquard.runtime.Device;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/// The device a command works on, opened on a thread of its own while the rest is prepared.
final class OpenDevice implements AutoCloseable {
    private static final String INTERPRETER = "reference";

    private final Session session;
    private final String wanted;
    private final CompletableFuture<Device> opened;
    private boolean told;

    private OpenDevice(Session session, String wanted, CompletableFuture<Device> opened) {
        this.session = session;
        this.wanted = wanted;
        this.opened = opened;
    }

    /// Begins to open a device.
    ///
    /// @param wanted its name, or empty for the best one
    static OpenDevice named(Session session, String wanted) {
        return new OpenDevice(
                session,
                wanted,
                CompletableFuture.supplyAsync(
                        () -> wanted.isEmpty() ? Device.open() : Device.open(wanted),
                        task -> Thread.ofPlatform().daemon().name("open-device").start(task)));
    }

    /// The device. When none was wanted by name and only the interpreter is there, the reason is
    /// told once.
    ///
    /// @throws io.jacquard.runtime.DeviceException if it is absent
    Device device() {
        Device device = joined();
        if (wanted.isEmpty() && device.name().equals(INTERPRETER) && !told) {
            told = true;
            session.note(
                    """
                    The fast CPU device cannot work here, so the interpreter is used: it does the same, far more slowly.
                    %s
                    To insist on the fast device, give --device cpu; to use the interpreter in silence, --device reference.\
                    """
                            .formatted(problems()));
        }
        return device;
    }

    private Device joined() {
        try {
            return opened.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static String problems() {
        return ServiceLoader.load(Backend.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(backend -> !backend.problem().isEmpty())
                .map(backend -> "  " + backend.name() + ": " + backend.problem())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        if (!opened.isCompletedExceptionally()) {
            opened.join().close();
        }
    }
}
