package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.Extent;
import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.kernel.MaxPoolGradient;
import io.jacquard.cpu.kernel.MaxPoolNans;
import io.jacquard.cpu.onednn.Pooling;
import io.jacquard.cpu.onednn.Window;
import io.jacquard.cpu.team.Phase;
import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Pooling as operations of oneDNN or kernels of our own.
final class Pools {
    private Pools() {}

    private static final int MOST_TASKS = 16;
    private static final int FEW_ELEMENTS = 4;

    /// True if a pooling has code of its own.
    static boolean isSupported(Composite op, TensorType type) {
        return window(op)
                .filter(w -> w.rank() >= 1 && w.rank() <= 3)
                .filter(_ -> type.dtype() == DType.F32 && type.shape().elements() > 0)
                .filter(_ -> !isOfNothing(op))
                .filter(w -> !(op instanceof Composite.MaxPool) || !isSimple(w))
                .isPresent();
    }

    // Windows of padding alone have a mean, and its gradient goes nowhere.
    private static boolean isOfNothing(Composite op) {
        return op instanceof Composite.AveragePoolGradient g && g.shape().elements() == 0;
    }

    /// The window of a pooling or its gradient.
    static Optional<PoolWindow> window(Composite op) {
        return op instanceof Composite.Pool p ? Optional.of(p.window()) : Optional.empty();
    }

    // The maximum of a few slices in one kernel is as fast as oneDNN's and keeps NaN.
    private static boolean isSimple(PoolWindow w) {
        return elements(w) <= FEW_ELEMENTS
                && w.low().stream().allMatch(p -> p == 0)
                && w.high().stream().allMatch(p -> p == 0);
    }

    private static int elements(PoolWindow w) {
        return w.sizes().stream().reduce(1, (a, b) -> a * b);
    }

    static Item of(Composite.Pool op, List<Place> operands, Place result, KernelCache kernels) {
        Place x = operands.getFirst();
        return switch (op) {
            case Composite.MaxPool p ->
                    new Maximum(
                            onednn(
                                    Pooling.inference(
                                            spec(Pooling.Kind.MAX, p.window(), x.shape())),
                                    x,
                                    result),
                            new MaxPoolNans(kernels, extents(p.window(), x.shape()), channels(x)));
            case Composite.AveragePool p ->
                    onednn(
                            Pooling.inference(spec(Pooling.Kind.AVERAGE, p.window(), x.shape())),
                            x,
                            result);
            case Composite.AveragePoolGradient p ->
                    onednn(
                            Pooling.backward(spec(Pooling.Kind.AVERAGE, p.window(), p.shape())),
                            x,
                            result);
            case Composite.MaxPoolGradient p ->
                    new Gradient(
                            new MaxPoolGradient(
                                    kernels, extents(p.window(), x.shape()), channels(x)),
                            List.of(x, operands.getLast(), result));
        };
    }

    private static OnednnItem onednn(Pooling operation, Place x, Place result) {
        return new OnednnItem(operation, List.of(x, result));
    }

    private static Pooling.Spec spec(Pooling.Kind kind, PoolWindow w, Shape in) {
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < w.rank(); i++) {
            windows.add(
                    new Window(
                            in.size(i + 1),
                            w.sizes().at(i),
                            w.strides().at(i),
                            1,
                            new Window.Padding(w.low().at(i), w.high().at(i))));
        }
        return new Pooling.Spec(kind, in.size(0), in.size(-1), windows);
    }

    private static int channels(Place x) {
        return x.shape().size(-1);
    }

    private static List<Extent> extents(PoolWindow w, Shape in) {
        return IntStream.range(0, w.rank()).mapToObj(i -> extent(w, in, i)).toList();
    }

    private static Extent extent(PoolWindow w, Shape in, int i) {
        int size = in.size(i + 1);
        int room = size + w.low().at(i) + w.high().at(i) - w.sizes().at(i);
        return new Extent(
                size,
                w.sizes().at(i),
                w.strides().at(i),
                w.low().at(i),
                room / w.strides().at(i) + 1);
    }

    /// What is done to images `from` (inclusive) to `to` (exclusive).
    private interface Images {
        void run(int task, int from, int to);
    }

    private static Phase byImages(int batch, Images body) {
        int tasks = Math.min(batch, MOST_TASKS);
        return Phase.of(tasks, t -> body.run(t, batch * t / tasks, batch * (t + 1) / tasks));
    }

    /// Max-pooling by oneDNN, which lets NaN lose, and the repair of images that have one.
    private static final class Maximum implements Item {
        private static final long LINE = 64;
        private static final long OWN_SCRATCH = MOST_TASKS * LINE;

        private final OnednnItem pooling;
        private final MaxPoolNans repair;
        private final long[] at = new long[3];

        Maximum(OnednnItem pooling, MaxPoolNans repair) {
            this.pooling = pooling;
            this.repair = repair;
        }

        @Override
        public List<Place> operands() {
            return pooling.operands();
        }

        @Override
        public void bind(long[] addresses) {
            System.arraycopy(addresses, 0, at, 0, at.length);
            pooling.bind(new long[] {at[0], at[1], at[2] + OWN_SCRATCH});
        }

        @Override
        public List<Phase> phases() {
            List<Phase> phases = new ArrayList<>(pooling.phases());
            int batch = operands().getFirst().shape().size(0);
            phases.add(byImages(batch, this::repair));
            return List.copyOf(phases);
        }

        private void repair(int task, int from, int to) {
            repair.run(at[0], at[1], at[2] + task * LINE, from, to);
        }

        @Override
        public long scratchBytes() {
            return pooling.scratchBytes() + OWN_SCRATCH;
        }

        @Override
        public String kind() {
            return pooling.kind();
        }

        @Override
        public String code() {
            return pooling.code();
        }

        @Override
        public void close() {
            pooling.close();
        }

        @Override
        public String toString() {
            return pooling + ", NaN repaired";
        }
    }

    /// The gradient of max-pooling, cut by pictures.
    private static final class Gradient implements Item {
        private final MaxPoolGradient code;
        private final List<Place> operands;
        private final long[] at = new long[3];

        Gradient(MaxPoolGradient code, List<Place> operands) {
            this.code = code;
            this.operands = operands;
        }

        @Override
        public List<Place> operands() {
            return operands;
        }

        @Override
        public void bind(long[] addresses) {
            System.arraycopy(addresses, 0, at, 0, at.length);
        }

        @Override
        public List<Phase> phases() {
            return List.of(byImages(operands.getFirst().shape().size(0), this::run));
        }

        private void run(int task, int from, int to) {
            code.run(at[0], at[1], at[2], from, to);
        }

        @Override
        public String kind() {
            return "kernel";
        }

        @Override
        public String toString() {
            return "max-pool gradient of " + operands.getFirst().type();
        }
    }
}
