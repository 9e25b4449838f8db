package io.jacquard.pjrt;

import io.jacquard.ir.Function;
import io.jacquard.ir.Site;
import io.jacquard.pjrt.api.PjrtException;
import io.jacquard.pjrt.client.Client;
import io.jacquard.pjrt.client.Program;
import io.jacquard.pjrt.stablehlo.EmitOptions;
import io.jacquard.pjrt.stablehlo.StableHlo;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.DeviceException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes an executable of a function: text, and XLA's program for it.
final class Compilation {
    private static final System.Logger LOG = System.getLogger("io.jacquard.pjrt");
    private static final long STACK = 256L << 20;
    private static final Pattern LINE = Pattern.compile("(?m)^\\S+?:(\\d+):\\d+: ");

    private final PjrtDevice device;
    private final Function function;
    private final CompileOptions options;
    private final Taps taps;
    private final StableHlo text;
    private final List<String> remarks;

    /// @param fusedHead size of the largest head whose attention is cuDNN's call, 0 if none is
    /// @param remarks for the report
    Compilation(
            PjrtDevice device,
            Function function,
            CompileOptions options,
            int fusedHead,
            List<String> remarks) {
        this.device = device;
        this.function = function;
        this.options = options;
        this.taps = Taps.of(function);
        this.text =
                StableHlo.of(
                        taps.function(),
                        EmitOptions.standard()
                                .withAliases(options.aliases())
                                .withPrecision(options.precision())
                                .withFusedHead(fusedHead));
        this.remarks = remarks;
    }

    /// Compiles; the client stays until the program has its owner, even if the device is closed.
    PjrtExecutable executable() {
        Client client = device.client();
        if (!client.retain()) {
            throw new IllegalStateException("the device is closed");
        }
        try {
            return make();
        } finally {
            client.release();
        }
    }

    private PjrtExecutable make() {
        long start = System.nanoTime();
        AtomicReference<Obtained> made = new AtomicReference<>();
        device.retrying(function.name(), () -> made.set(obtained()));
        Program program = made.get().program();
        String cause = made.get().cause();
        Program.Memory memory = memory(program);
        CompileReport report =
                new CompileReport(
                        device.name(),
                        Duration.ofNanos(System.nanoTime() - start),
                        function.instructions().size(),
                        Map.of("xla", 1),
                        memory.temporary(),
                        memory.code() + memory.temporary(),
                        notes(cause),
                        Map.of());
        LOG.log(
                Level.DEBUG,
                "{0} for {1} in {2} ms: {3}",
                function.name(),
                device.name(),
                report.duration().toMillis(),
                cause);
        return new PjrtExecutable(
                device,
                program,
                new PjrtExecutable.Signature(taps, function, options, memory),
                report);
    }

    private List<String> notes(String cause) {
        List<String> notes = new ArrayList<>();
        notes.add(cause);
        notes.addAll(remarks);
        if (!taps.hidden().isEmpty()) {
            notes.add(
                    "taps inside loops and choices are not shown on this device: "
                            + String.join(", ", taps.hidden()));
        }
        return notes;
    }

    private static Program.Memory memory(Program program) {
        try {
            return program.memory();
        } catch (PjrtException e) {
            return new Program.Memory(0, 0, 0);
        }
    }

    private record Obtained(Program program, String cause) {}

    private Obtained cachedOrCompiled() {
        ExecutableCache.Lookup found = device.cache().find(device.client(), key());
        if (found.program().isPresent()) {
            return new Obtained(found.program().get(), found.cause());
        }
        LOG.log(Level.TRACE, "{0}", text.text());
        Program made = compiled();
        // The key anew: the flags, a part of it, change where the plugin does not know ours.
        device.cache().store(key(), made);
        return new Obtained(made, found.cause());
    }

    private String key() {
        return device.key(text.text(), settings());
    }

    private byte[] settings() {
        return device.settings(options.flags());
    }

    private Program compiled() {
        try {
            return Program.compile(device.client(), text.text(), settings());
        } catch (PjrtException e) {
            if (!device.dropsOwnFlags(e)) {
                throw e;
            }
            return Program.compile(device.client(), text.text(), settings());
        }
    }

    /// XLA's passes recurse, and Java's threads have small stacks: it gets a thread with a large
    /// one.
    private Obtained obtained() {
        AtomicReference<Obtained> made = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread =
                new Thread(null, () -> made.set(cachedOrCompiled()), "jacquard-xla-compile", STACK);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((_, e) -> failure.set(e));
        thread.start();
        join(thread);
        return switch (failure.get()) {
            case PjrtException e when !e.isOutOfMemory() -> throw explained(e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> made.get();
        };
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The line of the text that a message of XLA's is about, 0 if it names none.
    static int line(String message) {
        Matcher line = LINE.matcher(message);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    private DeviceException explained(PjrtException e) {
        if (CompileFlags.isAbout("" + e.getMessage())) {
            return new DeviceException(
                    """
                    [%s] XLA cannot compile %s
                      XLA says: %s
                      options of this compilation %s, of all of them %s
                      expected names and values of XLA's debug options; correct it, or take it out\
                    """
                            .formatted(
                                    device.name(),
                                    function.name(),
                                    e.getMessage(),
                                    new TreeMap<>(options.flags()),
                                    CompileFlags.users(Settings.ofProcess())),
                    e);
        }
        Site site = text.site(line("" + e.getMessage()));
        return new DeviceException(
                """
                [%s] XLA cannot compile %s
                  XLA says: %s
                  the text is in the log io.jacquard.pjrt at level TRACE
                  at %s\
                """
                        .formatted(device.name(), function.name(), e.getMessage(), site),
                e);
    }
}
