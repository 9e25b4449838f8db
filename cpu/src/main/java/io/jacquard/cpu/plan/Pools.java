package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.kernel.MaxPoolGradient;
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

/// Pooling as operations of oneDNN or kernels of our own.
final class Pools {
    private Pools() {}

    /// True if a pooling has fast code; others are decomposed.
    static boolean isSupported(Composite op, TensorType type) {
        boolean pictures = type.dtype() == DType.F32 && type.shape().elements() > 0;
        return switch (op) {
            case Composite.MaxPool p -> pictures && p.window().rank() <= 3;
            case Composite.AveragePool p -> pictures && p.window().rank() <= 3;
            case Composite.AveragePoolGradient p -> pictures && p.window().rank() <= 3;
            case Composite.MaxPoolGradient p -> pictures && p.window().rank() == 2;
            case Composite.RandomBits _, Composite.Softmax _, Composite.LogSoftmax _ -> false;
        };
    }

    static Item of(Composite op, List<Place> operands, Place result, KernelCache kernels) {
        Place x = operands.getFirst();
        return switch (op) {
            case Composite.MaxPool p ->
                    onednn(
                            Pooling.inference(spec(Pooling.Kind.MAX, p.window(), x.shape())),
                            x,
                            result);
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
                            gradient(p.window(), x.shape(), kernels),
                            List.of(x, operands.getLast(), result));
            case Composite.RandomBits _, Composite.Softmax _, Composite.LogSoftmax _ ->
                    throw new IllegalArgumentException("no pooling: " + op.name());
        };
    }

    private static Item onednn(Pooling operation, Place x, Place result) {
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

    private static MaxPoolGradient gradient(PoolWindow w, Shape in, KernelCache kernels) {
        return new MaxPoolGradient(kernels, extent(w, in, 0), extent(w, in, 1), in.size(-1));
    }

    private static MaxPoolGradient.Extent extent(PoolWindow w, Shape in, int i) {
        int size = in.size(i + 1);
        int room = size + w.low().at(i) + w.high().at(i) - w.sizes().at(i);
        return new MaxPoolGradient.Extent(
                size,
                w.sizes().at(i),
                w.strides().at(i),
                w.low().at(i),
                room / w.strides().at(i) + 1);
    }

    /// The gradient of max-pooling, cut by pictures.
    private static final class Gradient implements Item {
        private static final int MOST_TASKS = 16;

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
            int batch = operands.getFirst().shape().size(0);
            int tasks = Math.min(batch, MOST_TASKS);
            return List.of(
                    Phase.of(
                            tasks,
                            t ->
                                    code.run(
                                            at[0],
                                            at[1],
                                            at[2],
                                            batch * t / tasks,
                                            batch * (t + 1) / tasks)));
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
