package io.jacquard.cpu.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.cpu.team.Team;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionTest {
    private static final Window.Padding NONE = Window.Padding.NONE;

    static Stream<Convolution.Spec> convolutions() {
        return Stream.of(
                square(2, 3, 32, Window.of(8, 3, NONE)),
                square(1, 1, 1, Window.of(7, 1, NONE)),
                square(3, 5, 7, Window.of(9, 3, Window.Padding.of(1))),
                square(2, 32, 64, Window.of(13, 3, NONE)),
                square(5, 64, 64, Window.of(6, 3, NONE)),
                square(4, 16, 48, Window.of(10, 1, NONE)),
                square(2, 8, 24, Window.of(12, 5, Window.Padding.of(2))),
                square(17, 20, 33, Window.of(12, 3, new Window.Padding(0, 1))),
                // Cut along the output channels too, into blocks of two sizes.
                square(5, 96, 160, Window.of(6, 3, Window.Padding.of(1))),
                square(16, 64, 320, Window.of(5, 3, NONE)),
                spec(
                        2,
                        channels(6, 10),
                        new Window(11, 3, 2, 1, Window.Padding.of(1)),
                        new Window(8, 2, 2, 1, NONE)),
                spec(
                        2,
                        channels(4, 18),
                        new Window(12, 3, 1, 2, Window.Padding.of(2)),
                        new Window(15, 3, 2, 3, new Window.Padding(1, 3))),
                spec(3, channels(7, 20), new Window(30, 5, 2, 1, Window.Padding.of(2))),
                spec(3, channels(16, 32), Window.of(21, 3, Window.Padding.of(1))),
                spec(
                        2,
                        channels(3, 16),
                        Window.of(6, 3, Window.Padding.of(1)),
                        Window.of(7, 3, NONE),
                        Window.of(5, 2, NONE)),
                spec(
                        4,
                        new Convolution.Channels(32, 32, 32),
                        Window.of(9, 3, Window.Padding.of(1)),
                        Window.of(9, 3, Window.Padding.of(1))),
                spec(
                        2,
                        new Convolution.Channels(12, 24, 3),
                        Window.of(8, 3, NONE),
                        Window.of(7, 3, NONE)));
    }

    private static Convolution.Channels channels(long in, long out) {
        return new Convolution.Channels(in, out, 1);
    }

    private static Convolution.Spec spec(
            long batch, Convolution.Channels channels, Window... windows) {
        return new Convolution.Spec(batch, channels, List.of(windows));
    }

    private static Convolution.Spec square(long batch, long in, long out, Window window) {
        return spec(batch, channels(in, out), window, window);
    }

    /// The three tensors of a convolution, filled at random.
    private record Tensors(float[] source, float[] weights, float[] destination) {
        static Tensors of(Convolution.Spec spec) {
            return new Tensors(
                    Memory.random(1, spec.batch() * spec.sourceBytes() / 4),
                    Memory.random(2, spec.weightBytes() / 4),
                    Memory.random(3, spec.batch() * spec.destinationBytes() / 4));
        }

        float[] loops(Convolution.Spec spec, Loops.Wanted wanted) {
            return Loops.convolution(spec, wanted, source, weights, destination);
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void forwardEqualsPlainLoops(Convolution.Spec spec) {
        Tensors t = Tensors.of(spec);
        try (var it = Convolution.forward(spec, Bias.ABSENT, List.of())) {
            float[] actual = run(it, t.destination.length, t.source, t.weights);
            Memory.assertClose(actual, t.loops(spec, Loops.Wanted.DESTINATION), 1e-4f);
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void forwardAddsBiasAndAppliesRelu(Convolution.Spec spec) {
        Tensors t = Tensors.of(spec);
        int out = (int) spec.channels().out();
        float[] bias = Memory.random(4, out);
        float[] expected = t.loops(spec, Loops.Wanted.DESTINATION);
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.max(0, expected[i] + bias[i % out]);
        }
        var relu = List.<PostOp>of(new PostOp.Eltwise(PostOp.Function.RELU));
        try (var it = Convolution.forward(spec, Bias.PRESENT, relu)) {
            float[] actual = run(it, t.destination.length, t.source, t.weights, bias);
            Memory.assertClose(actual, expected, 1e-4f);
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void backwardDataEqualsPlainLoops(Convolution.Spec spec) {
        Tensors t = Tensors.of(spec);
        try (var it = Convolution.backwardData(spec)) {
            float[] actual = run(it, t.source.length, t.destination, t.weights);
            Memory.assertClose(actual, t.loops(spec, Loops.Wanted.SOURCE), 1e-4f);
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void backwardWeightsEqualsPlainLoops(Convolution.Spec spec) {
        Tensors t = Tensors.of(spec);
        try (var it = Convolution.backwardWeights(spec, Bias.ABSENT)) {
            float[] actual = run(it, t.weights.length, t.source, t.destination);
            Memory.assertClose(actual, t.loops(spec, Loops.Wanted.WEIGHTS), 1e-3f);
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void bitsDependNeitherOnOrderNorOnThreads(Convolution.Spec spec) {
        Tensors t = Tensors.of(spec);
        try (var forward = Convolution.forward(spec, Bias.ABSENT, List.of());
                var data = Convolution.backwardData(spec);
                var weights = Convolution.backwardWeights(spec, Bias.ABSENT)) {
            assertSameBits(forward, t.destination.length, t.source, t.weights);
            assertSameBits(data, t.source.length, t.destination, t.weights);
            assertSameBits(weights, t.weights.length, t.source, t.destination);
        }
    }

    @Test
    void bitsOfManySlicesDependNeitherOnOrderNorOnThreads() {
        Convolution.Spec spec = square(32, 32, 64, Window.of(15, 3, NONE));
        Tensors t = Tensors.of(spec);
        try (var forward = Convolution.forward(spec, Bias.ABSENT, List.of());
                var data = Convolution.backwardData(spec);
                var weights = Convolution.backwardWeights(spec, Bias.PRESENT)) {
            assertThat(forward.phases().getLast().tasks()).isGreaterThan(1);
            assertThat(data.phases().getLast().tasks()).isGreaterThan(1);
            assertThat(weights.phases().getFirst().tasks()).isGreaterThan(1);
            assertSameBits(forward, t.destination.length, t.source, t.weights);
            assertSameBits(data, t.source.length, t.destination, t.weights);
        }
        try (var weights = Convolution.backwardWeights(spec, Bias.ABSENT)) {
            assertSameBits(weights, t.weights.length, t.source, t.destination);
        }
    }

    @Test
    void backwardWeightsSumsTheGradientOfTheBias() {
        Convolution.Spec spec = square(32, 8, 24, Window.of(15, 3, Window.Padding.of(1)));
        Tensors t = Tensors.of(spec);
        float[] expected = new float[24];
        for (int i = 0; i < t.destination.length; i++) {
            expected[i % 24] += t.destination[i];
        }
        try (var memory = new Memory();
                var it = Convolution.backwardWeights(spec, Bias.PRESENT)) {
            MemorySegment weights = memory.empty(t.weights.length);
            MemorySegment bias = memory.empty(24);
            it.bind(
                    memory.of(t.source).address(),
                    memory.of(t.destination).address(),
                    weights.address(),
                    bias.address(),
                    memory.scratch(it).address());
            Memory.run(it);
            Memory.assertClose(Memory.floats(bias), expected, 1e-3f);
            Memory.assertClose(Memory.floats(weights), t.loops(spec, Loops.Wanted.WEIGHTS), 1e-3f);
        }
    }

    @Test
    void namesItsOperandsInOrder() {
        Convolution.Spec spec = square(1, 1, 1, Window.of(4, 3, NONE));
        var postOps = List.<PostOp>of(new PostOp.Binary(PostOp.Operator.ADD, PostOp.Operand.FULL));
        try (var it = Convolution.forward(spec, Bias.PRESENT, postOps)) {
            assertThat(it.operands())
                    .containsExactly(
                            "source", "weights", "bias", "destination", "binary0", "scratch");
        }
    }

    @Test
    void addsAResidualBeforeTheActivation() {
        Convolution.Spec spec = square(6, 16, 32, Window.of(8, 3, Window.Padding.of(1)));
        Tensors t = Tensors.of(spec);
        float[] residual = Memory.random(9, t.destination.length);
        float[] expected = t.loops(spec, Loops.Wanted.DESTINATION);
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.max(0, expected[i] + residual[i]);
        }
        var postOps =
                List.<PostOp>of(
                        new PostOp.Binary(PostOp.Operator.ADD, PostOp.Operand.FULL),
                        new PostOp.Eltwise(PostOp.Function.RELU));
        try (var memory = new Memory();
                var it = Convolution.forward(spec, Bias.ABSENT, postOps)) {
            MemorySegment result = memory.empty(expected.length);
            it.bind(
                    memory.of(t.source).address(),
                    memory.of(t.weights).address(),
                    result.address(),
                    memory.of(residual).address(),
                    memory.scratch(it).address());
            Memory.run(it);
            Memory.assertClose(Memory.floats(result), expected, 1e-4f);
        }
    }

    @Test
    void rejectsGroupsThatDoNotDivideTheChannels() {
        assertThatThrownBy(() -> new Convolution.Channels(6, 9, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in 6, out 9, groups 4");
    }

    @Test
    void rejectsAWindowLargerThanItsAxis() {
        assertThatThrownBy(() -> Window.of(2, 5, Window.Padding.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input 2, kernel 5");
    }

    private static void assertSameBits(Convolution it, int size, float[]... inputs) {
        try (var memory = new Memory()) {
            MemorySegment result = bind(it, memory, size, inputs);
            Memory.run(it);
            float[] expected = Memory.floats(result);
            for (int threads : new int[] {1, 2, 4}) {
                try (var team = new Team(threads)) {
                    result.fill((byte) 0);
                    it.phases().forEach(team::run);
                    assertThat(Memory.floats(result)).isEqualTo(expected);
                }
            }
            Memory.runShuffled(it, 5);
            assertThat(Memory.floats(result)).isEqualTo(expected);
        }
    }

    private static float[] run(Convolution it, int size, float[]... inputs) {
        try (var memory = new Memory()) {
            MemorySegment result = bind(it, memory, size, inputs);
            Memory.run(it);
            return Memory.floats(result);
        }
    }

    private static MemorySegment bind(Convolution it, Memory memory, int size, float[]... inputs) {
        MemorySegment result = memory.empty(size);
        long[] addresses = new long[inputs.length + 2];
        for (int i = 0; i < inputs.length; i++) {
            addresses[i] = memory.of(inputs[i]).address();
        }
        addresses[inputs.length] = result.address();
        addresses[inputs.length + 1] = memory.scratch(it).address();
        it.bind(addresses);
        return result;
    }
}
