package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Team;
import io.jacquard.cpu.team.Turn;
import io.jacquard.cpu.winograd.Winograd;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileOptions.Alias;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlueprintsTest {
    private static final CompileOptions PLAIN = CompileOptions.standard();
    private static final TensorType SQUARE = TensorType.of(DType.F32, 40, 40);

    /// `exp(x) x c + c`, traced anew.
    private static Function product(Literal constant) {
        Builder b = new Builder("product");
        Sugar s = new Sugar(b);
        Value x = b.parameter("x", SQUARE);
        Value c = b.add(new Creation.Constant(constant));
        return b.build(List.of(s.add(b.add(Contraction.DotGeneral.matmul(), s.exp(x), c), c)));
    }

    private static Literal numbers(double last) {
        Literal made = Literal.filled(SQUARE, 0.5);
        made.set(made.elements() - 1, last);
        return made;
    }

    private static Signature signature(Function f) {
        return Signature.of(f, PLAIN, 0).orElseThrow();
    }

    private static boolean isPlanned(Function f, CompileOptions options) {
        Stopwatch watch = new Stopwatch();
        Plan plan = Plan.of(f, options, new KernelCache(16), Checks.NONE, watch);
        plan.items().forEach(Item::close);
        return watch.parts().containsKey("grouping");
    }

    @Test
    void whatIsCompiledAgainIsNotPlannedAgain() {
        assertThat(isPlanned(product(numbers(1.25)), PLAIN)).isTrue();
        assertThat(isPlanned(product(numbers(1.25)), PLAIN)).isFalse();
    }

    @Test
    void otherConstantsOptionsOrTypesAreAnotherFunction() {
        isPlanned(product(numbers(2)), PLAIN);
        assertThat(isPlanned(product(numbers(3)), PLAIN)).isTrue();
        CompileOptions donated = PLAIN.withAliases(List.of(new Alias(0, 0)));
        assertThat(isPlanned(product(numbers(2)), donated)).isTrue();
        assertThat(Signature.of(product(numbers(2)), PLAIN, 64))
                .isNotEqualTo(Signature.of(product(numbers(2)), PLAIN, 0));
    }

    @Test
    void underOtherSettingsItIsAnotherFunction() {
        Signature before = signature(product(numbers(2)));
        System.setProperty(Winograd.PROPERTY, "false");
        try {
            assertThat(signature(product(numbers(2)))).isNotEqualTo(before);
        } finally {
            System.clearProperty(Winograd.PROPERTY);
        }
        assertThat(signature(product(numbers(2)))).isEqualTo(before);
    }

    @Test
    void functionsInsideCountByTheirContent() {
        assertThat(signature(doubled(3, 2))).isEqualTo(signature(doubled(3, 2)));
        assertThat(signature(doubled(3, 2))).isNotEqualTo(signature(doubled(4, 2)));
        assertThat(signature(doubled(3, 2))).isNotEqualTo(signature(doubled(3, 2.5)));
    }

    /// A loop of that many steps, each of which multiplies by a number.
    private static Function doubled(int steps, double number) {
        Builder body = new Builder("body");
        Value in = body.parameter("x", SQUARE);
        Function step = body.build(List.of(new Sugar(body).mul(in, number)));
        Builder b = new Builder("loop");
        Value x = b.parameter("x", SQUARE);
        Control.Scan scan = new Control.Scan(step, 1, 0, steps, false);
        return b.build(List.copyOf(b.append(scan, List.of(x)).results()));
    }

    @Test
    void constantsThatSomebodyMayFreeAreNotKept() {
        try (Arena arena = Arena.ofConfined()) {
            Literal outside = Literal.of(SQUARE, arena.allocate(SQUARE.bytes()));
            assertThat(Signature.of(product(outside), PLAIN, 0)).isEmpty();
        }
    }

    @Test
    void theOneNotUsedForLongestIsDropped() {
        Blueprints two = new Blueprints(2);
        Blueprint any = new Blueprint(List.of(), 0, List.of());
        List<Signature> three =
                List.of(
                        signature(product(numbers(4))),
                        signature(product(numbers(5))),
                        signature(product(numbers(6))));
        two.keep(three.get(0), any);
        two.keep(three.get(1), any);
        assertThat(two.find(three.get(0))).isPresent();
        two.keep(three.get(2), any);
        assertThat(three.stream().map(two::find).map(Optional::isPresent))
                .containsExactly(true, false, true);
    }

    @Test
    void routinesOfOneBlueprintShareNothingThatChanges() {
        KernelCache kernels = new KernelCache(16);
        try (Arena arena = Arena.ofConfined();
                Team team = new Team(2);
                Turn turn = team.turn();
                Routine second = routine(kernels)) {
            try (Routine first = routine(kernels)) {
                float one = result(arena, turn, first, 0.1f);
                float two = result(arena, turn, second, 0.2f);
                assertThat(one).isLessThan(two);
                assertThat(result(arena, turn, first, 0.1f)).isEqualTo(one);
                assertThat(result(arena, turn, second, 0.1f)).isEqualTo(one);
            }
            assertThat(result(arena, turn, second, 0.2f)).isGreaterThan(1);
        }
    }

    private static Routine routine(KernelCache kernels) {
        return Routine.of(product(numbers(7)), PLAIN, kernels, Checks.NONE);
    }

    private static float result(Arena arena, Turn turn, Routine routine, float number) {
        MemorySegment x = arena.allocate(SQUARE.bytes(), 64);
        MemorySegment y = arena.allocate(SQUARE.bytes(), 64);
        for (int i = 0; i < SQUARE.shape().elements(); i++) {
            x.setAtIndex(ValueLayout.JAVA_FLOAT, i, number);
        }
        routine.run(turn, new long[] {x.address()}, new long[] {y.address()});
        return y.getAtIndex(ValueLayout.JAVA_FLOAT, 5);
    }
}
