package io.jacquard.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredictorTest {
    static List<String> devices() {
        return Device.available();
    }

    private static Model model(Device device) {
        return Model.create(
                device,
                Seed.of(3),
                s ->
                        Sequential.of(
                                new Linear(s.in("hidden"), 20, 16),
                                Activation.gelu(),
                                new Linear(s.in("head"), 16, 5),
                                Activation.softmax()));
    }

    private static Literal examples(int seed, int count) {
        Literal made = Literal.zeros(TensorType.of(DType.F32, count, 20));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, Seed.of(seed).normal(i));
        }
        return made;
    }

    @ParameterizedTest
    @MethodSource("devices")
    void givesManyVirtualThreadsTheBitsOfASerialRun(String name) throws Exception {
        try (var device = Device.open(name);
                var model = model(device);
                var predictor = model.predictor();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = IntStream.range(0, 64).mapToObj(i -> examples(i, 1 + i % 9)).toList();
            var serial = requests.stream().map(predictor::predict).toList();

            List<Future<List<Literal>>> callers = new ArrayList<>();
            for (int c = 0; c < 64; c++) {
                int first = c;
                Callable<List<Literal>> caller =
                        () ->
                                IntStream.range(0, 8)
                                        .map(i -> (first + 7 * i) % 64)
                                        .mapToObj(i -> predictor.predict(requests.get(i)))
                                        .toList();
                callers.add(threads.submit(caller));
            }

            for (int c = 0; c < 64; c++) {
                int first = c;
                assertThat(callers.get(c).get())
                        .isEqualTo(
                                IntStream.range(0, 8)
                                        .mapToObj(i -> serial.get((first + 7 * i) % 64))
                                        .toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void keepsTheValuesItWasMadeWithWhileTheModelChangesAndCloses(String name) throws Exception {
        try (var device = Device.open(name)) {
            var model = model(device);
            var predictor = model.predictor();
            var x = examples(1, 3);
            var expected = predictor.predict(x);
            var values = model.values();
            var stop = new AtomicBoolean();
            var writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!stop.get()) {
                                    model.restore(zeros(model));
                                    model.restore(values);
                                }
                            });

            for (int i = 0; i < 50; i++) {
                assertThat(predictor.predict(x)).isEqualTo(expected);
            }
            stop.set(true);
            writer.join();
            model.close();
            assertThat(predictor.predict(x)).isEqualTo(expected);
            predictor.close();
        }
    }

    private static Map<String, Literal> zeros(Model model) {
        Map<String, Literal> zeros = new LinkedHashMap<>();
        model.parameters().forEach(p -> zeros.put(p.name(), Literal.zeros(p.type())));
        return zeros;
    }

    @ParameterizedTest
    @MethodSource("devices")
    void answersRequestsOfAnySize(String name) {
        try (var device = Device.open(name);
                var model = model(device);
                var predictor = model.predictor()) {
            for (int count : new int[] {0, 1, 2, 3, 64, 255, 256, 257, 700}) {
                var x = examples(2, count);
                var y = predictor.predict(x);

                assertThat(y.type()).isEqualTo(TensorType.of(DType.F32, count, 5));
                for (int i = 0; i < count; i += 131) {
                    var sum = 0.0;
                    for (int c = 0; c < 5; c++) {
                        sum += y.get(i * 5 + c);
                    }
                    assertThat(sum).isBetween(0.99999, 1.00001);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void agreesWithTheModel(String name) {
        try (var device = Device.open(name);
                var model = model(device);
                var predictor = model.predictor()) {
            var x = examples(5, 8);

            assertThat(predictor.predict(x)).isEqualTo(model.predict(x));
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void refusesWhatIsNoBatch(String name) {
        try (var device = Device.open(name);
                var model =
                        Model.create(
                                device,
                                Seed.of(1),
                                _ -> in -> Tensors.of("sum", in.of("a").add(in.of("b")).sum()));
                var predictor = model.predictor()) {
            var four = examples(1, 4);

            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> predictor.predict(Map.of("a", four, "b", examples(1, 3))))
                    .withMessageContaining("same batch");
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> predictor.predict(Map.of("a", four, "b", four)))
                    .withMessageContaining("'sum'");
            assertThatIllegalArgumentException().isThrownBy(() -> predictor.predict(Map.of()));
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void twoModelsLiveSideBySide(String name) {
        try (var device = Device.open(name);
                var one = Model.create(device, Seed.of(1), _ -> (Layer) Tensor::relu);
                var other = Model.create(device, Seed.of(1), _ -> Layer.of(x -> x.neg()));
                var first = one.predictor();
                var second = other.predictor()) {
            var x = Literal.of(new float[] {-1, 2}, 2);

            assertThat(first.predict(x).floats()).containsExactly(0f, 2f);
            assertThat(second.predict(x).floats()).containsExactly(1f, -2f);
        }
    }
}
