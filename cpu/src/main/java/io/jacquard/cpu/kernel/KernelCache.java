package io.jacquard.cpu.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;

/// Compiles descriptions to kernels and keeps the most recently used.
///
/// Safe from any thread. A kernel that is dropped here lives on as long as someone holds it.
public final class KernelCache {
    /// The code of a kernel.
    public enum Body {
        /// Vectors where the machine and the kernel have them, else scalars.
        FASTEST,
        /// Scalars; the same bits.
        SCALAR
    }

    private record Key(KernelSpec spec, int lanes) {}

    private final int capacity;
    private final LinkedHashMap<Key, Kernel> kernels = new LinkedHashMap<>(16, 0.75f, true);
    private long compiled;

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
        return kernel(spec, Body.FASTEST);
    }

    /// The kernel of a description with the body asked for.
    ///
    /// @throws IllegalArgumentException if it is too long for one method; split it
    public Kernel kernel(KernelSpec spec, Body body) {
        return kernel(spec, body == Body.SCALAR ? 0 : VectorModule.LANES);
    }

    synchronized Kernel kernel(KernelSpec spec, int lanes) {
        Key key = new Key(spec, lanes);
        Kernel known = kernels.get(key);
        if (known != null) {
            return known;
        }
        Kernel kernel = compile(spec, lanes);
        compiled++;
        kernels.put(key, kernel);
        if (kernels.size() > capacity) {
            Map.Entry<Key, Kernel> eldest = kernels.firstEntry();
            kernels.remove(eldest.getKey());
        }
        return kernel;
    }

    /// Number of kernels held now.
    public synchronized int size() {
        return kernels.size();
    }

    /// Number of classes compiled since the cache was made.
    public synchronized long compiled() {
        return compiled;
    }

    private static Kernel compile(KernelSpec spec, int lanes) {
        Program program = Program.of(spec);
        int width = lanes > 0 && program.hasVectorForm(lanes) ? lanes : 0;
        byte[] bytes = KernelWriter.write(program, width);
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
