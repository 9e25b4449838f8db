package io.jacquard.cpu.winograd;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.onednn.Convolution;
import io.jacquard.cpu.onednn.Window;
import io.jacquard.cpu.team.Phase;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/// A convolution or a gradient over random numbers, by Winograd's algorithm and as sums in f64.
final class Trial implements AutoCloseable {
    /// What is computed.
    enum Wanted {
        RESULT,
        SOURCE_GRADIENT,
        FILTER_GRADIENT
    }

    private static final int GUARD = 64;
    private static final float CANARY = -12_345;

    private final Arena arena = Arena.ofShared();
    private final Convolution.Spec spec;
    private final Wanted wanted;
    private final Epilogue epilogue;
    private final Winograd made;
    private final float[] source;
    private final float[] filter;
    private final float[] bias;
    private final float[] gradient;
    private final MemorySegment result;
    private final MemorySegment scratch;

    Trial(KernelCache kernels, Convolution.Spec spec, Wanted wanted, Epilogue epilogue) {
        this.spec = spec;
        this.wanted = wanted;
        this.epilogue = epilogue;
        Random random = new Random(5);
        this.source = random(random, size(spec.channels().in(), false), 1);
        this.filter = random(random, 9 * in() * out(), Math.sqrt(2.0 / (9 * in())));
        this.bias = random(random, out(), 0.1);
        this.gradient = random(random, size(spec.channels().out(), true), 1);
        Optional<Winograd> possible =
                switch (wanted) {
                    case RESULT -> Winograd.forward(kernels, spec, epilogue);
                    case SOURCE_GRADIENT -> Winograd.inputGradient(kernels, spec);
                    case FILTER_GRADIENT -> Winograd.filterGradient(kernels, spec);
                };
        this.made = possible.orElseThrow();
        this.result = guarded(resultSize());
        this.scratch = guarded((int) (made.scratchBytes() / 4));
        List<MemorySegment> operands =
                switch (wanted) {
                    case RESULT -> List.of(of(source), of(filter), of(bias));
                    case SOURCE_GRADIENT -> List.of(of(gradient), of(filter));
                    case FILTER_GRADIENT -> List.of(of(source), of(gradient));
                };
        int inputs = wanted == Wanted.RESULT && !epilogue.bias() ? 2 : operands.size();
        long[] addresses = new long[inputs + 2];
        for (int i = 0; i < inputs; i++) {
            addresses[i] = operands.get(i).address();
        }
        addresses[inputs] = result.address() + 4L * GUARD;
        addresses[inputs + 1] = scratch.address() + 4L * GUARD;
        made.bind(addresses);
    }

    private int in() {
        return (int) spec.channels().in();
    }

    private int out() {
        return (int) spec.channels().out();
    }

    private int resultSize() {
        return switch (wanted) {
            case RESULT -> gradient.length;
            case SOURCE_GRADIENT -> source.length;
            case FILTER_GRADIENT -> filter.length;
        };
    }

    private int size(long channels, boolean after) {
        long n = spec.batch() * channels;
        for (Window w : spec.windows()) {
            n *= after ? w.output() : w.input();
        }
        return (int) n;
    }

    private static float[] random(Random random, int size, double deviation) {
        float[] made = new float[size];
        for (int i = 0; i < size; i++) {
            made[i] = (float) (random.nextGaussian() * deviation);
        }
        return made;
    }

    private MemorySegment of(float[] values) {
        MemorySegment s = arena.allocate(4L * values.length, 64);
        MemorySegment.copy(values, 0, s, ValueLayout.JAVA_FLOAT, 0, values.length);
        return s;
    }

    private MemorySegment guarded(int size) {
        return arena.allocate(4L * (size + 2 * GUARD), 64);
    }

    /// Runs it over memory that holds NaN, and gives the result.
    ///
    /// @param run runs a phase
    float[] run(Consumer<Phase> run) {
        fill(result);
        fill(scratch);
        made.phases().forEach(run);
        require(result);
        require(scratch);
        float[] all = result.toArray(ValueLayout.JAVA_FLOAT);
        return java.util.Arrays.copyOfRange(all, GUARD, all.length - GUARD);
    }

    private static void fill(MemorySegment memory) {
        long n = memory.byteSize() / 4;
        for (long i = 0; i < n; i++) {
            boolean guard = i < GUARD || i >= n - GUARD;
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, guard ? CANARY : Float.NaN);
        }
    }

    private static void require(MemorySegment memory) {
        long n = memory.byteSize() / 4;
        for (int i = 0; i < GUARD; i++) {
            if (memory.getAtIndex(ValueLayout.JAVA_FLOAT, i) != CANARY
                    || memory.getAtIndex(ValueLayout.JAVA_FLOAT, n - 1 - i) != CANARY) {
                throw new AssertionError("written outside of its memory");
            }
        }
    }

    /// The same as sums in f64.
    double[] expected() {
        double[] y = new double[resultSize()];
        Window h = spec.windows().getFirst();
        Window w = spec.windows().getLast();
        int places = 0;
        for (int n = 0; n < spec.batch(); n++) {
            for (int i = 0; i < h.output(); i++) {
                for (int j = 0; j < w.output(); j++) {
                    for (int k = 0; k < 9; k++) {
                        int a = i + k / 3 - (int) h.padding().before();
                        int b = j + k % 3 - (int) w.padding().before();
                        if (a >= 0 && b >= 0 && a < h.input() && b < w.input()) {
                            add(y, (int) ((n * h.input() + a) * w.input() + b), k, places);
                        }
                    }
                    places++;
                }
            }
        }
        for (int i = 0; wanted == Wanted.RESULT && i < y.length; i++) {
            y[i] += epilogue.bias() ? bias[i % out()] : 0;
            y[i] = epilogue.relu() ? Math.max(0, y[i]) : y[i];
        }
        return y;
    }

    private void add(double[] y, int from, int k, int to) {
        for (int c = 0; c < in(); c++) {
            for (int o = 0; o < out(); o++) {
                int s = from * in() + c;
                int f = (k * in() + c) * out() + o;
                int d = to * out() + o;
                switch (wanted) {
                    case RESULT -> y[d] += (double) source[s] * filter[f];
                    case SOURCE_GRADIENT -> y[s] += (double) gradient[d] * filter[f];
                    case FILTER_GRADIENT -> y[f] += (double) source[s] * gradient[d];
                }
            }
        }
    }

    /// The names of oneDNN's implementations.
    Set<String> implementations() {
        return made.implementations();
    }

    @Override
    public void close() {
        made.close();
        arena.close();
    }
}
