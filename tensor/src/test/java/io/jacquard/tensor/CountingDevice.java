package io.jacquard.tensor;

import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The reference device, counting what is compiled and what of it is still open.
final class CountingDevice implements Device {
    final AtomicInteger compiled = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    private final Device inner = Device.open("reference");

    private final class Counted implements Executable {
        private final Executable executable;

        Counted(Executable executable) {
            this.executable = executable;
        }

        @Override
        public void run(List<Buffer> arguments, List<Buffer> results) {
            executable.run(arguments, results);
        }

        @Override
        public CompileReport report() {
            return executable.report();
        }

        @Override
        public void close() {
            open.decrementAndGet();
            executable.close();
        }
    }

    @Override
    public Executable compile(Function function, CompileOptions options) {
        compiled.incrementAndGet();
        open.incrementAndGet();
        return new Counted(inner.compile(function, options));
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public String description() {
        return inner.description();
    }

    @Override
    public Buffer allocate(TensorType type) {
        return inner.allocate(type);
    }

    @Override
    public long bytesInUse() {
        return inner.bytesInUse();
    }

    @Override
    public void close() {
        inner.close();
    }
}
