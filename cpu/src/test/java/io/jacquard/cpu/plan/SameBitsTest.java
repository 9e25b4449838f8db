package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Team;
import io.jacquard.cpu.team.Turn;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Normalization;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.runtime.CompileOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A training step gives the same bits whoever computes it.
class SameBitsTest {
    private static final int BATCH = 16;
    private static final int CLASSES = 10;

    @Test
    void withAnyNumberOfThreadsAndEitherBodyOfTheKernels() throws InterruptedException {
        Function step = step();
        byte[][] wanted;
        try (Trial alone = new Trial(step, 1)) {
            wanted = alone.run();
            assertThat(alone.run()).as("again").isDeepEqualTo(wanted);
            alone.warm();
            assertThat(alone.run()).as("vectors, 1 thread").isDeepEqualTo(wanted);
        }
        for (int threads : new int[] {2, 4}) {
            try (Trial t = new Trial(step, threads)) {
                assertThat(t.run()).as("scalars, %d threads", threads).isDeepEqualTo(wanted);
                t.warm();
                assertThat(t.run()).as("vectors, %d threads", threads).isDeepEqualTo(wanted);
            }
        }
    }

    /// The function with memory, kernels and threads of its own.
    private static final class Trial implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final KernelCache kernels = new KernelCache(256);
        private final Team team;
        private final Routine routine;
        private final List<MemorySegment> arguments = new ArrayList<>();
        private final List<MemorySegment> results = new ArrayList<>();

        Trial(Function f, int threads) {
            this.team = new Team(threads);
            this.routine = Routine.of(f, CompileOptions.standard(), kernels, Checks.NONE);
            Random random = new Random(7);
            for (Value.Parameter p : f.parameters()) {
                arguments.add(filled(p.type(), random));
            }
            f.resultTypes().forEach(t -> results.add(allocate(t)));
        }

        private MemorySegment filled(TensorType type, Random random) {
            MemorySegment s = allocate(type);
            for (int i = 0; i < type.shape().elements(); i++) {
                if (type.dtype() == DType.I32) {
                    s.setAtIndex(ValueLayout.JAVA_INT, i, random.nextInt(CLASSES));
                } else {
                    s.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextGaussian() * 0.3f);
                }
            }
            return s;
        }

        private MemorySegment allocate(TensorType type) {
            return arena.allocate(4L * type.shape().elements(), 64);
        }

        byte[][] run() {
            results.forEach(r -> r.fill((byte) 0));
            try (Turn turn = team.turn()) {
                routine.run(turn, addresses(arguments), addresses(results));
            }
            return results.stream()
                    .map(r -> r.toArray(ValueLayout.JAVA_BYTE))
                    .toArray(byte[][]::new);
        }

        private static long[] addresses(List<MemorySegment> segments) {
            return segments.stream().mapToLong(MemorySegment::address).toArray();
        }

        void warm() throws InterruptedException {
            kernels.awaitWarm();
        }

        @Override
        public void close() {
            routine.close();
            team.close();
            arena.close();
        }
    }

    /// The loss and all gradients of two convolutions, of which one is cut along its channels, with
    /// batch norm, pooling that overlaps, relu, and a dense layer.
    private static Function step() {
        Builder b = new Builder("step");
        Sugar s = new Sugar(b);
        Value x = b.parameter("x", TensorType.of(DType.F32, BATCH, 12, 12, 3));
        Value labels = b.parameter("labels", TensorType.of(DType.I32, BATCH));
        Value k1 = b.parameter("k1", TensorType.of(DType.F32, 3, 3, 3, 64));
        Value scale = b.parameter("scale", TensorType.of(DType.F32, 64));
        Value offset = b.parameter("offset", TensorType.of(DType.F32, 64));
        Value k2 = b.parameter("k2", TensorType.of(DType.F32, 3, 3, 64, 128));
        Value w = b.parameter("w", TensorType.of(DType.F32, 128, CLASSES));
        IntList one = IntList.of(1, 1);
        Contraction.Convolution same =
                Contraction.Convolution.channelsLast(Contraction.Window.valid(2).padded(one, one));
        Value first = b.add(same, x, k1);
        Value normal =
                b.append(
                                new Normalization.BatchNormTraining(1e-5, 3),
                                List.of(first, scale, offset))
                        .results()
                        .getFirst();
        PoolWindow window = new PoolWindow(IntList.of(3, 3), IntList.of(2, 2), one, one);
        Value pooled = b.add(new Composite.MaxPool(window), relu(s, normal));
        Value second = relu(s, b.add(same, pooled, k2));
        Value mean = s.mul(s.reduce(Reducer.ADD, second, IntList.of(1, 2)), 1.0 / 36);
        Value logits = b.add(Contraction.DotGeneral.matmul(), mean, w);
        Value each = b.add(new Composite.SoftmaxCrossEntropy(1), logits, labels);
        Value loss = s.reshape(s.reduce(Reducer.ADD, each, IntList.of(0)), Shape.of());
        return ReverseMode.differentiate(b.build(List.of(loss)), IntList.of(2, 3, 4, 5, 6));
    }

    private static Value relu(Sugar s, Value x) {
        Value zero = s.like(x, 0);
        return s.select(s.compare(Elementwise.Direction.LE, x, zero), zero, x);
    }
}
