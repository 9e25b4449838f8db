package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Tolerance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationTest {
    private static final Fixtures PYTORCH = Fixtures.load("activations");
    private static final Map<String, Activation> BY_FIXTURE =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("relu", Activation.relu()),
                            Map.entry("leaky-relu", Activation.leakyRelu()),
                            Map.entry("elu", Activation.elu()),
                            Map.entry("selu", Activation.selu()),
                            Map.entry("gelu", Activation.gelu()),
                            Map.entry("gelu-tanh", Activation.geluTanh()),
                            Map.entry("silu", Activation.silu()),
                            Map.entry("mish", Activation.mish()),
                            Map.entry("softplus", Activation.softplus()),
                            Map.entry("softsign", Activation.softsign()),
                            Map.entry("hard-swish", Activation.hardSwish()),
                            Map.entry("hard-sigmoid", Activation.hardSigmoid()),
                            Map.entry("sigmoid", Activation.sigmoid()),
                            Map.entry("tanh", Activation.tanh()),
                            Map.entry("relu6", Activation.relu6()),
                            Map.entry("log-sigmoid", Activation.logSigmoid())));

    static Iterable<String> fixtures() {
        return BY_FIXTURE.keySet();
    }

    private static Activation of(String fixture) {
        Activation found = BY_FIXTURE.get(fixture);
        assertThat(found).isNotNull();
        return found;
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void agreesWithPyTorch(String name) {
        var x = PYTORCH.tensor("x");

        ArrayAssert.assertThat(Forward.function(of(name)::forward, x))
                .isCloseTo(PYTORCH.tensor(name + "/y"), Tolerance.ELEMENTWISE);
        ArrayAssert.assertThat(Forward.gradient(of(name)::forward, x))
                .isCloseTo(PYTORCH.tensor(name + "/gradient"), Tolerance.ELEMENTWISE);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void agreesWithPyTorchFarOutAndAtKinks(String name) {
        var edge = PYTORCH.tensor("edge");
        var finite = finite(edge);

        ArrayAssert.assertThat(head(Forward.function(of(name)::forward, edge), finite))
                .isCloseTo(head(PYTORCH.tensor(name + "/edge-y"), finite), Tolerance.ELEMENTWISE);
        ArrayAssert.assertThat(head(Forward.gradient(of(name)::forward, edge), finite))
                .isCloseTo(
                        head(PYTORCH.tensor(name + "/edge-gradient"), finite),
                        Tolerance.ELEMENTWISE);
    }

    static List<String> smooth() {
        return BY_FIXTURE.keySet().stream().filter(n -> !n.startsWith("relu")).toList();
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void nanStaysNan(String name) {
        var nan = Literal.of(new float[] {Float.NaN}, 1);

        assertThat(Forward.function(of(name)::forward, nan).get(0)).isNaN();
    }

    // Positions of finite points; what libraries say at infinity differs by accident.
    private static int[] finite(Literal edge) {
        return IntStream.range(0, edge.elements())
                .filter(i -> Double.isFinite(edge.get(i)))
                .toArray();
    }

    private static Literal head(Literal values, int[] positions) {
        Literal made = Literal.zeros(TensorType.of(DType.F32, positions.length));
        for (int i = 0; i < positions.length; i++) {
            made.set(i, values.get(positions[i]));
        }
        return made;
    }

    @Test
    void variantsTakeTheirConstants() {
        var x = Literal.of(new float[] {-2, 3}, 2);

        assertThat(Forward.function(Activation.leakyRelu(0.5)::forward, x).floats())
                .containsExactly(-1, 3);
        assertThat(Forward.function(Activation.elu(2)::forward, x).get(0))
                .isCloseTo(2 * Math.expm1(-2), offset(1e-6));
        assertThat(Forward.function(Activation.identity()::forward, x)).isEqualTo(x);
    }

    @Test
    void softmaxIsAlongTheLastAxis() {
        var softmax = Fixtures.load("softmax");
        var x = softmax.tensor("rank3/x");

        ArrayAssert.assertThat(Forward.function(Activation.softmax()::forward, x))
                .isCloseTo(softmax.tensor("rank3/softmax/y"), Tolerance.ELEMENTWISE);
        ArrayAssert.assertThat(Forward.function(Activation.logSoftmax()::forward, x))
                .isCloseTo(softmax.tensor("rank3/log-softmax/y"), Tolerance.ELEMENTWISE);
    }

    @Test
    void areFoundByName() {
        for (String name : Activation.names()) {
            assertThat(Activation.named(name).name()).isEqualTo(name);
            assertThat(Activation.named(name).title()).isEqualTo(name);
        }
        assertThat(Activation.names()).hasSize(19).contains("relu", "geluTanh").isSorted();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Activation.named("rely"))
                .withMessageContaining("'rely'")
                .withMessageContaining("relu");
    }
}
