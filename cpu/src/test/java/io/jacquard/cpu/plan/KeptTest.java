package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Team;
import io.jacquard.cpu.team.Turn;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.CompileOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class KeptTest {
    private static final TensorType PICTURES = TensorType.of(DType.F32, 2, 6, 6, 16);
    private static final TensorType WEIGHTS = TensorType.of(DType.F32, 3, 3, 16, 128);
    private static final TensorType RESULT = TensorType.of(DType.F32, 2, 6, 6, 128);

    private static Routine convolution(IntPredicate steady) {
        Builder b = new Builder("convolution");
        Value x = b.parameter("x", PICTURES);
        Value w = b.parameter("w", WEIGHTS);
        IntList one = IntList.of(1, 1);
        Contraction.Window same = Contraction.Window.valid(2).padded(one, one);
        Value y = b.add(Contraction.Convolution.channelsLast(same), x, w);
        Function f = b.build(List.of(y));
        KernelCache kernels = new KernelCache(16);
        return Routine.of(f, CompileOptions.standard(), kernels, Checks.NONE, steady);
    }

    @Test
    void whatIsMadeOfAnArgumentIsMadeAgainOnlyWhenItHasChanged() {
        try (Arena arena = Arena.ofConfined();
                Team team = new Team(2);
                Routine keeping = convolution(i -> i == 1);
                Turn turn = team.turn()) {
            MemorySegment x = ones(arena, PICTURES);
            MemorySegment w = ones(arena, WEIGHTS);
            MemorySegment y = arena.allocate(RESULT.bytes(), 64);
            long[] arguments = {x.address(), w.address()};
            long[] results = {y.address()};
            assertThat(keeping.kept()).isEqualTo(IntList.of(1));
            keeping.run(turn, arguments, results);
            float first = y.get(ValueLayout.JAVA_FLOAT, 0);
            w.fill((byte) 0);
            keeping.run(turn, arguments, results);
            assertThat(y.get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(first).isPositive();
            keeping.changed(1);
            keeping.run(turn, arguments, results);
            assertThat(y.get(ValueLayout.JAVA_FLOAT, 0)).isZero();
        }
    }

    @Test
    void nothingIsKeptOfWhatMayChange() {
        try (Routine plain = convolution(_ -> false)) {
            assertThat(plain.kept().size()).isZero();
        }
    }

    private static MemorySegment ones(Arena arena, TensorType type) {
        MemorySegment made = arena.allocate(type.bytes(), 64);
        for (int i = 0; i < type.shape().elements(); i++) {
            made.setAtIndex(ValueLayout.JAVA_FLOAT, i, 1);
        }
        return made;
    }
}
