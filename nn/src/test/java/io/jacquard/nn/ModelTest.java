package io.jacquard.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.offset;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Safetensors;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.MaxPool;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import io.jacquard.tensor.TraceException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
    private static final Device DEVICE = Device.open("reference");

    @AfterAll
    static void close() {
        DEVICE.close();
    }

    private static Model mlp(long seed) {
        return Model.create(
                DEVICE,
                Seed.of(seed),
                s ->
                        Sequential.of(
                                new Linear(s.in("hidden"), 4, 8),
                                Activation.relu(),
                                new Dropout(0.5),
                                new Linear(s.in("head"), 8, 3)));
    }

    private static Literal ramp(int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.F32, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, Math.sin(i));
        }
        return made;
    }

    @Test
    void holdsInitialValuesThatDependOnTheSeed() {
        try (var one = mlp(1);
                var again = mlp(1);
                var other = mlp(2)) {
            assertThat(one.values()).isEqualTo(again.values());
            assertThat(one.values().get("hidden.weight"))
                    .isNotEqualTo(other.values().get("hidden.weight"));
            assertThat(one.values().keySet())
                    .containsExactly("hidden.weight", "hidden.bias", "head.weight", "head.bias");
            assertThat(one.array(one.parameter("hidden.bias")).floats()).containsOnly(0f);
        }
    }

    @Test
    void namesTheParametersThereAre() {
        try (var model = mlp(1);
                var other = mlp(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.parameter("hiden.weight"))
                    .withMessageContaining("'hiden.weight'")
                    .withMessageContaining("hidden.weight");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.array(other.parameter("head.bias")));
        }
    }

    @Test
    void predictsWhatItsLayersCompute() {
        try (var model =
                Model.create(
                        DEVICE, Seed.of(1), s -> new Linear(s, 2, 2, Initializers.constant(0.5)))) {
            var x = Literal.of(new float[] {1, 2, 3, 4}, 2, 2);

            assertThat(model.predict(x).floats()).containsExactly(1.5f, 1.5f, 3.5f, 3.5f);
            try (var array = Array.of(DEVICE, x);
                    var result = model.predict(array)) {
                assertThat(result.floats()).containsExactly(1.5f, 1.5f, 3.5f, 3.5f);
            }
        }
    }

    @Test
    void takesAndGivesSeveralTensorsByName() {
        try (var model =
                Model.create(
                        DEVICE,
                        Seed.of(1),
                        s -> {
                            var rooms = new Linear(s.in("rooms"), 2, 4);
                            var place = new Linear(s.in("place"), 3, 4);
                            var price = new Linear(s.in("price"), 4, 1);
                            var kind = new Linear(s.in("kind"), 4, 5);
                            return in -> {
                                var both =
                                        rooms.forward(in.of("rooms"))
                                                .add(place.forward(in.of("place")))
                                                .relu();
                                return Tensors.of("price", price.forward(both))
                                        .and("class", kind.forward(both).softmax(-1));
                            };
                        })) {
            var in = Map.of("rooms", ramp(6, 2), "place", ramp(6, 3));

            var out = model.predict(in);

            assertThat(out.keySet()).containsExactly("price", "class");
            assertThat(out.get("price").type()).isEqualTo(TensorType.of(DType.F32, 6, 1));
            assertThat(out.get("class").type()).isEqualTo(TensorType.of(DType.F32, 6, 5));
            try (var predictor = model.predictor()) {
                assertThat(predictor.predict(in).keySet()).containsExactly("price", "class");
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.predict(Map.of("rooms", ramp(6, 2))))
                    .withMessageContaining("'place'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.predict(ramp(6, 2)))
                    .withMessageContaining("'rooms'");
        }
    }

    @Test
    void aLayerOfOnesOwnIsPlainJava() {
        final class Residual implements Layer {
            private final Linear inner;

            Residual(Scope scope) {
                inner = new Linear(scope.in("inner"), 3, 3, Initializers.zeros());
            }

            @Override
            public Tensor forward(Tensor x) {
                return x.add(inner.forward(x));
            }
        }

        try (var model = Model.create(DEVICE, Seed.of(1), s -> Sequential.of(s, Residual::new))) {
            assertThat(model.parameters())
                    .extracting(Parameter::name)
                    .containsExactly("0.inner.weight", "0.inner.bias");
            assertThat(model.predict(ramp(2, 3))).isEqualTo(ramp(2, 3));
        }
    }

    @Test
    void errorsNameTheLayerAndTheFix() {
        try (var model = mlp(1)) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> model.predict(ramp(2, 5)))
                    .withMessageContaining("[linear] the input is f32[2, 5]")
                    .withMessageContaining("expected [..., 4]")
                    .withMessageContaining("layer hidden")
                    .withMessageContaining("ModelTest.java");
        }
    }

    @Test
    void layersWorkOnlyInTheirOwnModel() {
        try (var one = mlp(1);
                var other = mlp(1)) {
            assertThatExceptionOfType(TraceException.class)
                    .isThrownBy(() ->
                            Trace.of(
                                    "f",
                                    Mode.INFERENCE,
                                    t -> {
                                        one.bind(t);
                                        var x = t.input("x", ramp(2, 4).type());
                                        return other.network().apply(Tensors.of("input", x)).list();
                                    }))
                    .withMessageContaining("hidden.weight");
        }
    }

    @Test
    void onlyStateIsSetByLayers() {
        var scope = Scope.root();
        var type = TensorType.of(DType.F32, 2);
        var weight = scope.parameter("weight", type, Initializers.ones());
        var mean = scope.state("mean", type, Initializers.zeros());

        var traced =
                Trace.of(
                        "f",
                        Mode.TRAINING,
                        t -> {
                            t.bind(weight, t.input("weight", type));
                            t.bind(mean, t.input("mean", type));
                            assertThatIllegalStateException()
                                    .isThrownBy(() -> weight.set(weight.value()))
                                    .withMessageContaining("optimizer");
                            mean.set(mean.value().add(weight.value()));
                            assertThat(t.updates()).containsOnlyKeys(mean);
                            return List.of(mean.value());
                        });

        assertThat(traced.function().resultTypes()).containsExactly(type);
    }

    @Test
    void savedValuesComeBack(@TempDir Path folder) {
        var file = folder.resolve("model.safetensors");
        try (var model = mlp(1);
                var other = mlp(2)) {
            model.save(file);
            assertThat(other.values()).isNotEqualTo(model.values());

            other.load(file);

            assertThat(other.values()).isEqualTo(model.values());
            assertThat(other.predict(ramp(3, 4))).isEqualTo(model.predict(ramp(3, 4)));
        }
    }

    @Test
    void valuesThatDoNotFitAreNamedAndChangeNothing() {
        try (var model = mlp(1);
                var other =
                        Model.create(
                                DEVICE,
                                Seed.of(2),
                                s ->
                                        Sequential.of(
                                                new Linear(s.in("hidden"), 4, 8),
                                                new Linear(s.in("top"), 8, 4)))) {
            var before = other.values();

            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> other.restore(model.values()))
                    .withMessageContaining("top.weight f32[8, 4] is missing")
                    .withMessageContaining("no parameter is named 'head.weight'");
            assertThat(other.values()).isEqualTo(before);
        }
    }

    @Test
    void allThatDoesNotFitIsListedWithTheNearestNames() {
        try (var model =
                Model.create(
                        DEVICE,
                        Seed.of(1),
                        s -> Sequential.repeat(20, s.in("layers"), l -> new Linear(l, 2, 2)))) {
            Map<String, Literal> values = new LinkedHashMap<>();
            model.values().forEach((name, value) -> values.put("model." + name, value));
            values.put("layers.7.weight", Literal.zeros(TensorType.of(DType.F32, 3, 2)));

            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> model.restore(values))
                    .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1 + 40 + 40 + 1))
                    .withMessageContaining("layers.7.weight f32[2, 2] is f32[3, 2] there")
                    .withMessageContaining(
                            "layers.0.bias f32[2] is missing; nearest: 'model.layers.0.bias'")
                    .withMessageContaining(
                            "no parameter is named 'model.layers.19.weight'; nearest: 'layers.19.weight'")
                    .withMessageContaining("its 40 parameters");
        }
    }

    @Test
    void valuesOf16BitsBecomeF32WhenAFileIsLoaded(@TempDir Path folder) {
        var file = folder.resolve("half.safetensors");
        try (var model = mlp(1)) {
            Map<String, Literal> narrow = new LinkedHashMap<>();
            model.values()
                    .forEach((name, value) -> {
                        DType dtype = name.endsWith("bias") ? DType.F16 : DType.BF16;
                        Literal half = Literal.zeros(new TensorType(dtype, value.type().shape()));
                        for (int i = 0; i < half.elements(); i++) {
                            half.set(i, value.get(i));
                        }
                        narrow.put(name, half);
                    });
            Safetensors.write(file, narrow, Map.of());

            model.load(file);

            model.values()
                    .forEach((name, value) ->
                            assertThat(value.doubles()).isEqualTo(narrow.get(name).doubles()));
        }
    }

    @Test
    void summaryShowsLayersShapesAndParameters() {
        try (var model =
                Model.create(
                        DEVICE,
                        Seed.of(1),
                        s ->
                                Sequential.of(
                                        new Conv(s.in("conv"), 3, 32, 3, 3),
                                        Activation.relu(),
                                        MaxPool.of(2, 2),
                                        new Flatten(),
                                        Tensor::relu,
                                        new Linear(s.in("head"), 7200, 10)))) {
            var lines = model.summary(TensorType.of(DType.F32, 1, 32, 32, 3)).lines().toList();

            assertThat(lines).allMatch(line -> line.equals(line.stripTrailing()));
            assertThat(cells(lines))
                    .containsExactly(
                            List.of("Name", "Layer", "Output", "Parameters"),
                            List.of("input", "input", "f32[1, 32, 32, 3]", "0"),
                            List.of("conv", "Conv(3, 32, 3x3)", "f32[1, 30, 30, 32]", "896"),
                            List.of("1", "relu", "f32[1, 30, 30, 32]", "0"),
                            List.of("2", "MaxPool(2x2, strides [2, 2])", "f32[1, 15, 15, 32]", "0"),
                            List.of("3", "Flatten", "f32[1, 7200]", "0"),
                            List.of("4", "Function", "f32[1, 7200]", "0"),
                            List.of("head", "Linear(7200, 10)", "f32[1, 10]", "72,010"));
            assertThat(lines.getLast())
                    .isEqualTo("72,906 parameters (284.8 KiB): 72,906 trained, 0 state");
        }
    }

    private static List<List<String>> cells(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("|"))
                .map(line -> List.of(line.substring(1, line.length() - 1).split("\\|")))
                .map(row -> row.stream().map(String::strip).toList())
                .toList();
    }

    @Test
    void penaltiesAreSummedInTheTrace() {
        try (var model =
                Model.create(
                        DEVICE,
                        Seed.of(1),
                        s ->
                                Sequential.of(
                                        new Linear(
                                                s.in("a").penalized(Penalty.l2(0.1)),
                                                2,
                                                3,
                                                Initializers.constant(2)),
                                        new Linear(
                                                s.in("b").penalized(Penalty.l1(0.5)),
                                                3,
                                                2,
                                                Initializers.constant(-1))))) {
            try (var jit =
                            Jit.ofList(
                                    DEVICE,
                                    all -> {
                                        for (int i = 0; i < all.size(); i++) {
                                            Trace.current()
                                                    .bind(model.parameters().get(i), all.get(i));
                                        }
                                        return List.of(model.penalty().orElseThrow());
                                    });
                    var sum =
                            jit.callAll(model.parameters().stream().map(model::array).toList())
                                    .getFirst()) {
                // 0.1 * 6 * 4 + 0.5 * 6 * 1
                assertThat(sum.item()).isCloseTo(5.4, offset(1e-5));
            }
        }
    }
}
