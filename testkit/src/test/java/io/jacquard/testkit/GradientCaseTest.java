package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.autodiff.DifferentiationException;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.runtime.Device;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GradientCaseTest {
    private static final String NO_OPERAND = "has no floating operand";
    private static final String NO_RESULT = "has no floating result";
    private static final String STEPS = "is constant between its steps: the gradient is 0";

    /// Every operation that no gradient passes, and why.
    private static final Map<String, String> WITHOUT = new HashMap<>();

    static {
        List.of("constant", "iota", "random_bits").forEach(n -> WITHOUT.put(n, NO_OPERAND));
        List.of("and", "or", "xor", "not", "popcnt", "count_leading_zeros")
                .forEach(n -> WITHOUT.put(n, NO_OPERAND));
        List.of("shift_left", "shift_right_arithmetic", "shift_right_logical")
                .forEach(n -> WITHOUT.put(n, NO_OPERAND));
        List.of("compare", "is_finite", "arg_max", "arg_min")
                .forEach(n -> WITHOUT.put(n, NO_RESULT));
        List.of("ceil", "floor", "sign", "round_nearest_afz", "round_nearest_even")
                .forEach(n -> WITHOUT.put(n, STEPS));
        WITHOUT.put("bitcast_convert", "rereads bits, which are no numbers");
        WITHOUT.put("stop_gradient", "is there to stop it");
        WITHOUT.put("while", "has an unknown number of steps; the error names scan");
    }

    @Test
    void everyOperationHasAGradientInEachFloatingDtypeOrAReasonWhyNot() {
        Set<String> all = new TreeSet<>();
        BackendConformanceTest.operations(Op.class, new HashSet<>())
                .forEach(c -> all.add(Op.nameOf(c.asSubclass(Op.class))));
        for (DType d : List.of(DType.F32, DType.F64, DType.BF16, DType.F16)) {
            Set<String> expected = new TreeSet<>(all);
            expected.removeAll(WITHOUT.keySet());
            if (d.bytes() == 2) {
                // There is no such Fourier transform, and what runs functions has no code a dtype.
                expected.removeAll(Set.of("fft", "optimization_barrier", "case", "scan"));
                expected.removeAll(Set.of("rematerialize", "custom_gradient"));
            }
            assertThat(reached(d)).as("%s", d).isEqualTo(expected);
        }
    }

    // Operations of a dtype of which a gradient is not 0.
    private static Set<String> reached(DType dtype) {
        Set<String> found = new TreeSet<>();
        for (OpCase c : BackendConformance.operationCases()) {
            Op op = c.function().instructions().getFirst().op();
            boolean alone = c.function().instructions().size() == 1;
            boolean of = alone && c.arguments().stream().anyMatch(x -> x.type().dtype() == dtype);
            if (of && !found.contains(op.name())) {
                GradientCase.of(c)
                        .filter(g -> g.expected().stream().anyMatch(x -> hasNumbers(x)))
                        .ifPresent(_ -> found.add(op.name()));
            }
        }
        return found;
    }

    private static boolean hasNumbers(Literal x) {
        for (int i = 0; i < x.elements(); i++) {
            if (x.get(i) != 0 && Double.isFinite(x.get(i))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theGradientOfWhatIsConstantBetweenStepsIsZero() {
        for (GradientCase g : BackendConformance.gradientCases()) {
            String op = g.program().group().replace("gradient of ", "");
            if (STEPS.equals(WITHOUT.get(op))) {
                assertThat(g.expected())
                        .as(g.program().name())
                        .allSatisfy(x -> assertThat(hasNumbers(x)).isFalse());
            }
        }
    }

    @Test
    void aLoopOfUnknownLengthIsRefused() {
        OpCase loop =
                BackendConformance.operationCases().stream()
                        .filter(c -> c.group().equals("while"))
                        .findFirst()
                        .orElseThrow();
        assertThat(GradientCase.of(loop)).isEmpty();
        assertThatThrownBy(() -> ReverseMode.vjp(loop.function(), IntList.of(1), IntList.of(1)))
                .isInstanceOf(DifferentiationException.class)
                .hasMessageContaining("scan");
    }

    @Test
    void theExactProgramComputesInDoubles() {
        for (GradientCase g : BackendConformance.gradientCases()) {
            List<Instruction> all = new ArrayList<>(g.exact().instructions());
            // Dropout compares its bits with its rate in f32 whatever the dtype of its data is.
            if (!g.program().group().contains("dropout")) {
                assertThat(all)
                        .allSatisfy(i ->
                                assertThat(i.results())
                                        .noneMatch(r ->
                                                r.type().dtype().isFloat()
                                                        && r.type().dtype() != DType.F64));
            }
        }
    }

    @Test
    void aWrongGradientIsFound() {
        OpCase c =
                OpCase.of(
                        new Unary.Tanh(),
                        Tolerance.ELEMENTWISE,
                        Literal.of(new float[] {0.3f, -1.5f}, 2));
        GradientCase good = GradientCase.of(c).orElseThrow();
        try (Device reference = Device.open("reference")) {
            BackendConformance.of(reference).check(good);
        }
        try (Device wrong = new WrongDevice(Device.open("reference"))) {
            assertThatThrownBy(() -> BackendConformance.of(wrong).check(good))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("gradient of tanh");
        }
    }

    @Test
    void theGradientOfAProductIsTheOtherFactorTimesTheCotangent() {
        Literal x = Literal.of(new float[] {2, -3}, 2);
        Literal y = Literal.of(new float[] {0.5f, 7}, 2);
        GradientCase g =
                GradientCase.of(OpCase.of(new Binary.Multiply(), Tolerance.EXACT, x, y))
                        .orElseThrow();
        Literal d = g.program().arguments().getLast();
        assertThat(Math.abs(d.get(0))).isBetween(0.5, 2.0);
        assertThat(g.expected().getFirst().get(1)).isEqualTo((float) (d.get(1) * 7));
        assertThat(g.expected().getLast().get(0)).isEqualTo((float) (d.get(0) * 2));
    }

    @Test
    void theLongestSumIsThatOfTheProductOfMatrices() {
        Literal x = Literal.zeros(TensorType.of(DType.F32, 2, 30));
        Literal y = Literal.zeros(TensorType.of(DType.F32, 30, 4));
        Function f = OpCase.of(DotGeneral.matmul(), Tolerance.EXACT, x, y).function();
        assertThat(LongestSum.of(f)).isEqualTo(30);
    }
}
