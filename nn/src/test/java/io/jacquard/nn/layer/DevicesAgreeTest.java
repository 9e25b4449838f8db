package io.jacquard.nn.layer;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import io.jacquard.testkit.ArrayAssert;
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

/// Every layer gives on every device what it gives on the reference device, gradients included.
class DevicesAgreeTest {
    private record Case(Function<Scope, Layer> maker, int... input) {}

    private static final Map<String, Case> CASES = cases();

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("linear", new Case(s -> new Linear(s, 13, 7), 5, 13));
        cases.put("linear over time", new Case(s -> new Linear(s, 13, 7), 5, 3, 13));
        cases.put(
                "linear without bias",
                new Case(s -> Linear.withoutBias(s, 13, 7, Initializers.heNormal()), 5, 13));
        cases.put("conv", conv(Kernel.of(3, 3), 1));
        cases.put("conv same", conv(Kernel.of(3, 3).padded(Padding.SAME), 1));
        cases.put("conv even same", conv(Kernel.of(2, 4).padded(Padding.SAME), 1));
        cases.put("conv strided", conv(Kernel.of(3, 3).strided(2, 3), 1));
        cases.put("conv strided same", conv(Kernel.of(3, 3).strided(2, 2).padded(Padding.SAME), 1));
        cases.put("conv dilated", conv(Kernel.of(3, 2).dilated(2, 3), 1));
        cases.put("conv in groups", conv(Kernel.of(3, 3), 2));
        cases.put("conv depthwise", conv(Kernel.of(3, 3).padded(Padding.SAME), 4));
        cases.put("conv 1x1", conv(Kernel.of(1, 1), 1));
        cases.put("conv 1d", new Case(s -> new Conv(s, 4, 6, 3), 2, 11, 4));
        cases.put("conv 3d", new Case(s -> new Conv(s, 2, 3, 2, 3, 2), 2, 5, 6, 4, 2));
        cases.put("max pool", pool(MaxPool.of(2, 2)));
        cases.put("max pool overlapping", pool(MaxPool.of(3, 3).strided(2, 2)));
        cases.put("max pool same", pool(MaxPool.of(3, 3).strided(2, 2).padded(Padding.SAME)));
        cases.put("average pool", pool(AveragePool.of(2, 2)));
        cases.put(
                "average pool same", pool(AveragePool.of(3, 3).strided(2, 2).padded(Padding.SAME)));
        cases.put("max pool 1d", new Case(_ -> MaxPool.of(2), 2, 9, 4));
        cases.put("average pool 3d", new Case(_ -> AveragePool.of(2, 2, 2), 2, 4, 5, 6, 3));
        cases.put("global average pool", pool(new GlobalAveragePool()));
        cases.put("global max pool", pool(new GlobalMaxPool()));
        cases.put("batch norm", new Case(s -> new BatchNorm(s, 7), 5, 7));
        cases.put("batch norm of pictures", new Case(s -> new BatchNorm(s, 4), 3, 9, 10, 4));
        cases.put("lstm", new Case(s -> new Lstm(s, 5, 37), 6, 9, 5));
        cases.put("lstm of 2 layers", new Case(s -> new Lstm(s, 5, 8, two()), 3, 4, 5));
        cases.put("gru", new Case(s -> new Gru(s, 5, 37), 6, 9, 5));
        cases.put("rnn", new Case(s -> new Rnn(s, 5, 37), 6, 9, 5));
        cases.put("bidirectional gru", new Case(s -> Bidirectional.gru(s, 5, 8, two()), 3, 4, 5));
        cases.put("reshape", pool(Reshape.of(-1, 3)));
        for (String name : Activation.names()) {
            cases.put(name, new Case(_ -> Activation.named(name), 5, 13));
        }
        return cases;
    }

    private static RecurrentOptions two() {
        return RecurrentOptions.last().withLayers(2);
    }

    private static Case conv(Kernel kernel, int groups) {
        return new Case(
                s -> new Conv(s, Conv.Channels.of(4, 8).inGroups(groups), kernel), 3, 9, 10, 4);
    }

    private static Case pool(Layer layer) {
        return new Case(_ -> layer, 3, 9, 10, 3);
    }

    static Stream<Arguments> devicesAndLayers() {
        return Device.available().stream()
                .filter(d -> !d.equals("reference"))
                .flatMap(d -> CASES.entrySet().stream().map(e -> Arguments.of(d, e.getKey())));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("devicesAndLayers")
    void layerGivesTheSame(String device, String name) {
        Case c = CASES.getOrDefault(name, pool(new Flatten()));
        var expected = run("reference", c);

        var actual = run(device, c);

        for (int i = 0; i < expected.size(); i++) {
            ArrayAssert.assertThat(actual.get(i))
                    .as("result %d", i)
                    .isCloseTo(expected.get(i), Tolerance.contraction(300));
        }
    }

    /// The output, and the gradients of a weighted sum of it to the input and each parameter.
    private static List<Literal> run(String deviceName, Case c) {
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(5), c.maker());
                var jit = Jit.ofList(device, in -> gradients(model, in));
                var x = Array.of(device, input(c.input()))) {
            List<Array> all = new ArrayList<>(List.of(x));
            model.parameters().forEach(p -> all.add(model.array(p)));
            var results = jit.callAll(all);
            var literals = results.stream().map(Array::literal).toList();
            results.forEach(Array::close);
            return literals;
        }
    }

    private static List<Tensor> gradients(Model model, List<Tensor> in) {
        for (int i = 0; i < model.parameters().size(); i++) {
            Trace.current().bind(model.parameters().get(i), in.get(1 + i));
        }
        var y = ((Layer) model.network()).forward(in.getFirst());
        var weights = Tensor.iota(y.shape().elements()).to(DType.F32).mul(0.37).sin();
        var loss = y.mul(weights.reshape(y.shape().sizes())).sum();
        List<Tensor> results = new ArrayList<>(List.of(y));
        results.addAll(Grad.of(loss, in));
        return results;
    }

    private static Literal input(int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.F32, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, Seed.of(9).normal(i));
        }
        return made;
    }
}
