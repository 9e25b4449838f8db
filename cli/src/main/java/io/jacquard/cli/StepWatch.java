package io.jacquard.cli;

import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import io.jacquard.runtime.Profile;
import java.util.ArrayList;
import java.util.List;

/// A device that measures the steps that run on it: the first at once, to see whether the device
/// can, then after warming up each step twice, in turns as a whole and item by item.
final class StepWatch implements Device {
    // Steps between two that are measured: threads that fell asleep over the bookkeeping are awake
    // again, as they are in a training.
    private static final int REST = 4;

    private final Device inner;
    private final double warmUp;
    private final int wanted;
    private final List<Profile> profiles = new ArrayList<>();
    private final List<Double> wholes = new ArrayList<>();
    private final List<Double> outside = new ArrayList<>();
    private long started;
    private boolean turn;
    private int rested;
    private long ended;

    /// @param inner the device
    /// @param warmUp seconds before measuring begins
    /// @param wanted how many steps are measured as a whole, and as many item by item
    StepWatch(Device inner, double warmUp, int wanted) {
        this.inner = inner;
        this.warmUp = warmUp;
        this.wanted = wanted;
    }

    /// Whether all is measured.
    boolean isDone() {
        return profiles.size() >= wanted && wholes.size() >= wanted;
    }

    /// Microseconds of the steps that were measured as a whole.
    List<Double> wholes() {
        return wholes;
    }

    /// The steps that were measured item by item.
    List<Profile> profiles() {
        return profiles;
    }

    /// Microseconds between the end of a step and the beginning of the next.
    List<Double> outside() {
        return outside;
    }

    private void step(Executable e, List<Buffer> arguments, List<Buffer> results) {
        long now = System.nanoTime();
        if (started == 0) {
            e.profile(arguments, results);
            started = now;
        } else if (now - started < warmUp * 1e9 || isDone() || rested < REST) {
            rest(e, arguments, results, now);
        } else if (turn) {
            profiles.add(e.profile(arguments, results));
            turn = false;
            rested = 0;
        } else {
            e.run(arguments, results);
            wholes.add((System.nanoTime() - now) / 1e3);
            turn = true;
            rested = 0;
        }
    }

    private void rest(Executable e, List<Buffer> arguments, List<Buffer> results, long now) {
        if (rested > 0 && rested < REST) {
            outside.add((now - ended) / 1e3);
        }
        e.run(arguments, results);
        ended = System.nanoTime();
        rested++;
    }

    private final class Watched implements Executable {
        private final Executable executable;

        Watched(Executable executable) {
            this.executable = executable;
        }

        @Override
        public void run(List<Buffer> arguments, List<Buffer> results) {
            step(executable, arguments, results);
        }

        @Override
        public CompileReport report() {
            return executable.report();
        }

        @Override
        public void close() {
            executable.close();
        }
    }

    @Override
    public Executable compile(Function function, CompileOptions options) {
        return new Watched(inner.compile(function, options));
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

    /// Does nothing: who opened the device closes it.
    @Override
    public void close() {}
}
