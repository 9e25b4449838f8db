package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import io.jacquard.tensor.TraceException;
import io.jacquard.tensor.Vmap;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import io.jacquard.testkit.Tolerance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The numbers are PyTorch's.
class BatchNormTest {
    private static final Fixtures GOLDEN = Fixtures.load("batch-norm");

    // The longest sum: over the 60 values of a feature in the pictures.
    private static final Tolerance TOLERANCE = Tolerance.CONTRACTION;

    static Stream<Arguments> devicesAndCases() {
        return Device.available().stream()
                .flatMap(d ->
                        GOLDEN.json().at("cases").fields().keySet().stream()
                                .map(c -> Arguments.of(d, c)));
    }

    private static BatchNorm layer(Scope scope, String name) {
        Json settings = GOLDEN.json().at("cases").at(name);
        int features = (int) settings.at("shape").list().getLast().number();
        boolean affine = GOLDEN.names().contains(name + "/weight");
        var layer =
                affine ? new BatchNorm(scope, features) : BatchNorm.withoutAffine(scope, features);
        return layer.withMomentum(settings.at("momentum").number())
                .withEpsilon(settings.at("epsilon").number());
    }

    @ParameterizedTest
    @MethodSource("devicesAndCases")
    void trainsAndThenPredictsAsPyTorch(String deviceName, String name) {
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(1), s -> layer(s, name));
                var jit =
                        Jit.ofList(device, in -> trained(model, in))
                                .with(Mode.TRAINING, Seed.of(0))) {
            model.restore(affine(model, name));
            int batches = (int) GOLDEN.json().at("batches").number();
            for (int b = 0; b < batches; b++) {
                var results = step(model, jit, name, b);

                for (String what : results.keySet()) {
                    ArrayAssert.assertThat(results.get(what))
                            .as("%s of batch %d", what, b)
                            .isCloseTo(part(name + "/" + what, b), TOLERANCE);
                }
                var next = new LinkedHashMap<>(model.values());
                next.replaceAll((parameter, old) -> results.getOrDefault(parameter, old));
                model.restore(next);
            }
            ArrayAssert.assertThat(model.predict(part(name + "/x", batches - 1)))
                    .isCloseTo(GOLDEN.tensor(name + "/inference"), TOLERANCE);
        }
    }

    private static Map<String, Literal> affine(Model model, String name) {
        var values = new LinkedHashMap<>(model.values());
        values.replaceAll((parameter, old) -> {
            var key = name + "/" + parameter;
            return parameter.startsWith("running") ? old : GOLDEN.tensor(key);
        });
        return values;
    }

    /// One of the stacked values of several batches.
    private static Literal part(String name, int batch) {
        Literal all = GOLDEN.tensor(name);
        TensorType one = all.type().with(all.type().shape().without(0));
        return Literal.of(one, all.segment().asSlice(batch * one.bytes(), one.bytes()));
    }

    private static Map<String, Literal> step(Model model, Jit jit, String name, int batch) {
        try (var x = Array.of(model.device(), part(name + "/x", batch));
                var cotangent = Array.of(model.device(), GOLDEN.tensor(name + "/cotangent"))) {
            List<Array> all = new ArrayList<>(List.of(x, cotangent));
            model.parameters().forEach(p -> all.add(model.array(p)));
            var results = jit.callAll(all);
            Map<String, Literal> named = new LinkedHashMap<>();
            named.put("y", results.get(0).literal());
            named.put("running_mean", results.get(1).literal());
            named.put("running_var", results.get(2).literal());
            named.put("gradient/x", results.get(3).literal());
            if (results.size() > 4) {
                named.put("gradient/weight", results.get(4).literal());
                named.put("gradient/bias", results.get(5).literal());
            }
            results.forEach(Array::close);
            return named;
        }
    }

    private static List<Tensor> trained(Model model, List<Tensor> in) {
        var layer = (BatchNorm) model.network();
        List<Tensor> wrt = new ArrayList<>(List.of(in.getFirst()));
        for (int i = 0; i < model.parameters().size(); i++) {
            var parameter = model.parameters().get(i);
            Trace.current().bind(parameter, in.get(2 + i));
            if (parameter.trainable()) {
                wrt.add(in.get(2 + i));
            }
        }
        var y = layer.forward(in.getFirst());
        List<Tensor> results =
                new ArrayList<>(
                        List.of(y, layer.runningMean().value(), layer.runningVariance().value()));
        results.addAll(Grad.of(y, in.get(1), wrt));
        return results;
    }

    @Test
    void hasTheParametersOfPyTorch() {
        var scope = Scope.root();
        var layer = new BatchNorm(scope.in("bn1"), 3, Initializers.zeros());
        var plain = BatchNorm.withoutAffine(scope.in("bn2"), 2);

        assertThat(scope.parameters())
                .extracting(Parameter::toString)
                .containsExactly(
                        "bn1.weight f32[3]",
                        "bn1.bias f32[3]",
                        "bn1.running_mean f32[3]",
                        "bn1.running_var f32[3]",
                        "bn2.running_mean f32[2]",
                        "bn2.running_var f32[2]");
        assertThat(scope.parameters())
                .filteredOn(Parameter::trainable)
                .containsExactly(layer.weight().getFirst(), layer.bias().getFirst());
        assertThat(layer.weight().getFirst().initial(Seed.of(1)).floats()).containsOnly(0f);
        assertThat(layer.runningVariance().initial(Seed.of(1)).floats()).containsOnly(1f);
        assertThat(plain.weight()).isEmpty();
        assertThat(plain.bias()).isEmpty();
        assertThat(layer.title()).isEqualTo("BatchNorm(3)");
    }

    @Test
    void momentumTakesPartOfTheBatch() {
        var x = Literal.of(new float[] {1, 5}, 2, 1);
        Function<Double, List<Float>> after =
                momentum -> {
                    var function =
                            Forward.in(
                                    Mode.TRAINING,
                                    Seed.of(0),
                                    in -> {
                                        var layer = bound(in).withMomentum(momentum);
                                        layer.forward(in);
                                        return layer.runningMean()
                                                .value()
                                                .reshape(1)
                                                .concat(0, layer.runningVariance().value());
                                    },
                                    x);
                    return List.of(function.floats()[0], function.floats()[1]);
                };

        assertThat(after.apply(0.0)).containsExactly(0f, 1f);
        assertThat(after.apply(1.0)).containsExactly(3f, 8f);
        assertThat(after.apply(0.5)).containsExactly(1.5f, 4.5f);
    }

    /// A layer of one feature whose parameters are bound to their first values.
    private static BatchNorm bound(Tensor like) {
        var scope = Scope.root();
        var layer = new BatchNorm(scope, like.size(-1));
        scope.parameters()
                .forEach(p -> Trace.current().bind(p, Tensor.constant(p.initial(Seed.of(0)))));
        return layer;
    }

    @Test
    void stateIsSavedAndComesBack(@TempDir Path folder) {
        var file = folder.resolve("a.safetensors");
        var x = Literal.of(new float[] {1, 3, 5, 7}, 2, 2);
        try (var device = Device.open("reference");
                var model = Model.create(device, Seed.of(1), s -> new BatchNorm(s, 2));
                var other = Model.create(device, Seed.of(1), s -> new BatchNorm(s, 2))) {
            var values = new LinkedHashMap<>(model.values());
            values.put("running_mean", Literal.of(new float[] {1, 2}, 2));
            values.put("running_var", Literal.of(new float[] {4, 9}, 2));
            model.restore(values);
            model.save(file);

            other.load(file);

            assertThat(other.values()).isEqualTo(values);
            assertThat(other.predict(x)).isEqualTo(model.predict(x));
            try (var predictor = other.predictor()) {
                assertThat(predictor.predict(x)).isEqualTo(model.predict(x));
            }
        }
    }

    @Test
    void answersOfOneRequestDoNotDependOnOthersInItsBatch() {
        try (var device = Device.open("reference");
                var model = Model.create(device, Seed.of(1), s -> new BatchNorm(s, 2))) {
            var both = model.predict(Literal.of(new float[] {1, 3, 5, 7}, 2, 2));

            assertThat(model.predict(Literal.of(new float[] {1, 3}, 1, 2)).floats())
                    .containsExactly(both.floats()[0], both.floats()[1]);
        }
    }

    private static ShapeException refused(Mode mode, int... input) {
        var refused = new ShapeException[1];
        Trace.of(
                "f",
                mode,
                t -> {
                    var x = t.input("x", TensorType.of(DType.F32, input));
                    var scope = Scope.root();
                    Layer layer = new BatchNorm(scope.in("bn"), 4);
                    scope.parameters().forEach(p -> t.bind(p, t.input(p.name(), p.type())));
                    assertThatExceptionOfType(ShapeException.class)
                            .isThrownBy(() -> layer.forward(x))
                            .satisfies(e -> refused[0] = e);
                    return List.of(x);
                });
        return refused[0];
    }

    @Test
    void oneValueOfAFeatureHasNoVariance() {
        assertThat(refused(Mode.TRAINING, 1, 4).getMessage().lines().map(String::strip))
                .satisfiesExactly(
                        what ->
                                assertThat(what)
                                        .isEqualTo("[batchNorm] no variance of 1 value a feature"),
                        came -> assertThat(came).isEqualTo("operands [f32[1, 4]]"),
                        fix ->
                                assertThat(fix)
                                        .startsWith("expected at least 2 values while training")
                                        .contains("dropRemainder()"),
                        at ->
                                assertThat(at)
                                        .startsWith("at ")
                                        .contains("BatchNormTest.java")
                                        .endsWith("layer bn"));
    }

    @Test
    void otherFeaturesAreRefused() {
        assertThat(refused(Mode.INFERENCE, 2, 3))
                .hasMessageContaining("[batchNorm] the input is f32[2, 3]")
                .hasMessageContaining("expected [..., 4]")
                .hasMessageContaining("layer bn");
        assertThat(refused(Mode.INFERENCE, 4))
                .hasMessageContaining("[batchNorm] there is no batch")
                .hasMessageContaining("expected [batch, ..., 4]; use expand(0) for one example");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        var layer = new BatchNorm(Scope.root(), 4);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchNorm(Scope.root(), 0))
                .withMessageContaining("expected sizes from 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer.withMomentum(1.5))
                .withMessageContaining("got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer.withMomentum(Double.NaN))
                .withMessageContaining("got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer.withEpsilon(-1))
                .withMessageContaining("epsilon is out of its range");
    }

    @Test
    void theStatisticsOfOneExampleOfAVmapAreRefused() {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() ->
                        Forward.in(
                                Mode.TRAINING,
                                Seed.of(0),
                                in -> {
                                    var layer = bound(in);
                                    return Vmap.of(layer::forward).apply(in);
                                },
                                Literal.zeros(TensorType.of(DType.F32, 2, 3, 1))))
                .withMessageContaining("running_mean f32[1] is updated for one example of a vmap");
    }
}
