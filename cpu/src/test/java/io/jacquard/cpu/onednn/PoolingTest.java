package io.jacquard.cpu.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.cpu.team.Team;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolingTest {
    static Stream<Pooling.Spec> poolings() {
        return Stream.of(Pooling.Kind.values()).flatMap(PoolingTest::poolings);
    }

    private static Stream<Pooling.Spec> poolings(Pooling.Kind kind) {
        Window two = new Window(30, 2, 2, 1, Window.Padding.NONE);
        Window odd = new Window(13, 2, 2, 1, Window.Padding.NONE);
        Window padded = new Window(11, 3, 2, 1, Window.Padding.of(1));
        Window dense = Window.of(6, 3, Window.Padding.of(1));
        Window whole = Window.of(7, 7, Window.Padding.NONE);
        return Stream.of(
                new Pooling.Spec(kind, 32, 32, List.of(two, two)),
                new Pooling.Spec(kind, 7, 64, List.of(odd, odd)),
                new Pooling.Spec(kind, 3, 5, List.of(padded, odd)),
                new Pooling.Spec(kind, 2, 17, List.of(dense, padded)),
                new Pooling.Spec(kind, 2, 33, List.of(whole, whole)),
                new Pooling.Spec(kind, 4, 16, List.of(padded)),
                new Pooling.Spec(kind, 2, 8, List.of(dense, odd, padded)));
    }

    @ParameterizedTest
    @MethodSource("poolings")
    void forwardEqualsPlainLoops(Pooling.Spec spec) {
        float[] source = source(spec);
        float[] expected = Loops.pooling(spec, source);
        try (var memory = new Memory();
                var it = Pooling.inference(spec)) {
            MemorySegment result = memory.empty(expected.length);
            it.bind(memory.of(source).address(), result.address(), memory.scratch(it).address());
            Memory.run(it);
            Memory.assertClose(Memory.floats(result), expected, 1e-6f);
        }
    }

    @ParameterizedTest
    @MethodSource("poolings")
    void gradientEqualsPlainLoopsWhateverTheThreads(Pooling.Spec spec) {
        float[] source = source(spec);
        float[] pooled = Loops.pooling(spec, source);
        float[] gradient = Memory.random(2, pooled.length);
        float[] expected = Loops.poolingGradient(spec, source, gradient);
        for (int threads : new int[] {1, 2, 4}) {
            try (var memory = new Memory();
                    var forward = Pooling.training(spec);
                    var backward = Pooling.backward(spec);
                    var team = new Team(threads)) {
                assertThat(backward.workspaceBytes()).isEqualTo(forward.workspaceBytes());
                MemorySegment result = memory.empty(pooled.length);
                MemorySegment actual = memory.empty(source.length);
                bind(forward, memory, memory.of(source), result);
                bind(backward, memory, memory.of(gradient), actual);
                forward.phases().forEach(team::run);
                backward.phases().forEach(team::run);
                Memory.assertClose(Memory.floats(result), pooled, 1e-6f);
                Memory.assertClose(Memory.floats(actual), expected, 1e-6f);
            }
        }
    }

    private MemorySegment workspace = MemorySegment.NULL;

    private void bind(Pooling it, Memory memory, MemorySegment from, MemorySegment to) {
        long scratch = memory.scratch(it).address();
        if (it.workspaceBytes() == 0) {
            it.bind(from.address(), to.address(), scratch);
        } else if (it.operands().contains("source")) {
            workspace = memory.empty(it.workspaceBytes() / 4 + 1);
            it.bind(from.address(), to.address(), workspace.address(), scratch);
        } else {
            it.bind(from.address(), workspace.address(), to.address(), scratch);
        }
    }

    @Test
    void theFirstOfEqualMaximaGetsTheGradient() {
        Window two = new Window(2, 2, 2, 1, Window.Padding.NONE);
        var spec = new Pooling.Spec(Pooling.Kind.MAX, 1, 1, List.of(two, two));
        try (var memory = new Memory();
                var forward = Pooling.training(spec);
                var backward = Pooling.backward(spec)) {
            MemorySegment gradient = memory.empty(4);
            bind(forward, memory, memory.of(new float[] {1, 3, 3, 3}), memory.empty(1));
            bind(backward, memory, memory.of(new float[] {5}), gradient);
            Memory.run(forward);
            Memory.run(backward);
            assertThat(Memory.floats(gradient)).containsExactly(0, 5, 0, 0);
        }
    }

    /// Few different values, so that windows have equal maxima.
    private static float[] source(Pooling.Spec spec) {
        int size = Loops.product(spec.windows(), Window::input) * (int) spec.channels();
        float[] values = Memory.random(1, spec.batch() * size);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(values[i] * 8) / 8f;
        }
        return values;
    }
}
