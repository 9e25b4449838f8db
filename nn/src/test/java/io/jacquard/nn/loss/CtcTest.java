package io.jacquard.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Tensor;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import io.jacquard.testkit.Tolerance;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CtcTest {
    private static final Fixtures PYTORCH = Fixtures.load("ctc");

    static Stream<Arguments> devicesAndCases() {
        return Device.available().stream()
                .flatMap(d -> Stream.of("first", "last").map(c -> Arguments.of(d, c)));
    }

    private static List<Literal> run(
            String deviceName, UnaryOperator<List<Tensor>> function, Literal... given) {
        try (var device = Device.open(deviceName);
                var jit = Jit.ofList(device, function)) {
            var arrays = Stream.of(given).map(g -> Array.of(device, g)).toList();
            var results = jit.callAll(arrays);
            var literals = results.stream().map(Array::literal).toList();
            results.forEach(Array::close);
            arrays.forEach(Array::close);
            return literals;
        }
    }

    private static Literal tensor(String name, String what) {
        return PYTORCH.tensor(name + "/" + what);
    }

    /// The targets with -1 from their lengths on.
    private static Literal padded(String name) {
        var targets = tensor(name, "targets").ints();
        var lengths = tensor(name, "targetLengths").ints();
        int most = targets.length / lengths.length;
        for (int i = 0; i < targets.length; i++) {
            if (i % most >= lengths[i / most]) {
                targets[i] = -1;
            }
        }
        return Literal.of(targets, lengths.length, most);
    }

    @ParameterizedTest
    @MethodSource("devicesAndCases")
    void lossesAndGradientsAreThoseOfPyTorch(String deviceName, String name) {
        int blank = (int) PYTORCH.json().at("cases").at(name).at("blank").number();
        var ctc = Ctc.standard().withBlank(blank).withImpossibleZero();

        var made =
                run(
                        deviceName,
                        in -> {
                            var loss = ctc.apply(in.get(0), in.get(1), in.get(2));
                            var sum = loss.mul(in.get(3)).sum();
                            return List.of(loss, Grad.of(sum, List.of(in.getFirst())).getFirst());
                        },
                        tensor(name, "logits"),
                        padded(name),
                        tensor(name, "inputLengths"),
                        tensor(name, "weights"));

        ArrayAssert.assertThat(made.getFirst())
                .isCloseTo(tensor(name, "loss"), Tolerance.CONTRACTION);
        ArrayAssert.assertThat(made.getLast())
                .isCloseTo(tensor(name, "gradient"), Tolerance.CONTRACTION);
    }

    @Test
    void whatIsImpossibleIsInfiniteAndHasNoGradient() {
        var infinite = PYTORCH.json().at("cases").at("first").at("infinite").list();

        var made =
                run(
                        "reference",
                        in -> {
                            var loss = Ctc.standard().apply(in.get(0), in.get(1), in.get(2));
                            return List.of(
                                    loss, Grad.of(loss.sum(), List.of(in.getFirst())).getFirst());
                        },
                        tensor("first", "logits"),
                        padded("first"),
                        tensor("first", "inputLengths"));

        ArrayAssert.assertThat(made.getLast()).isFinite();
        int each = made.getLast().elements() / infinite.size();
        for (int i = 0; i < infinite.size(); i++) {
            boolean impossible = infinite.get(i).equals(new Json.Truth(true));
            assertThat(Double.isInfinite(made.getFirst().get(i))).isEqualTo(impossible);
            assertThat(made.getLast().get(i * each) == 0).isEqualTo(impossible);
        }
    }

    @Test
    void probabilitiesOfAllWaysAreAdded() {
        // Two steps say one label: by label and blank, blank and label, or label twice.
        var half = Literal.of(new float[] {0, 0, 0, 0}, 1, 2, 2);
        var label = Literal.of(new int[] {1, -1}, 1, 2);

        var made =
                run(
                        "reference",
                        in -> List.of(Ctc.standard().apply(in.get(0), in.get(1))),
                        half,
                        label);

        assertThat(made.getFirst().get(0)).isCloseTo(-Math.log(0.75), offset(1e-6));
    }

    @Test
    void aClassThatNeverComesIsNoReasonForNan() {
        var never = Float.NEGATIVE_INFINITY;
        var logits = Literal.of(new float[] {never, 0, never, 0}, 1, 2, 2);

        var made =
                run(
                        "reference",
                        in -> {
                            var loss = Ctc.standard().apply(in.get(0), in.get(1));
                            return List.of(loss);
                        },
                        logits,
                        Literal.of(new int[] {1}, 1, 1));

        assertThat(made.getFirst().get(0)).isZero();
    }

    @Test
    void refusesWhatDoesNotFit() {
        var logits = Literal.of(new float[] {0, 0, 0, 0}, 1, 2, 2);

        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        run(
                                "reference",
                                in -> List.of(Ctc.standard().apply(in.get(0), in.get(1))),
                                logits,
                                Literal.of(new int[] {1}, 1)))
                .withMessageContaining("[batch, labels]");
        assertThatIllegalArgumentException().isThrownBy(() -> Ctc.standard().withBlank(-1));
    }
}
