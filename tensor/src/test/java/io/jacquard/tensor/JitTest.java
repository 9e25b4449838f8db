package io.jacquard.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JitTest {
    private final CountingDevice device = new CountingDevice();

    @AfterEach
    void close() {
        device.close();
    }

    private float[] call(Jit jit, Literal... inputs) {
        try (var result = jit.call(arrays(inputs).toArray(Array[]::new))) {
            return result.floats();
        }
    }

    private List<Array> arrays(Literal... inputs) {
        return java.util.Arrays.stream(inputs).map(x -> Array.of(device, x)).toList();
    }

    @Test
    void compilesOnceForEachCombinationOfTypes() {
        try (var jit = Jit.of(device, x -> x.mul(2))) {
            assertThat(call(jit, Run.floats(1, 2))).containsExactly(2, 4);
            assertThat(call(jit, Run.floats(3, 4))).containsExactly(6, 8);
            assertThat(device.compiled).hasValue(1);

            assertThat(call(jit, Run.floats(1, 2, 3))).containsExactly(2, 4, 6);
            assertThat(call(jit, Run.ints(1, 2))).containsExactly(2, 4);
            assertThat(call(jit, Run.floats(5, 6))).containsExactly(10, 12);
            assertThat(device.compiled).hasValue(3);
        }
    }

    @Test
    void tracesTheJavaFunctionOnlyWhenItCompiles() {
        var traces = new ArrayList<TensorType>();
        try (var jit =
                Jit.of(
                        device,
                        x -> {
                            traces.add(x.type());
                            return x;
                        })) {
            call(jit, Run.floats(1));
            call(jit, Run.floats(2));
            jit.report(TensorType.of(DType.F32, 1));

            assertThat(traces).containsExactly(TensorType.of(DType.F32, 1));
        }
    }

    @Test
    void theLeastRecentlyUsedIsClosedWhenTooManyAreKept() {
        try (var jit = Jit.of(device, x -> x.mul(2))) {
            IntStream.rangeClosed(1, 64).forEach(n -> call(jit, Run.counting(n)));
            call(jit, Run.counting(1));
            assertThat(device.open).hasValue(64);

            call(jit, Run.counting(65));
            assertThat(device.open).hasValue(64);
            assertThat(device.compiled).hasValue(65);

            call(jit, Run.counting(1));
            assertThat(device.compiled).as("the first was used lately").hasValue(65);
            call(jit, Run.counting(2));
            assertThat(device.compiled).as("the second was not").hasValue(66);
        }
        assertThat(device.open).hasValue(0);
    }

    @Test
    void whatRunsIsClosedOnlyWhenItEnds() {
        var closedEarly = new AtomicBoolean();
        var jits = new ArrayList<Jit>();
        var jit =
                Jit.of(device, x -> x.tap("x").mul(2))
                        .tapping((_, _) -> {
                            jits.getFirst().close();
                            closedEarly.set(device.open.get() == 0);
                        });
        jits.add(jit);

        assertThat(call(jit, Run.floats(1))).containsExactly(2);

        assertThat(closedEarly).isFalse();
        assertThat(device.open).hasValue(0);
    }

    @Test
    void aCallAfterCloseIsAnError() {
        var jit = Jit.of(device, x -> x);
        call(jit, Run.floats(1));

        jit.close();
        jit.close();

        assertThat(device.open).hasValue(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> call(jit, Run.floats(1)))
                .withMessage("this Jit is closed");
    }

    @Test
    void aFunctionMayReturnItsInputAndOneTensorTwice() {
        try (var jit =
                Jit.ofList(
                        device,
                        in -> {
                            var y = in.getFirst().mul(2);
                            return List.of(in.getFirst(), y, y);
                        })) {
            var results = jit.callAll(arrays(Run.floats(3)));

            assertThat(results).extracting(Array::item).containsExactly(3.0, 6.0, 6.0);
        }
    }

    @Test
    void resultsAndKeysAreFreedWhenARunFails() {
        try (var jit =
                Jit.of(device, x -> x.tap("x").sum())
                        .tapping((_, _) -> {
                            throw new ArithmeticException("stop");
                        })) {
            var x = Array.of(device, Run.floats(1, 2));
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> jit.call(x));

            assertThat(device.bytesInUse()).isEqualTo(8);
        }
    }

    @Test
    void callWantsOneResult() {
        try (var jit = Jit.ofList(device, in -> List.of(in.getFirst(), in.getFirst().sum()))) {
            var x = Array.of(device, Run.floats(1, 2));

            assertThatIllegalStateException()
                    .isThrownBy(() -> jit.call(x))
                    .withMessage("the function has 2 results; use callAll");
            assertThat(device.bytesInUse()).isEqualTo(8);
        }
    }

    @Test
    void theNumberOfArraysMustBeThatOfTheFunction() {
        try (var one = Jit.of(device, x -> x);
                var two = Jit.of(device, (x, y) -> x.add(y))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> call(one, Run.floats(1), Run.floats(2)))
                    .withMessageContaining("takes 1 arrays, 2 were given");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> call(two, Run.floats(1)))
                    .withMessageContaining("takes 2 arrays, 1 were given");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "cpu"})
    void keysAreNewInEachCallAndTheSameForTheSameSeed(String name) {
        try (var other = Device.open(name);
                var x = Array.of(other, Run.counting(100))) {
            var first = dropped(other, x, Seed.of(1));

            assertThat(dropped(other, x, Seed.of(1))).containsExactly(first.toArray(String[]::new));
            assertThat(first).doesNotHaveDuplicates();
            assertThat(dropped(other, x, Seed.of(2))).doesNotContainAnyElementsOf(first);
        }
    }

    private static List<String> dropped(Device device, Array x, Seed seed) {
        var results = new ArrayList<String>();
        try (var jit = Jit.of(device, JitTest::drop).with(Mode.TRAINING, seed)) {
            for (int i = 0; i < 3; i++) {
                try (var y = jit.call(x)) {
                    results.add(java.util.Arrays.toString(y.floats()));
                }
            }
        }
        return results;
    }

    private static Tensor drop(Tensor x) {
        assertThat(Trace.current().mode()).isEqualTo(Mode.TRAINING);
        var kept = Trace.current().randomKey().randomUniform(x.shape());
        return kept.lt(kept.like(0.5)).where(x.mul(2), x.like(0));
    }

    @Test
    void eachKeyIsThatOfItsSiteAndOfTheCall() {
        Seed seed = Seed.of(5);
        try (var jit =
                Jit.ofList(
                                device,
                                in ->
                                        List.of(
                                                uniform("a"),
                                                in.get(1).sub(in.get(0)),
                                                uniform("b"),
                                                uniform("a")))
                        .with(Mode.TRAINING, seed)) {
            for (int call = 0; call < 2; call++) {
                var results = jit.callAll(arrays(Run.floats(1), Run.floats(10)));

                Seed step = seed.fold(call);
                assertThat(results)
                        .extracting(Array::item)
                        .containsExactly(
                                (double) step.in("a#0").uniform(0),
                                9.0,
                                (double) step.in("b#0").uniform(0),
                                (double) step.in("a#1").uniform(0));
            }
        }
    }

    private static Tensor uniform(String layer) {
        var trace = Trace.current();
        return trace.in(layer, () -> trace.randomKey().randomUniform(Shape.SCALAR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "cpu"})
    void tapsShowValuesWhileTheFunctionRuns(String name) {
        var seen = new ArrayList<String>();
        try (var other = Device.open(name);
                var jit =
                        Jit.of(other, x -> x.add(1).tap("plus one").mul(2).tap("doubled").sum())
                                .tapping((label, value) -> seen.add(label + ": " + value));
                var x = Array.of(other, Run.floats(1, 2));
                var y = jit.call(x)) {
            assertThat(y.item()).isEqualTo(10);
            assertThat(seen).containsExactly("plus one: f32[2] 2.0 3.0", "doubled: f32[2] 4.0 6.0");
        }
    }

    @Test
    void compileOptionsReachTheDevice() {
        var seen = new ArrayList<String>();
        var options = CompileOptions.standard().withTaps((label, _) -> seen.add(label));
        try (var jit = Jit.of(device, x -> x.tap("x")).with(options)) {
            call(jit, Run.floats(1));
        }
        assertThat(seen).containsExactly("x");
    }

    @Test
    void theReportTellsWhatCompilingMade() {
        try (var jit = Jit.of(device, x -> x.mul(2))) {
            assertThat(jit.report(TensorType.of(DType.F32, 3)).instructions()).isPositive();
        }
    }
}
