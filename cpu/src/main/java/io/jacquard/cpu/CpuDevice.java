package io.jacquard.cpu;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Team;
import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The processor as a device.
final class CpuDevice implements Device {
    /// The property that asks for canaries around all memory.
    static final String DEBUG = "jacquard.cpu.debug";

    private static final int KERNELS = 2_048;
    private static final KernelCache CACHE = new KernelCache(KERNELS);

    private static final Interpreted INTERPRETED =
            new Interpreted(System.getLogger("io.jacquard.cpu"));

    private final Team team = Team.shared();
    private final Interpreted interpreted;
    private final boolean guarded;
    private final Set<AutoCloseable> owned = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytes = new AtomicLong();

    CpuDevice() {
        this(INTERPRETED, Boolean.getBoolean(DEBUG));
    }

    /// @param interpreted who says that an operation is slow
    CpuDevice(Interpreted interpreted) {
        this(interpreted, false);
    }

    /// @param guarded whether canaries lie around all memory
    CpuDevice(Interpreted interpreted, boolean guarded) {
        this.interpreted = interpreted;
        this.guarded = guarded;
    }

    /// Whether canaries lie around all memory.
    boolean isGuarded() {
        return guarded;
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public String description() {
        return "%s, %d threads, oneDNN and generated kernels%s"
                .formatted(
                        System.getProperty("os.arch"),
                        team.threads(),
                        guarded ? ", memory guarded" : "");
    }

    @Override
    public Buffer allocate(TensorType type) {
        CpuBuffer b = new CpuBuffer(this, type);
        owned.add(b);
        return b;
    }

    @Override
    public Executable compile(Function function, CompileOptions options) {
        options.checkNoFlags(name());
        CpuExecutable e = new CpuExecutable(this, function, options);
        owned.add(e);
        return e;
    }

    @Override
    public long bytesInUse() {
        return bytes.get();
    }

    Team team() {
        return team;
    }

    Interpreted interpreted() {
        return interpreted;
    }

    KernelCache kernels() {
        return CACHE;
    }

    void hold(long more) {
        bytes.addAndGet(more);
    }

    void release(AutoCloseable what, long less) {
        if (owned.remove(what)) {
            bytes.addAndGet(-less);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable o : owned) {
            switch (o) {
                case CpuBuffer b -> b.close();
                case CpuExecutable e -> e.close();
                default -> throw new IllegalStateException("unknown: " + o);
            }
        }
    }
}
