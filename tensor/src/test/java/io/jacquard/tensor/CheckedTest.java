package io.jacquard.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.interpret.NonFiniteException;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedTest {
    private static Literal checked(String device, UnaryOperator<Tensor> function, Literal input) {
        try (var opened = Device.open(device);
                var jit = Jit.of(opened, function).checked();
                var x = Array.of(opened, input);
                var y = jit.call(x)) {
            return y.literal();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "cpu"})
    void finiteResultsLieOnTheDeviceOfTheJit(String device) {
        ArrayAssert.assertThat(checked(device, x -> x.exp().sum(), Run.floats(0, 1)))
                .isCloseTo(Literal.scalar(DType.F32, 1 + Math.E), Tolerance.ELEMENTWISE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "cpu"})
    void nanIsNamedWithOperationTypesAndLine(String device) {
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(() -> checked(device, x -> x.sub(1).log().sum(), Run.floats(1.5, 0.5)))
                .withMessageStartingWith("[log] the result is NaN at [1]")
                .withMessageContaining("operands [f32[2]], result f32[2]")
                .withMessageContaining("at CheckedTest.")
                .withMessageContaining("(CheckedTest.java:");
    }

    @Test
    void anInfinityThatWasComputedIsNamedToo() {
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(() -> checked("reference", x -> x.like(1).div(x), Run.floats(2, 0)))
                .withMessageStartingWith("[divide] the result is Infinity at [1]");
    }

    @Test
    void anArgumentThatIsNanIsNamed() {
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(() -> checked("reference", x -> x, Run.floats(1, Double.NaN)))
                .withMessageStartingWith("the parameter %x0: f32[2] is NaN at [1]");
    }

    @Test
    void anInfiniteConstantIsMeant() {
        UnaryOperator<Tensor> masked =
                x -> x.gt(x.like(0)).where(x, x.like(Double.NEGATIVE_INFINITY)).softmax(-1);

        ArrayAssert.assertThat(checked("reference", masked, Run.floats(1, -1, 1)))
                .isCloseTo(Run.floats(0.5, 0, 0.5), Tolerance.ELEMENTWISE);
    }

    @Test
    void aBranchThatIsNotPickedIsNotBlamed() {
        UnaryOperator<Tensor> logOrZero = x -> x.gt(x.like(0)).where(x.log(), x.like(0)).sum();

        ArrayAssert.assertThat(checked("reference", logOrZero, Run.floats(1, 0, -1)))
                .isCloseTo(Literal.scalar(DType.F32, 0), Tolerance.EXACT);
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(() ->
                        checked(
                                "reference",
                                x -> logOrZero.apply(x).add(x.exp().sum()),
                                Run.floats(0, 99)))
                .withMessageStartingWith("[exponential] the result is Infinity at [1]");
    }

    @Test
    void aGradientNamesTheForwardLine() {
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(() -> checked("reference", Grad.of(x -> x.sqrt().sum()), Run.floats(0)))
                .withMessageContaining("is Infinity at [0]")
                .withMessageContaining("(CheckedTest.java:");
    }

    @Test
    void nothingIsFreedTooLateWhenARunStops() {
        try (var device = Device.open("reference");
                var jit = Jit.of(device, Tensor::log).checked();
                var x = Array.of(device, Run.floats(-1))) {
            assertThatExceptionOfType(NonFiniteException.class).isThrownBy(() -> jit.call(x));
            assertThat(device.bytesInUse()).isEqualTo(4);
        }
    }

    @Test
    void theOriginalStaysUnchecked() {
        try (var device = Device.open("reference");
                var jit = Jit.of(device, Tensor::log);
                var _ = jit.checked();
                var x = Array.of(device, Run.floats(-1));
                var y = jit.call(x)) {
            assertThat(y.item()).isNaN();
        }
    }

    @Test
    void keysAndTapsWorkAsElsewhere() {
        var seen = new ArrayList<String>();
        try (var device = Device.open("reference");
                var jit =
                        Jit.of(device, CheckedTest::noisy)
                                .with(Mode.TRAINING, Seed.of(3))
                                .tapping((label, value) -> seen.add(label + " " + value.type()));
                var checked = jit.checked();
                var x = Array.of(device, Run.floats(1, 2));
                var y = jit.call(x);
                var z = checked.call(x)) {
            assertThat(z.literal()).isEqualTo(y.literal());
            assertThat(seen).isEqualTo(List.of("noise f32[2]", "noise f32[2]"));
        }
    }

    private static Tensor noisy(Tensor x) {
        return x.add(Trace.current().randomKey().randomUniform(x.shape()).tap("noise"));
    }

    @Test
    void theReportSaysThatAllIsInterpreted() {
        try (var device = Device.open("reference");
                var jit = Jit.of(device, x -> x.mul(2)).checked()) {
            var report = jit.report(TensorType.of(DType.F32, 3));

            assertThat(report.device()).isEqualTo("checked");
            assertThat(report.items()).containsOnlyKeys("interpreter");
        }
    }
}
