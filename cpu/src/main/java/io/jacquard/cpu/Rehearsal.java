package io.jacquard.cpu;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.plan.Checks;
import io.jacquard.cpu.plan.Routine;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Normalization.BatchNormTraining;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Update;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.runtime.CompileOptions;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Compiles small functions in the background, once a process: what compiling needs is then loaded
/// and linked while a program still reads its data and makes its model, and its own first function
/// compiles in a part of the time.
///
/// The kernels are kept apart, so nothing that a program sees depends on it. It stops at the next
/// function when the JVM ends, which waits for it: native code must not be running then.
final class Rehearsal {
    private static final System.Logger LOG = System.getLogger("io.jacquard.cpu");
    private static final int KERNELS = 64;

    static {
        new Rehearsal().start();
    }

    private final Thread thread =
            Thread.ofPlatform().daemon().name("jacquard-rehearsal").unstarted(this::run);

    private volatile boolean ending;

    private Rehearsal() {}

    private void start() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::end, "jacquard-rehearsal-end"));
            thread.start();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the JVM is ending: nothing to rehearse for", e);
        }
    }

    /// Begins, if that has not been done.
    static void begin() {
        // The class is loaded by now, and with it the rehearsal has begun.
    }

    private void run() {
        KernelCache kernels = new KernelCache(KERNELS);
        List<CompileOptions.Alias> aliases = List.of(new CompileOptions.Alias(0, 0));
        CompileOptions options = CompileOptions.standard().withAliases(aliases);
        for (Supplier<Function> each : functions()) {
            if (ending) {
                return;
            }
            try {
                Routine.of(each.get(), options, kernels, Checks.NONE).close();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "the rehearsal of compiling ended early", e);
            }
        }
    }

    private void end() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is compiled, in order.
    static List<Supplier<Function>> functions() {
        return List.of(Rehearsal::kernels, Rehearsal::step);
    }

    // First native code and kernels, for a program's own function comes to them last.
    private static Function kernels() {
        Builder b = new Builder("kernels");
        Sugar s = new Sugar(b);
        Value x = b.parameter("x", TensorType.of(DType.F32, 8, 8));
        Value y = b.add(DotGeneral.matmul(), x, x);
        Value e = s.exp(s.sub(y, s.reduceAndRepeat(Reducer.MAXIMUM, y, 1)));
        Value shares = s.div(e, s.reduceAndRepeat(Reducer.ADD, e, 1));
        return b.build(List.of(shares, s.reduce(Reducer.ADD, shares, IntList.of(0))));
    }

    // A step of a network with all that is usual: convolution, batch norm, pooling, a product with
    // bias, cross-entropy, and Adam.
    private static Function step() {
        Builder b = new Builder("rehearsal");
        Sugar s = new Sugar(b);
        List<Value> parameters = new ArrayList<>();
        for (int[] sizes : new int[][] {{3, 3, 3, 4}, {4}, {4}, {64, 8}, {8}, {8, 5}}) {
            parameters.add(b.parameter("parameter", TensorType.of(DType.F32, sizes)));
        }
        Value x = b.parameter("x", TensorType.of(DType.F32, 4, 8, 8, 3));
        Value labels = b.parameter("labels", TensorType.of(DType.I32, 4));
        Value rate = b.parameter("rate", TensorType.of(DType.F32));
        Value loss = loss(s, parameters, x, labels);
        List<Value> gradients = ReverseMode.gradients(b, loss, s.like(loss, 1), parameters);
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Value p = parameters.get(i);
            Value mean = b.parameter("mean", p.type());
            Value square = b.parameter("square", p.type());
            Update.Adam adam = new Update.Adam(0.9, 0.999, 1e-8, 0);
            results.addAll(
                    b.append(adam, List.of(p, gradients.get(i), mean, square, rate, rate))
                            .results());
        }
        results.add(loss);
        return b.build(results);
    }

    private static Value loss(Sugar s, List<Value> parameters, Value x, Value labels) {
        Builder b = s.builder();
        IntList one = IntList.of(1, 1);
        Window same = Window.valid(2).padded(one, one);
        Value y = b.add(Convolution.channelsLast(same), x, parameters.get(0));
        y =
                b.append(
                                new BatchNormTraining(1e-5, 3),
                                List.of(y, parameters.get(1), parameters.get(2)))
                        .results()
                        .getFirst();
        y = relu(s, y);
        IntList two = IntList.of(2, 2);
        IntList none = IntList.of(0, 0);
        y = b.add(new Composite.MaxPool(new PoolWindow(two, two, none, none)), y);
        y = s.reshape(y, Shape.of(4, 64));
        y = b.add(DotGeneral.matmul(), y, parameters.get(3));
        y = relu(s, s.add(y, s.broadcast(parameters.get(4), y.type().shape(), IntList.of(1))));
        y = b.add(DotGeneral.matmul(), y, parameters.get(5));
        y = b.add(new Composite.SoftmaxCrossEntropy(1), y, labels);
        return s.mul(s.reduce(Reducer.ADD, y, IntList.of(0)), 0.25);
    }

    private static Value relu(Sugar s, Value x) {
        Value zero = s.like(x, 0);
        return s.select(s.compare(Elementwise.Direction.LE, x, zero), zero, x);
    }
}
