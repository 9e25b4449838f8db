package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelCacheTest {
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
        assertThat(cache.kernel(plus(1))).isSameAs(cache.kernel(plus(1)));
        assertThat(cache.compiled()).isEqualTo(1);
    }

    @Test
    void dropsTheLeastRecentlyUsed() {
        KernelCache cache = new KernelCache(2);
        Kernel first = cache.kernel(plus(1));
        cache.kernel(plus(2));
        cache.kernel(plus(1));
        cache.kernel(plus(3));
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.kernel(plus(1))).isSameAs(first);
        cache.kernel(plus(2));
        assertThat(cache.compiled()).isEqualTo(4);
    }

    @Test
    void isSafeFromManyThreads() {
        KernelCache cache = new KernelCache(50);
        IntStream.range(0, 200).parallel().forEach(i -> cache.kernel(plus(i % 20)));
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
    void rejectsACapacityOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelCache(0));
    }

    @Test
    void rejectsWhatIsTooLongForTheCompiler() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(DType.F32, Access.ELEMENT);
        for (int i = 0; i < 60; i++) {
            x = b.unary(UnaryOp.EXP, x);
        }
        b.output(x, DType.F32, Access.ELEMENT);
        KernelSpec huge = b.build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelCache(1).kernel(huge))
                .withMessageContaining("split");
    }
}
