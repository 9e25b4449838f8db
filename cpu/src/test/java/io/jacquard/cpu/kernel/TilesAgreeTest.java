package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random kernels give the same bits element by element and on tiles, for NaN, zeros of both signs,
/// infinities and all the edges of {@link Samples}, and for tiles that are full, cut and empty.
class TilesAgreeTest {
    private static final List<DType> DTYPES =
            List.of(
                    DType.F32,
                    DType.F32,
                    DType.F32,
                    DType.I32,
                    DType.U32,
                    DType.BF16,
                    DType.F16,
                    DType.I8,
                    DType.U8,
                    DType.BOOL);
    private static final int[] COLUMNS = {0, 1, 3, 7, 8, 15, 16, 17, 33, 64, 65, 100, 257, 1500};
    private static final int[] ROWS = {0, 1, 2, 5, 40};

    private final KernelCache cache = new KernelCache(4);

    @ParameterizedTest
    @EnumSource(Axis.class)
    void onRandomKernels(Axis axis) {
        int tiled = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            KernelSpec spec = new SpecGenerator(random, DTYPES, seed % 2 == 0).next(axis);
            tiled += agree(spec, seed, random) ? 1 : 0;
        }
        assertThat(tiled).as("kernels that work on tiles").isGreaterThan(30);
    }

    private boolean agree(KernelSpec spec, int seed, Random random) {
        Optional<Kernel> tiles = cache.tiles(spec);
        if (tiles.isEmpty()) {
            return false;
        }
        Kernel elements = cache.elements(spec);
        for (int run = 0; run < 2; run++) {
            int rows = ROWS[random.nextInt(ROWS.length)];
            int columns = COLUMNS[random.nextInt(COLUMNS.length)];
            try (Arena arena = Arena.ofConfined()) {
                KernelRun operands = new KernelRun(arena, spec, rows, columns, random);
                List<long[]> expected = operands.result(elements);
                List<long[]> made = operands.result(tiles.get());
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(made.get(i))
                            .describedAs(
                                    "seed %d, %d x %d, output %d of %s",
                                    seed, rows, columns, i, spec)
                            .containsExactly(expected.get(i));
                    assertThat(operands.outputs.get(i).guardsHold()).isTrue();
                }
            }
        }
        return true;
    }
}
