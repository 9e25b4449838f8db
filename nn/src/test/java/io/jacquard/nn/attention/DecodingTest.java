package io.jacquard.nn.attention;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens decoded one or some at a time equal all at once.
class DecodingTest {
    private static final int TIME = 7;
    private static final int CAPACITY = 9;
    private static final int WIDTH = 8;

    private static AttentionConfig config(String kind) {
        AttentionConfig plain = AttentionConfig.of(WIDTH, 4).with(Reach.causal());
        Heads heads = plain.heads();
        return switch (kind) {
            case "rotary" -> plain.with(heads.inGroups(2).with(Rotary.of(10_000, 2)));
            case "alibi" -> plain.with(heads.with(new Alibi()));
            case "window" -> plain.with(Reach.window(3));
            default -> plain;
        };
    }

    /// Two attentions after positions.
    private static final class Net implements Layer {
        private final List<MultiHeadAttention> attentions = new ArrayList<>();
        private final Layer all;

        Net(Scope scope, String kind) {
            for (String name : List.of("a", "b")) {
                attentions.add(new MultiHeadAttention(scope.in(name), config(kind)));
            }
            Layer learned =
                    new LearnedPositions(scope.in("p"), CAPACITY, WIDTH, Initializers.normal(0, 1));
            List<Layer> layers = new ArrayList<>(List.of(learned, new SinusoidalPositions()));
            layers.addAll(attentions);
            all = Sequential.of(layers);
        }

        @Override
        public Tensor forward(Tensor x) {
            return all.forward(x);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "rotary", "alibi", "window"})
    void tokensInPartsGiveTheSame(String kind) {
        List<Net> nets = new ArrayList<>();
        try (var device = Device.open("reference");
                var model =
                        Model.create(
                                device,
                                Seed.of(3),
                                s -> {
                                    nets.add(new Net(s, kind));
                                    return nets.getFirst();
                                })) {
            Literal x = tokens();
            Literal whole = model.predict(x);

            // A prompt of 4 with 1 of padding behind, then 1 and 2 tokens.
            List<Literal> parts = parts(model, nets.getFirst(), x, new int[] {0, 4, 5}, 5, 1, 2);

            same(parts.get(0), 0, 4, whole, 0);
            same(parts.get(1), 0, 1, whole, 4);
            same(parts.get(2), 0, 2, whole, 5);
        }
    }

    private static void same(Literal part, int from, int count, Literal whole, int at) {
        float[] actual = new float[count * WIDTH];
        float[] expected = new float[count * WIDTH];
        for (int i = 0; i < actual.length; i++) {
            actual[i] = (float) part.get(from * WIDTH + i);
            expected[i] = (float) whole.get(at * WIDTH + i);
        }
        ArrayAssert.assertThat(Literal.of(actual, actual.length))
                .isCloseTo(Literal.of(expected, expected.length), Tolerance.CONTRACTION);
    }

    private static Literal tokens() {
        Literal made = Literal.zeros(TensorType.of(DType.F32, 1, TIME, WIDTH));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, Seed.of(9).normal(i));
        }
        return made;
    }

    /// The outputs of tokens given in parts; behind the sequence there are zeros.
    private static List<Literal> parts(
            Model model, Net net, Literal x, int[] starts, int... sizes) {
        var device = model.device();
        List<Literal> outputs = new ArrayList<>();
        try (var jit = Jit.ofList(device, in -> step(model, net, in))) {
            List<Literal> caches = new ArrayList<>();
            for (MultiHeadAttention a : net.attentions) {
                TensorType type = a.cacheType(1, CAPACITY, DType.F32);
                caches.addAll(List.of(Literal.filled(type, 9), Literal.filled(type, 9)));
            }
            for (int i = 0; i < sizes.length; i++) {
                List<Array> all = new ArrayList<>();
                all.add(Array.of(device, Literal.scalar(DType.I32, starts[i])));
                all.add(Array.of(device, slice(x, starts[i], sizes[i])));
                caches.forEach(c -> all.add(Array.of(device, c)));
                model.parameters()
                        .forEach(p -> all.add(Array.of(device, model.array(p).literal())));
                var made = jit.callAll(all);
                all.forEach(Array::close);
                outputs.add(made.getFirst().literal());
                caches = made.stream().skip(1).map(Array::literal).toList();
                made.forEach(Array::close);
            }
        }
        return outputs;
    }

    private static Literal slice(Literal x, int start, int count) {
        Literal part = Literal.zeros(TensorType.of(DType.F32, 1, count, WIDTH));
        for (int i = 0; i < part.elements() && start * WIDTH + i < x.elements(); i++) {
            part.set(i, x.get(start * WIDTH + i));
        }
        return part;
    }

    private static List<Tensor> step(Model model, Net net, List<Tensor> in) {
        for (int i = 0; i < model.parameters().size(); i++) {
            Trace.current().bind(model.parameters().get(i), in.get(6 + i));
        }
        var decoding = Decoding.from(in.get(0), net.attentions, in.subList(2, 6));
        Tensor y = decoding.run(() -> net.forward(in.get(1)));
        List<Tensor> results = new ArrayList<>(List.of(y));
        results.addAll(decoding.caches());
        return results;
    }

    @Test
    void refusesAttentionsWithoutCaches() {
        var scope = Scope.root();
        var layer = new MultiHeadAttention(scope, config("plain"));
        Function<Trace, List<Tensor>> wrong =
                t ->
                        List.of(
                                Decoding.from(
                                                t.input("n", TensorType.of(DType.I32)),
                                                List.of(layer),
                                                List.of())
                                        .run(() ->
                                                t.input(
                                                        "x",
                                                        TensorType.of(DType.F32, 1, 2, WIDTH))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trace.of("wrong", Mode.INFERENCE, wrong))
                .withMessageContaining("[decoding] the caches are not those of the layers")
                .withMessageContaining("0 caches for 1 layers");
    }
}
