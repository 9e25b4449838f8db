package io.jacquard.cpu.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.cpu.team.Phase;
import io.jacquard.cpu.team.Team;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatmulTest {
    static Stream<Matmul.Spec> products() {
        return Stream.of(
                Matmul.Spec.of(1, 1, 1),
                Matmul.Spec.of(1, 64, 33),
                Matmul.Spec.of(5, 1, 7),
                Matmul.Spec.of(3, 17, 11),
                Matmul.Spec.of(32, 10, 128),
                Matmul.Spec.of(32, 256, 784),
                Matmul.Spec.of(32, 250, 777),
                Matmul.Spec.of(300, 70, 131),
                Matmul.Spec.of(View.of(784, 32), View.of(32, 256)),
                Matmul.Spec.of(View.of(32, 784).transposed(), View.of(32, 256)),
                Matmul.Spec.of(View.of(32, 128).transposed(), View.of(32, 10)),
                Matmul.Spec.of(View.of(32, 256), View.of(784, 256).transposed()),
                Matmul.Spec.of(View.of(13, 29).transposed(), View.of(31, 13).transposed()),
                Matmul.Spec.of(View.of(6, 40, 24), View.of(6, 24, 33)),
                Matmul.Spec.of(View.of(6, 40, 24), View.of(1, 24, 33)),
                Matmul.Spec.of(View.of(1, 40, 24), View.of(5, 24, 33)),
                Matmul.Spec.of(View.of(2, 3, 64, 50), View.of(2, 3, 64, 50).transposed()),
                Matmul.Spec.of(View.of(1, 8, 128, 64), View.of(1, 8, 128, 64).transposed()));
    }

    @ParameterizedTest
    @MethodSource("products")
    void equalsPlainLoops(Matmul.Spec spec) {
        float[] a = Memory.random(1, span(spec.a()));
        float[] b = Memory.random(2, span(spec.b()));
        float[] expected = product(spec, a, b);
        float[] actual = run(spec, List.of(a, b));
        Memory.assertClose(actual, expected, 1e-6f * spec.k());
    }

    @ParameterizedTest
    @MethodSource("products")
    void bitsDependNeitherOnOrderNorOnThreads(Matmul.Spec spec) {
        try (var memory = new Memory();
                var matmul = new Matmul(spec)) {
            MemorySegment c = memory.empty(span(spec.c()));
            matmul.bind(
                    memory.of(Memory.random(1, span(spec.a()))).address(),
                    memory.of(Memory.random(2, span(spec.b()))).address(),
                    c.address(),
                    memory.scratch(matmul).address());
            Memory.run(matmul);
            float[] expected = Memory.floats(c);
            for (int threads : new int[] {1, 2, 4}) {
                try (var team = new Team(threads)) {
                    for (int repeat = 0; repeat < 3; repeat++) {
                        c.fill((byte) 0);
                        matmul.phases().forEach(team::run);
                        assertThat(Memory.floats(c)).isEqualTo(expected);
                    }
                }
            }
            Memory.runShuffled(matmul, 3);
            assertThat(Memory.floats(c)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void slicesHaveTheBitsOfTheWholeAndAreNeverAPlaceholder(Matmul.Spec spec) {
        float[] a = Memory.random(1, span(spec.a()));
        float[] b = Memory.random(2, span(spec.b()));
        var whole =
                new MatmulSlicing.Cell(
                        new Block(0, spec.c().sizes().get(MatmulSlicing.batchAxis(spec.c()))),
                        new Block(0, spec.m()),
                        new Block(0, spec.n()));
        try (var sliced = new Matmul(spec);
                var unsliced = new Matmul(spec, List.of(whole))) {
            assertThat(sliced.implementations()).noneMatch(i -> i.startsWith("ref"));
            assertThat(run(sliced, spec, List.of(a, b)))
                    .isEqualTo(run(unsliced, spec, List.of(a, b)));
        }
    }

    @Test
    void addsTheBiasAndAppliesPostOpsInOrder() {
        var spec =
                Matmul.Spec.of(37, 300, 129)
                        .withBias()
                        .then(new PostOp.Eltwise(PostOp.Function.RELU))
                        .then(new PostOp.Binary(PostOp.Operator.MUL, PostOp.Operand.COLUMN))
                        .then(new PostOp.Binary(PostOp.Operator.ADD, PostOp.Operand.FULL));
        float[] a = Memory.random(1, 37 * 129);
        float[] b = Memory.random(2, 129 * 300);
        float[] bias = Memory.random(3, 300);
        float[] scale = Memory.random(4, 300);
        float[] residual = Memory.random(5, 37 * 300);
        float[] product = product(spec, a, b);
        float[] actual = run(spec, List.of(a, b, bias, scale, residual));
        for (int i = 0; i < product.length; i++) {
            float expected = Math.max(0, product[i] + bias[i % 300]) * scale[i % 300] + residual[i];
            assertThat(actual[i]).isCloseTo(expected, within(1e-4f));
        }
    }

    @Test
    void addsToWhatWasThere() {
        var spec = Matmul.Spec.of(64, 128, 32).then(new PostOp.Sum(1));
        float[] a = Memory.random(1, 64 * 32);
        float[] b = Memory.random(2, 32 * 128);
        float[] before = Memory.random(3, 64 * 128);
        float[] expected = product(spec, a, b);
        for (int i = 0; i < expected.length; i++) {
            expected[i] += before[i];
        }
        try (var memory = new Memory();
                var matmul = new Matmul(spec)) {
            MemorySegment c = memory.of(before);
            matmul.bind(
                    memory.of(a).address(),
                    memory.of(b).address(),
                    c.address(),
                    memory.scratch(matmul).address());
            Memory.run(matmul);
            Memory.assertClose(Memory.floats(c), expected, 1e-5f);
        }
    }

    @Test
    void computesHeadsOfPackedAttentionInPlace() {
        long batch = 2;
        long time = 24;
        long heads = 3;
        long width = 16;
        long row = 3 * heads * width;
        var strides = List.of(time * row, width, row, 1L);
        var queries = new View(List.of(batch, heads, time, width), strides);
        var spec = Matmul.Spec.of(queries, queries.transposed());
        float[] packed = Memory.random(7, batch * time * row);
        float[] expected = product(spec, packed, packed);
        Memory.assertClose(run(spec, List.of(packed, packed)), expected, 1e-5f);
    }

    @Test
    void canBeBoundToOtherMemory() {
        var spec = Matmul.Spec.of(8, 16, 4);
        try (var memory = new Memory();
                var matmul = new Matmul(spec)) {
            long scratch = memory.scratch(matmul).address();
            for (long seed = 1; seed < 4; seed++) {
                float[] a = Memory.random(seed, 32);
                float[] b = Memory.random(seed + 10, 64);
                MemorySegment c = memory.empty(128);
                matmul.bind(memory.of(a).address(), memory.of(b).address(), c.address(), scratch);
                Memory.run(matmul);
                Memory.assertClose(Memory.floats(c), product(spec, a, b), 1e-5f);
            }
        }
    }

    @Test
    void namesTheOperandsWhenTheirNumberIsWrong() {
        try (var matmul = new Matmul(Matmul.Spec.of(2, 3, 4).withBias())) {
            assertThatThrownBy(() -> matmul.bind(0, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "[matmul] 5 addresses expected, for [a, b, c, bias, scratch]; got 2");
        }
    }

    @Test
    void namesTheOperandThatHasNoAddress() {
        try (var matmul = new Matmul(Matmul.Spec.of(2, 3, 4))) {
            assertThatThrownBy(() -> matmul.bind(64, 0, 64, 64))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("[matmul] no address given for b");
        }
    }

    @Test
    void refusesToRunOnceClosed() {
        var matmul = new Matmul(Matmul.Spec.of(2, 3, 4));
        matmul.close();
        assertThatThrownBy(() -> Memory.run(matmul))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Closed before it ran: matmul");
    }

    @Test
    void rejectsSizesThatDoNotFit() {
        assertThatThrownBy(() -> Matmul.Spec.of(View.of(2, 3), View.of(4, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[matmul] a[..., m, k] b[..., k, n] c[..., m, n]");
    }

    @Test
    void smallProductsAreOneSliceAndLargeOnesMore() {
        assertThat(tasks(Matmul.Spec.of(32, 10, 128))).isEqualTo(1);
        assertThat(tasks(Matmul.Spec.of(32, 256, 784))).isGreaterThan(1);
    }

    private static int tasks(Matmul.Spec spec) {
        try (var matmul = new Matmul(spec)) {
            return matmul.phases().stream().mapToInt(Phase::tasks).sum();
        }
    }

    private static float[] run(Matmul.Spec spec, List<float[]> inputs) {
        try (var matmul = new Matmul(spec)) {
            return run(matmul, spec, inputs);
        }
    }

    private static float[] run(Matmul matmul, Matmul.Spec spec, List<float[]> inputs) {
        try (var memory = new Memory()) {
            MemorySegment c = memory.empty(span(spec.c()));
            var addresses = new ArrayList<Long>();
            inputs.forEach(input -> addresses.add(memory.of(input).address()));
            addresses.add(2, c.address());
            addresses.add(memory.scratch(matmul).address());
            matmul.bind(addresses.stream().mapToLong(Long::longValue).toArray());
            Memory.run(matmul);
            return Memory.floats(c);
        }
    }

    /// Returns how many floats from the first to the last element of a view.
    private static long span(View view) {
        long last = 0;
        for (int axis = 0; axis < view.rank(); axis++) {
            last += (view.sizes().get(axis) - 1) * view.strides().get(axis);
        }
        return last + 1;
    }

    private static float[] product(Matmul.Spec spec, float[] a, float[] b) {
        float[] c = new float[(int) span(spec.c())];
        int rank = spec.c().rank();
        long[] index = new long[rank];
        do {
            double sum = 0;
            for (long k = 0; k < spec.k(); k++) {
                long[] left = index.clone();
                left[rank - 1] = k;
                long[] right = index.clone();
                right[rank - 2] = k;
                sum += (double) a[at(spec.a(), left)] * b[at(spec.b(), right)];
            }
            c[at(spec.c(), index)] = (float) sum;
        } while (next(index, spec.c()));
        return c;
    }

    private static int at(View view, long[] index) {
        long offset = 0;
        for (int axis = 0; axis < view.rank(); axis++) {
            offset += index[axis] % view.sizes().get(axis) * view.strides().get(axis);
        }
        return (int) offset;
    }

    private static boolean next(long[] index, View view) {
        for (int axis = view.rank() - 1; axis >= 0; axis--) {
            if (++index[axis] < view.sizes().get(axis)) {
                return true;
            }
            index[axis] = 0;
        }
        return !Arrays.equals(index, new long[index.length]);
    }
}
