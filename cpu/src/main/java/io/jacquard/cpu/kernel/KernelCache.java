package io.jacquard.cpu.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Compiles descriptions to kernels and keeps the most recently used.
///
/// Safe from any thread. A kernel that is dropped here lives on as long as someone holds it.
public final class KernelCache {
    /// The code of a kernel. The bits are the same.
    public enum Body {
        /// Scalars at first; once they have done some work a thread of our own has the JIT compiler
        /// optimize vectors, and these are swapped in.
        WARMING,
        /// Vectors from the first call, where the machine and the kernel have them.
        FASTEST,
        /// Scalars.
        SCALAR
    }

    private record Key(KernelSpec spec, int lanes, Body body) {}

    private final int capacity;
    private final LinkedHashMap<Key, Kernel> kernels = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicLong compiled = new AtomicLong();

    /// An empty cache.
    ///
    /// @param capacity the number of kernels kept, at least 1
    public KernelCache(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "[kernel] capacity %d; expected 1 or more".formatted(capacity));
        }
        this.capacity = capacity;
    }

    /// The kernel of a description, compiled if it is new.
    ///
    /// @throws IllegalArgumentException if it is too long for one method; split it
    public Kernel kernel(KernelSpec spec) {
        return kernel(spec, Body.WARMING);
    }

    /// The kernel of a description with the body asked for.
    ///
    /// @throws IllegalArgumentException if it is too long for one method; split it
    public Kernel kernel(KernelSpec spec, Body body) {
        return kernel(new Key(spec, body == Body.SCALAR ? 0 : VectorModule.LANES, body));
    }

    /// A kernel with vectors of that many lanes, whatever the machine prefers; 0 for scalars.
    Kernel kernel(KernelSpec spec, int lanes) {
        return kernel(new Key(spec, lanes, Body.FASTEST));
    }

    private synchronized Kernel kernel(Key key) {
        Kernel known = kernels.get(key);
        if (known != null) {
            return known;
        }
        Kernel kernel = compile(key);
        kernels.put(key, kernel);
        if (kernels.size() > capacity) {
            kernels.pollFirstEntry();
        }
        return kernel;
    }

    /// Waits until every kernel held here runs its fastest body, or has turned out to have none:
    /// for measurements, and before the first request of a server.
    ///
    /// @throws InterruptedException if the thread is interrupted
    public void awaitWarm() throws InterruptedException {
        List<Kernel> held;
        synchronized (this) {
            held = List.copyOf(kernels.values());
        }
        for (Kernel k : held) {
            if (k instanceof WarmingKernel w) {
                w.ask();
            }
        }
        WarmUp.await();
    }

    /// Number of kernels held now.
    public synchronized int size() {
        return kernels.size();
    }

    /// Number of classes compiled since the cache was made.
    public long compiled() {
        return compiled.get();
    }

    private Kernel compile(Key key) {
        Program program = Program.of(key.spec);
        boolean vectors = key.lanes > 0 && new Schedule(program).hasVectorForm(key.lanes);
        if (vectors && key.body == Body.WARMING) {
            Kernel scalar = scalars(key.spec, program);
            return new WarmingKernel(program, scalar, () -> vectors(key, program));
        }
        return (vectors ? vectors(key, program) : Optional.<Kernel>empty())
                .orElseGet(() -> scalars(key.spec, program));
    }

    private Kernel scalars(KernelSpec spec, Program program) {
        return new SizedKernel(program, elements(spec, program), () -> tiles(spec, program));
    }

    private Kernel elements(KernelSpec spec, Program program) {
        return KernelWriter.writeShort(program, 0)
                .map(bytes -> define(spec, bytes))
                .orElseThrow(() -> new IllegalArgumentException(tooLong(program)));
    }

    private Optional<Kernel> tiles(KernelSpec spec, Program program) {
        return KernelWriter.writeTiles(program).map(bytes -> define(spec, bytes));
    }

    /// The scalar body that works element by element whatever the size.
    Kernel elements(KernelSpec spec) {
        return elements(spec, Program.of(spec));
    }

    /// The scalar body that works on tiles whatever the size, if there is one.
    Optional<Kernel> tiles(KernelSpec spec) {
        return tiles(spec, Program.of(spec));
    }

    private static String tooLong(Program program) {
        return "[kernel] %d instructions are more than %d bytes of code, which the JIT compiler"
                        .formatted(program.weight(), KernelSpec.LONGEST_METHOD)
                + " does not take; split it";
    }

    private Optional<Kernel> vectors(Key key, Program program) {
        return KernelWriter.writeShort(program, key.lanes).map(bytes -> define(key.spec, bytes));
    }

    private Kernel define(KernelSpec spec, byte[] bytes) {
        compiled.incrementAndGet();
        try {
            var lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            var constructor =
                    lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class));
            return (Kernel) constructor.invoke();
        } catch (Throwable broken) {
            throw new IllegalStateException("[kernel] cannot define\n" + spec, broken);
        }
    }
}
