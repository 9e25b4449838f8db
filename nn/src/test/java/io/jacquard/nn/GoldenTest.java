package io.jacquard.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Literal;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.Kernel;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.MaxPool;
import io.jacquard.nn.layer.Padding;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole networks from fixed weights against PyTorch: logits, loss and all gradients.
class GoldenTest {
    // The longest sum of products in these networks: the loss's gradient of a first kernel.
    private static final Tolerance TOLERANCE = Tolerance.contraction(8 * 20 * 20);

    private static final Map<String, Function<Scope, Layer>> NETWORKS =
            Map.of(
                    "mlp", GoldenTest::mlp,
                    "mnist-cnn", GoldenTest::mnistCnn,
                    "cifar-cnn", GoldenTest::cifarCnn,
                    "sgd-cnn", GoldenTest::sgdCnn);

    private static Layer mlp(Scope s) {
        return Sequential.of(
                s,
                l -> new Linear(l, 64, 32),
                _ -> Activation.relu(),
                l -> new Linear(l, 32, 16),
                _ -> Activation.relu(),
                l -> new Linear(l, 16, 10));
    }

    private static Layer mnistCnn(Scope s) {
        return Sequential.of(
                s,
                l -> new Conv(l, 1, 8, 3, 3),
                _ -> Activation.relu(),
                _ -> MaxPool.of(2, 2),
                l -> new Conv(l, 8, 16, 3, 3),
                _ -> Activation.relu(),
                _ -> MaxPool.of(2, 2),
                _ -> new Flatten(),
                l -> new Linear(l, 64, 16),
                _ -> Activation.relu(),
                l -> new Linear(l, 16, 10));
    }

    private static Layer cifarCnn(Scope s) {
        return Sequential.of(
                s,
                l -> new Conv(l, 3, 8, 3, 3),
                _ -> Activation.relu(),
                _ -> MaxPool.of(2, 2),
                l -> new Conv(l, 8, 16, 3, 3),
                _ -> Activation.relu(),
                _ -> MaxPool.of(2, 2),
                l -> new Conv(l, 16, 16, 3, 3),
                _ -> Activation.relu(),
                _ -> new Flatten(),
                l -> new Linear(l, 64, 16),
                _ -> Activation.relu(),
                l -> new Linear(l, 16, 10));
    }

    private static Layer sgdCnn(Scope s) {
        var padded = Kernel.of(3, 3).padded(Padding.of(1, 1));
        return Sequential.of(
                s,
                l -> new Conv(l, Conv.Channels.of(3, 8), padded),
                _ -> Activation.relu(),
                _ -> MaxPool.of(2, 2),
                l -> new Conv(l, Conv.Channels.of(8, 16), padded),
                _ -> Activation.relu(),
                _ -> MaxPool.of(2, 2),
                _ -> new Flatten(),
                l -> new Linear(l, 144, 16),
                _ -> Activation.relu(),
                l -> new Linear(l, 16, 10));
    }

    static Stream<Arguments> networks() {
        return Device.available().stream()
                .flatMap(d -> NETWORKS.keySet().stream().sorted().map(n -> Arguments.of(d, n)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void logitsLossAndGradientsAreThoseOfPyTorch(String deviceName, String name) {
        var golden = Fixtures.load(name);
        var maker = NETWORKS.get(name);
        assertThat(maker).isNotNull();
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(0), maker)) {
            model.restore(parameters(golden));

            var results = run(model, golden);

            check(results.getFirst(), golden, "logits");
            check(results.get(1), golden, "loss");
            check(results.get(2), golden, "gradient/input");
            for (int i = 0; i < model.parameters().size(); i++) {
                check(results.get(3 + i), golden, "gradient/" + model.parameters().get(i).name());
            }
            ArrayAssert.assertThat(model.predict(golden.tensor("input")))
                    .isCloseTo(golden.tensor("logits"), TOLERANCE);
        }
    }

    private static void check(Literal actual, Fixtures golden, String name) {
        ArrayAssert.assertThat(actual).as(name).isCloseTo(golden.tensor(name), TOLERANCE);
    }

    private static Map<String, Literal> parameters(Fixtures golden) {
        Map<String, Literal> parameters = new LinkedHashMap<>();
        for (String name : golden.names()) {
            if (name.startsWith("parameter/")) {
                parameters.put(name.substring("parameter/".length()), golden.tensor(name));
            }
        }
        return parameters;
    }

    /// Logits, mean loss, its gradients to the input and to each parameter.
    private static List<Literal> run(Model model, Fixtures golden) {
        var device = model.device();
        try (var jit = Jit.ofList(device, in -> step(model, in));
                var x = Array.of(device, golden.tensor("input"));
                var y = Array.of(device, golden.tensor("labels"))) {
            List<Array> all = new ArrayList<>(List.of(x, y));
            model.parameters().forEach(p -> all.add(model.array(p)));
            var results = jit.callAll(all);
            var literals = results.stream().map(Array::literal).toList();
            results.forEach(Array::close);
            return literals;
        }
    }

    private static List<Tensor> step(Model model, List<Tensor> in) {
        List<Tensor> wrt = new ArrayList<>();
        wrt.add(in.getFirst());
        for (int i = 0; i < model.parameters().size(); i++) {
            Trace.current().bind(model.parameters().get(i), in.get(2 + i));
            wrt.add(in.get(2 + i));
        }
        var logits = model.network().apply(Tensors.of("input", in.getFirst())).only();
        var loss = Losses.crossEntropy(logits, in.get(1)).mean();
        List<Tensor> results = new ArrayList<>(List.of(logits, loss));
        results.addAll(Grad.of(loss, wrt));
        return results;
    }
}
