package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Unary;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelCacheTest {
    private static final KernelCache.Body SCALAR = KernelCache.Body.SCALAR;

    private static KernelSpec plus(double constant) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(DType.F32, Access.ELEMENT);
        int sum = b.binary(BinaryOp.ADD, x, b.constant(DType.F32, constant));
        b.output(sum, DType.F32, Access.ELEMENT);
        return b.build();
    }

    @Test
    void compilesADescriptionOnce() {
        KernelCache cache = new KernelCache(10);
        assertThat(cache.kernel(plus(1), SCALAR)).isSameAs(cache.kernel(plus(1), SCALAR));
        assertThat(cache.compiled()).isEqualTo(1);
    }

    @Test
    void dropsTheLeastRecentlyUsed() {
        KernelCache cache = new KernelCache(2);
        Kernel first = cache.kernel(plus(1), SCALAR);
        cache.kernel(plus(2), SCALAR);
        cache.kernel(plus(1), SCALAR);
        cache.kernel(plus(3), SCALAR);
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.kernel(plus(1), SCALAR)).isSameAs(first);
        cache.kernel(plus(2), SCALAR);
        assertThat(cache.compiled()).isEqualTo(4);
    }

    @Test
    void isSafeFromManyThreads() {
        KernelCache cache = new KernelCache(50);
        IntStream.range(0, 200).parallel().forEach(i -> cache.kernel(plus(i % 20), SCALAR));
        assertThat(cache.compiled()).isEqualTo(20);
    }

    @Test
    void scalarBodiesDoNotNameTheIncubatorModule() {
        byte[] scalar = KernelWriter.write(Program.of(plus(1)), 0);
        byte[] vector = KernelWriter.write(Program.of(plus(1)), 16);
        assertThat(new String(scalar, StandardCharsets.ISO_8859_1)).doesNotContain("incubator");
        assertThat(new String(vector, StandardCharsets.ISO_8859_1)).contains("incubator");
    }

    @Test
    void warmingKernelsGiveTheSameBitsBeforeAndAfter() throws InterruptedException {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(DType.F32, Access.ELEMENT);
        b.output(b.reduce(ReduceOp.SUM, b.real(new Unary.Tanh(), x)), DType.F32, Access.ROW);
        KernelSpec spec = b.build();
        KernelCache cache = new KernelCache(3);
        Kernel kernel = cache.kernel(spec);
        try (Arena arena = Arena.ofConfined()) {
            KernelRun run = new KernelRun(arena, spec, 3, 501, new Random(5));
            long[] before = run.result(kernel).getFirst();
            cache.awaitWarm();
            assertThat(run.result(kernel).getFirst()).containsExactly(before);
        }
    }

    @Test
    void rejectsACapacityOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelCache(0));
    }

    @Test
    void rejectsWhatIsTooLongForTheCompiler() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(DType.F32, Access.ELEMENT);
        for (int i = 0; i < 60; i++) {
            x = b.real(new Unary.Exponential(), x);
        }
        b.output(x, DType.F32, Access.ELEMENT);
        KernelSpec huge = b.build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelCache(1).kernel(huge))
                .withMessageContaining("split");
    }
}
