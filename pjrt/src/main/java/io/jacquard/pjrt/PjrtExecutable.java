package io.jacquard.pjrt;

import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.pjrt.api.PjrtException;
import io.jacquard.pjrt.client.Client;
import io.jacquard.pjrt.client.Launch;
import io.jacquard.pjrt.client.Program;
import io.jacquard.pjrt.client.Transfers;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A program of XLA's. A run only begins the work; whoever reads a result waits for it.
final class PjrtExecutable implements Executable {
    private static final AtomicLong RUNS = new AtomicLong();

    private final PjrtDevice device;
    private final Client client;
    private final Signature signature;
    private final TensorType[] parameters;
    private final TensorType[] results;
    private final Alias[] aliases;
    private final Launch launch;
    private final Loaded loaded;
    private final CompileReport report;

    /// What a program takes and gives.
    ///
    /// @param taps the function as XLA has it
    /// @param function the caller's
    /// @param memory that the program takes
    record Signature(Taps taps, Function function, CompileOptions options, Program.Memory memory) {}

    PjrtExecutable(PjrtDevice device, Program program, Signature signature, CompileReport report) {
        this.device = device;
        this.client = device.client();
        this.signature = signature;
        this.report = report;
        Function function = signature.function();
        this.parameters =
                function.parameters().stream().map(p -> p.type()).toArray(TensorType[]::new);
        this.results = function.resultTypes().toArray(TensorType[]::new);
        this.aliases = signature.options().aliases().toArray(Alias[]::new);
        this.launch =
                new Launch(
                        program,
                        parameters.length,
                        results.length + signature.taps().labels().size());
        this.loaded = new Loaded(program, device.holdings(), signature);
        device.holdings().add(this, loaded);
        if (device.isClosed()) {
            close();
        }
    }

    /// The loaded program and what becomes of it.
    private static final class Loaded implements Holdings.Held {
        private final Program program;
        private final Holdings holdings;
        private final String name;
        private final long bytes;
        private boolean closed;

        Loaded(Program program, Holdings holdings, Signature signature) {
            this.program = program;
            this.holdings = holdings;
            this.name = signature.function().name();
            this.bytes = signature.memory().code();
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public String text() {
            return "the program %s, %,d bytes".formatted(name, bytes);
        }

        @Override
        public void run() {
            if (closed) {
                return;
            }
            program.client().lock();
            try {
                if (!closed) {
                    closed = true;
                    holdings.remove(this);
                    program.destroy();
                }
            } finally {
                program.client().unlock();
            }
        }
    }

    @Override
    public void run(List<Buffer> arguments, List<Buffer> results) {
        try {
            begin(arguments, results);
        } catch (PjrtException e) {
            boolean taken = lose(arguments);
            if (!e.isOutOfMemory() || taken) {
                throw Failures.of(device, "a run of " + loaded.name, e);
            }
            Failures.reclaim();
            try {
                begin(arguments, results);
            } catch (PjrtException again) {
                lose(arguments);
                throw Failures.of(device, "a run of " + loaded.name, again);
            }
        }
    }

    private void begin(List<Buffer> arguments, List<Buffer> results) {
        List<Transfers.Download> shown = List.of();
        client.lock();
        try {
            if (loaded.closed) {
                throw new IllegalStateException("the executable is closed");
            }
            takeArguments(arguments);
            checkResults(results);
            checkAliases(arguments, results);
            launch.run();
            for (int i = 0; i < this.results.length; i++) {
                ((PjrtBuffer) results.get(i)).replace(launch.result(i), loaded.name);
            }
            if (!signature.taps().labels().isEmpty()) {
                shown = tapped();
            }
        } finally {
            client.unlock();
        }
        show(shown);
    }

    private void takeArguments(List<Buffer> arguments) {
        int count = parameters.length;
        checkCount("argument", count, arguments.size());
        long run = RUNS.incrementAndGet();
        boolean repeated = false;
        for (int i = 0; i < count; i++) {
            PjrtBuffer b = own(arguments.get(i), parameters[i], "argument", i);
            repeated |= b.mark(run);
            launch.argument(i, b.handle());
        }
        if (repeated) {
            checkDonatedOnce(arguments);
        }
    }

    private void checkResults(List<Buffer> given) {
        checkCount("result", results.length, given.size());
        for (int i = 0; i < results.length; i++) {
            own(given.get(i), results[i], "result", i).checkOpen();
        }
    }

    private static void checkCount(String what, int expected, int got) {
        if (got != expected) {
            throw new IllegalArgumentException(
                    "%d %ss expected, got %d".formatted(expected, what, got));
        }
    }

    private PjrtBuffer own(Buffer buffer, TensorType type, String what, int index) {
        if (buffer instanceof PjrtBuffer b && b.isOn(device) && b.type().equals(type)) {
            return b;
        }
        throw new IllegalArgumentException(
                "%s %d is %s; expected %s on the device %s"
                        .formatted(
                                what,
                                index,
                                buffer == null ? "null" : buffer.type() + place(buffer),
                                type,
                                device.name()));
    }

    private String place(Buffer buffer) {
        return buffer instanceof PjrtBuffer b && b.isOn(device) ? "" : " on another device";
    }

    private void checkAliases(List<Buffer> arguments, List<Buffer> given) {
        for (Alias a : aliases) {
            if (!isSame(arguments.get(a.parameter()), given.get(a.result()))) {
                throw new IllegalArgumentException(
                        "argument %d is donated to result %d; pass one buffer at both places"
                                .formatted(a.parameter(), a.result()));
            }
        }
    }

    private void checkDonatedOnce(List<Buffer> arguments) {
        for (Alias a : aliases) {
            Buffer donated = arguments.get(a.parameter());
            for (int i = 0; i < arguments.size(); i++) {
                if (i != a.parameter() && isSame(arguments.get(i), donated)) {
                    throw new IllegalArgumentException(
                            "argument %d is donated and passed as argument %d too; pass a copy there"
                                    .formatted(a.parameter(), i));
                }
            }
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Buffer one, Buffer other) {
        return one == other;
    }

    private List<Transfers.Download> tapped() {
        List<Transfers.Download> downloads = new ArrayList<>();
        for (int i = results.length; i < results.length + signature.taps().labels().size(); i++) {
            long handle = launch.result(i);
            downloads.add(client.transfers().begin(handle, tappedType(i)));
            client.destroyBuffer(handle);
        }
        return downloads;
    }

    private TensorType tappedType(int result) {
        return signature.taps().function().results().get(result).type();
    }

    private void show(List<Transfers.Download> downloads) {
        for (int i = 0; i < downloads.size(); i++) {
            Literal value = Literal.zeros(tappedType(results.length + i));
            client.transfers().end(downloads.get(i), value.segment());
            signature.options().taps().accept(signature.taps().labels().get(i), value);
        }
    }

    // A run that fails may have taken what was donated to it.
    private boolean lose(List<Buffer> arguments) {
        boolean taken = false;
        client.lock();
        try {
            for (Alias a : aliases) {
                if (arguments.get(a.parameter()) instanceof PjrtBuffer b) {
                    taken |= b.isTaken(loaded.name);
                }
            }
        } finally {
            client.unlock();
        }
        return taken;
    }

    /// Bytes of results that lie where donated arguments were.
    long aliasedBytes() {
        return signature.memory().aliased();
    }

    @Override
    public CompileReport report() {
        return report;
    }

    @Override
    public void close() {
        loaded.run();
    }
}
