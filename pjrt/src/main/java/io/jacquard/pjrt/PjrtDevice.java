package io.jacquard.pjrt;

import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import io.jacquard.pjrt.Plugins.Plugin;
import io.jacquard.pjrt.api.Api;
import io.jacquard.pjrt.api.Library;
import io.jacquard.pjrt.api.PjrtException;
import io.jacquard.pjrt.client.Client;
import io.jacquard.pjrt.client.ClientDevice;
import io.jacquard.pjrt.client.Clients;
import io.jacquard.pjrt.client.CompileSettings;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// A device of a plugin.
final class PjrtDevice implements Device {
    private static final System.Logger LOG = System.getLogger("io.jacquard.pjrt");

    private final String name;
    private final Plugin plugin;
    private final Client client;
    private final ClientDevice place;
    private final Holdings holdings = new Holdings();
    private volatile Map<String, Object> flags;
    private final String fingerprint;
    private final ExecutableCache cache;
    private final FusedHeads fusedHeads;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PjrtDevice(String name, Plugin plugin, Client client, ClientDevice place) {
        this.name = name;
        this.plugin = plugin;
        this.client = client;
        this.place = place;
        Settings own = Settings.ofProcess();
        this.flags = CompileFlags.of(plugin.name(), own);
        this.fingerprint = Fingerprint.of(plugin.file(), client, place);
        this.cache = ExecutableCache.of(own);
        this.fusedHeads = new FusedHeads(client.platform());
    }

    /// Opens a device.
    ///
    /// @param index among those of the plugin, from 0
    /// @throws DeviceException if the plugin cannot be loaded or has no such device
    static PjrtDevice open(Plugin plugin, int index) {
        String name = "xla:" + plugin.name() + (index == 0 ? "" : ":" + index);
        Client client;
        try {
            Api api = Library.load(plugin.file(), CudaLibraries.beside(plugin.file()));
            client = Clients.take(api, ClientOptions.of(plugin.name(), Settings.ofProcess()));
        } catch (PjrtException e) {
            throw Failures.opening(name, plugin, e);
        }
        List<ClientDevice> devices = client.devices();
        if (index >= devices.size()) {
            client.release();
            throw new DeviceException(
                    "no device '%s'; the plugin has %d: %s"
                            .formatted(
                                    name,
                                    devices.size(),
                                    devices.stream().map(ClientDevice::text).toList()));
        }
        return new PjrtDevice(name, plugin, client, devices.get(index));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "%s, XLA through %s (%s)"
                .formatted(place.kind(), plugin.file().getFileName(), client.api().versions());
    }

    Plugin plugin() {
        return plugin;
    }

    Client client() {
        return client;
    }

    ClientDevice place() {
        return place;
    }

    Holdings holdings() {
        return holdings;
    }

    /// How a program is compiled.
    ///
    /// @param own flags of this compilation, which go before those of the device
    byte[] settings(Map<String, String> own) {
        Map<String, Object> all = new TreeMap<>(flags);
        own.forEach((name, value) -> all.put(name, Settings.value(value)));
        return CompileSettings.encode(place.id(), all);
    }

    /// Compiles from now on without our own flags, if that is what the plugin refused.
    ///
    /// @return whether it is worth trying again
    boolean dropsOwnFlags(PjrtException refused) {
        Map<String, Object> others = CompileFlags.users(Settings.ofProcess());
        boolean differs = !others.equals(flags);
        if (!differs || !CompileFlags.areUnknown("" + refused.getMessage())) {
            return false;
        }
        LOG.log(Level.WARNING, "{0} may lose NaN in minimum and maximum: {1}", name, refused);
        flags = others;
        return true;
    }

    /// The name under which a program is kept in the cache.
    String key(String text, byte[] settings) {
        return new Digest().add(fingerprint).add(settings).add(text).text();
    }

    ExecutableCache cache() {
        return cache;
    }

    /// {@inheritDoc}
    ///
    /// The memory is taken when something is written into it.
    @Override
    public PjrtBuffer allocate(TensorType type) {
        checkOpen();
        return new PjrtBuffer(this, type);
    }

    @Override
    public PjrtExecutable compile(Function function, CompileOptions options) {
        checkOpen();
        return fusedHeads.compile(
                function,
                options,
                (f, own, fusedHead, remarks) ->
                        new Compilation(this, f, own, fusedHead, remarks).executable());
    }

    @Override
    public long bytesInUse() {
        return holdings.bytes();
    }

    /// Runs what needs memory; if there is not enough, frees what nobody reaches any more and tries
    /// once more.
    ///
    /// @param what is said in the message, for example `f32[2, 3]`
    /// @throws DeviceException if it fails
    void retrying(String what, Runnable task) {
        try {
            task.run();
        } catch (PjrtException e) {
            if (!e.isOutOfMemory()) {
                throw Failures.of(this, what, e);
            }
            Failures.reclaim();
            try {
                task.run();
            } catch (PjrtException again) {
                throw Failures.of(this, what, again);
            }
        }
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the device " + name + " is closed");
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            holdings.close();
            client.release();
        }
    }
}
