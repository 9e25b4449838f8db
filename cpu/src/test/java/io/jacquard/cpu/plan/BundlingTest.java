package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Phase;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.CompileOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundlingTest {
    private static final TensorType MATRIX = TensorType.of(DType.F32, 20, 20);
    private static final TensorType WIDE = TensorType.of(DType.F32, 20, 40);

    private final Builder b = new Builder("f");
    private final Sugar s = new Sugar(b);
    private final Value x = b.parameter("x", MATRIX);
    private final Value y = b.parameter("y", WIDE);

    private Value product(Value l, Value r) {
        return b.add(DotGeneral.matmul(), l, r);
    }

    private static List<Item> items(Function f, CompileOptions.Alias... aliases) {
        CompileOptions options = CompileOptions.standard().withAliases(List.of(aliases));
        KernelCache kernels = new KernelCache(64);
        return Plan.of(f, options, kernels, Checks.NONE, new Stopwatch()).items();
    }

    @Test
    void productsOfOneOperandRunTogether() {
        List<Item> items = items(b.build(List.of(product(x, x), product(x, y))));

        assertThat(items).hasSize(1).first().isInstanceOf(Bundle.class);
        assertThat(items.getFirst().kinds()).containsExactly("onednn", "onednn");
        assertThat(items.getFirst().phases()).hasSize(1);
    }

    @Test
    void aProductAndWhatReadsItDoNot() {
        List<Item> items = items(b.build(List.of(product(product(x, x), y))));

        assertThat(items).hasSize(2).noneMatch(Bundle.class::isInstance);
    }

    @Test
    void whatReadsAnArgumentDoesNotRunBesideWhatUpdatesIt() {
        Function f = b.build(List.of(s.add(x, s.like(x, 1)), product(x, y)));

        assertThat(items(f)).hasSize(1);
        assertThat(items(f, new CompileOptions.Alias(0, 0))).hasSize(2);
    }

    @Test
    void valuesThatTakeTurnsInMemoryAreOneAfterTheOther() {
        Value first = s.exp(product(x, x));
        Value sum = s.reduce(Reducer.ADD, first, IntList.of(0, 1));
        Value second = s.exp(product(s.add(x, s.broadcast(sum, MATRIX.shape(), IntList.of())), x));

        for (Item item : items(b.build(List.of(second)))) {
            assertThat(item.kinds()).hasSize(1);
        }
    }

    @Test
    void eachThreadBeginsWithItsShareOfEveryItem() {
        List<String> ran = new ArrayList<>();
        Bundle bundle = new Bundle(List.of(noting("a", 4, ran), noting("b", 1, ran)));

        Phase phase = bundle.phases().getFirst();
        for (int t = 0; t < phase.tasks(); t++) {
            phase.run(t);
        }

        assertThat(ran).containsExactly("a0", "a1", "b0", "a2", "a3");
    }

    private static Item noting(String name, int tasks, List<String> ran) {
        return new Item() {
            @Override
            public List<Place> operands() {
                return List.of();
            }

            @Override
            public void bind(long[] addresses) {}

            @Override
            public List<Phase> phases() {
                return List.of(Phase.of(tasks, t -> ran.add(name + t)));
            }

            @Override
            public String kind() {
                return "java";
            }
        };
    }
}
