package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jacquard.ir.DType;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random kernels give the same bits in scalar code and with vectors of every width.
class BodiesAgreeTest {
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
                    DType.BOOL,
                    DType.F64,
                    DType.I64);
    private static final int[] LENGTHS = {0, 1, 3, 15, 16, 17, 31, 33, 64, 65, 100, 129, 1003};

    private final KernelCache cache = new KernelCache(4);

    @ParameterizedTest
    @ValueSource(ints = {16, 8, 4})
    void alongColumns(int lanes) {
        compare(lanes, Axis.COLUMNS);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 8, 4})
    void alongRows(int lanes) {
        compare(lanes, Axis.ROWS);
    }

    private void compare(int lanes, Axis axis) {
        assumeThat(VectorModule.LANES).isGreaterThanOrEqualTo(lanes);
        int vectors = 0;
        for (int seed = 0; seed < 120; seed++) {
            Random random = new Random(seed);
            KernelSpec spec = new SpecGenerator(random, DTYPES, false).next(axis);
            vectors += new Schedule(Program.of(spec)).hasVectorForm(lanes) ? 1 : 0;
            try (Arena arena = Arena.ofConfined()) {
                int columns = LENGTHS[random.nextInt(LENGTHS.length)];
                KernelRun run = new KernelRun(arena, spec, 1 + random.nextInt(4), columns, random);
                List<long[]> scalar = run.result(cache.kernel(spec, 0));
                List<long[]> vector = run.result(cache.kernel(spec, lanes));
                for (int i = 0; i < scalar.size(); i++) {
                    assertThat(vector.get(i))
                            .describedAs("seed %d, output %d of %s", seed, i, spec)
                            .containsExactly(scalar.get(i));
                    assertThat(run.outputs.get(i).guardsHold()).isTrue();
                }
            }
        }
        assertThat(vectors).as("kernels with a vector body").isGreaterThan(15);
    }
}
