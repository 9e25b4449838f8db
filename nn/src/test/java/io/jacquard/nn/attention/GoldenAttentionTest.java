package io.jacquard.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.checkpoint.PyTorch;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Activation;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
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

/// Attentions, blocks and stacks against PyTorch, whose state dicts they load: output and all
/// gradients.
class GoldenAttentionTest {
    private static final Fixtures GOLDEN = Fixtures.load("attention");
    private static final int WIDTH = 8;
    private static final int HEADS = 4;
    private static final int HIDDEN = 12;
    private static final double BASE = 10_000;
    private static final Tolerance TOLERANCE = Tolerance.contraction(100);

    /// Tokens, what an encoder made and where that is no padding, to the output.
    private interface Call {
        Tensor of(Tensor x, Tensor memory, Tensor tokens);
    }

    private static final Map<String, Function<Scope, Call>> CASES = cases();

    private static Map<String, Function<Scope, Call>> cases() {
        Map<String, Function<Scope, Call>> cases = new LinkedHashMap<>();
        AttentionConfig plain = AttentionConfig.of(WIDTH, HEADS);
        cases.put("self", own(s -> new MultiHeadAttention(s, plain)));
        cases.put("causal", own(s -> new MultiHeadAttention(s, plain.with(Reach.causal()))));
        cases.put(
                "added",
                own(s -> new MultiHeadAttention(s, plain.with(plain.heads().with(new Alibi())))));
        cases.put(
                "cross",
                s -> {
                    var layer = new MultiHeadAttention(s, plain);
                    return (x, memory, tokens) -> layer.forward(x, Sight.of(memory).padded(tokens));
                });
        cases.put("grouped", own(s -> new MultiHeadAttention(s, llama(2, HeadPositions.none()))));
        cases.put("one-group", own(s -> new MultiHeadAttention(s, llama(1, HeadPositions.none()))));
        cases.put(
                "window",
                own(s ->
                        new MultiHeadAttention(
                                s, llama(HEADS, HeadPositions.none()).with(Reach.window(2)))));
        Rotary rotary = Rotary.of(BASE, WIDTH / HEADS);
        cases.put("rotary-halves", own(s -> new MultiHeadAttention(s, llama(2, rotary))));
        cases.put(
                "rotary-neighbors",
                own(s ->
                        new MultiHeadAttention(
                                s, llama(HEADS, rotary.paired(Rotary.Pairing.NEIGHBORS)))));
        cases.put("alibi", own(s -> new MultiHeadAttention(s, llama(HEADS, new Alibi()))));
        cases.put("swiglu", own(s -> new SwiGlu(s, WIDTH, HIDDEN, Initializers.heNormal())));
        cases.put("sinusoidal", own(_ -> new SinusoidalPositions()));
        stacks(cases);
        return cases;
    }

    private static void stacks(Map<String, Function<Scope, Call>> cases) {
        BlockConfig after = BlockConfig.of(WIDTH, HEADS, HIDDEN);
        BlockConfig before = after.with(Residual.Order.BEFORE).with(Activation.gelu());
        cases.put("encoder", own(s -> new TransformerEncoder(s, 2, after)));
        cases.put(
                "encoder-before",
                s -> {
                    var stack = new TransformerEncoder(s, 2, before);
                    return (_, memory, tokens) ->
                            stack.forward(memory, Sight.self().padded(tokens));
                });
        cases.put(
                "decoder",
                s -> {
                    var stack = new TransformerDecoder(s, 2, after);
                    return (x, memory, tokens) -> stack.forward(x, Sight.of(memory).padded(tokens));
                });
        cases.put(
                "decoder-before",
                s -> {
                    var stack = new TransformerDecoder(s, 2, before);
                    return (x, memory, _) -> stack.forward(x, Sight.of(memory));
                });
    }

    private static AttentionConfig llama(int groups, HeadPositions positions) {
        return AttentionConfig.of(WIDTH, HEADS)
                .with(Heads.of(WIDTH, HEADS).inGroups(groups).with(positions))
                .with(
                        Projections.named("o_proj.", "q_proj.", "k_proj.", "v_proj.")
                                .with(Projections.Bias.NONE))
                .with(Reach.causal());
    }

    private static Function<Scope, Call> own(Function<Scope, Layer> maker) {
        return s -> {
            Layer layer = maker.apply(s);
            return (x, _, _) -> layer.forward(x);
        };
    }

    static Stream<Arguments> casesOnDevices() {
        return Device.available().stream()
                .flatMap(d -> CASES.keySet().stream().map(n -> Arguments.of(d, n)));
    }

    @ParameterizedTest
    @MethodSource("casesOnDevices")
    void outputAndGradientsAreThoseOfPyTorch(String deviceName, String name) {
        List<Call> calls = new ArrayList<>();
        try (var device = Device.open(deviceName);
                var model =
                        Model.create(
                                device,
                                Seed.of(0),
                                s -> {
                                    calls.add(CASES.getOrDefault(name, own(_ -> x -> x)).apply(s));
                                    return Layer.of(x -> x);
                                })) {
            model.restore(PyTorch.values(named(name + "/parameter/")));

            Map<String, Literal> made = run(model, calls.getFirst(), name);

            ArrayAssert.assertThat(made.get("y"))
                    .as("output")
                    .isCloseTo(GOLDEN.tensor(name + "/y"), TOLERANCE);
            Map<String, Literal> expected = PyTorch.values(named(name + "/gradient/"));
            for (String input : List.of("x", "memory")) {
                if (expected.containsKey(input)) {
                    expected.put(input, GOLDEN.tensor(name + "/gradient/" + input));
                }
            }
            assertThat(expected).isNotEmpty();
            expected.forEach((key, gradient) ->
                    ArrayAssert.assertThat(made.get(key))
                            .as("gradient of %s", key)
                            .isCloseTo(gradient, TOLERANCE));
        }
    }

    private static Map<String, Literal> named(String prefix) {
        Map<String, Literal> found = new LinkedHashMap<>();
        for (String name : GOLDEN.names()) {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), GOLDEN.tensor(name));
            }
        }
        return found;
    }

    /// The output and the gradients of inputs and parameters by name.
    private static Map<String, Literal> run(Model model, Call call, String name) {
        var device = model.device();
        try (var jit = Jit.ofList(device, in -> traced(model, call, in));
                var x = Array.of(device, GOLDEN.tensor("x"));
                var memory = Array.of(device, GOLDEN.tensor("memory"));
                var tokens = Array.of(device, GOLDEN.tensor("padding"));
                var cotangent = Array.of(device, GOLDEN.tensor(name + "/cotangent"))) {
            List<Array> all = new ArrayList<>(List.of(tokens, cotangent, x, memory));
            List<String> names = new ArrayList<>(List.of("y", "x", "memory"));
            model.parameters()
                    .forEach(p -> {
                        all.add(model.array(p));
                        names.add(p.name());
                    });
            var results = jit.callAll(all);
            Map<String, Literal> made = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                made.put(names.get(i), results.get(i).literal());
            }
            results.forEach(Array::close);
            return made;
        }
    }

    private static List<Tensor> traced(Model model, Call call, List<Tensor> in) {
        for (int i = 0; i < model.parameters().size(); i++) {
            Trace.current().bind(model.parameters().get(i), in.get(4 + i));
        }
        Tensor y = call.of(in.get(2), in.get(3), in.get(0).ne(0));
        List<Tensor> results = new ArrayList<>(List.of(y));
        results.addAll(Grad.of(y, in.get(1), in.subList(2, in.size())));
        assertThat(in.getFirst().dtype()).isEqualTo(DType.I32);
        return results;
    }
}
