package io.jacquard.models.bert;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Tolerance;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A small BERT against Hugging Face's in f64: states, heads, all gradients, ten losses.
class GoldenBertTest {
    // Sums over at most 23 products, two blocks deep.
    private static final Tolerance TOLERANCE =
            new Tolerance("TWO_BLOCKS", 2e-5, 1e-6, Tolerance.Scale.LARGEST);

    // Each step passes its rounding on to the next ones.
    private static final Tolerance TEN_STEPS =
            new Tolerance("TEN_STEPS", 1e-4, 1e-6, Tolerance.Scale.LARGEST);

    static List<String> devices() {
        return Device.available();
    }

    @ParameterizedTest
    @MethodSource("devices")
    void statesAndPooledTokenAreThoseOfHuggingFace(String deviceName) {
        try (var device = Device.open(deviceName);
                var head = Head.classifier(device);
                var model =
                        Model.create(
                                device,
                                Seed.of(1),
                                s -> {
                                    var bert = new Bert(s, Head.CONFIG);
                                    return in -> states(bert, in);
                                })) {
            model.restore(
                    BertCheckpoint.values(
                            encoder(head.values("value")),
                            model.values().keySet().stream().toList()));

            var out = model.predict(Head.inputs());

            for (String name : List.of("state/0", "state/1", "state/2", "pooled")) {
                ArrayAssert.assertThat(out.get(name))
                        .as(name)
                        .isCloseTo(head.golden(name), TOLERANCE);
            }
            ArrayAssert.assertThat(head.model().predict(Head.inputs()).get("output"))
                    .isCloseTo(head.golden("logits"), TOLERANCE);
        }
    }

    private static Map<String, Literal> encoder(Map<String, Literal> values) {
        var kept = new LinkedHashMap<>(values);
        kept.keySet().removeIf(name -> name.startsWith("classifier"));
        return kept;
    }

    private static Tensors states(Bert bert, Tensors in) {
        List<Tensor> states = bert.states(BertInput.of(in));
        Tensors out = Tensors.none();
        for (int i = 0; i < states.size(); i++) {
            out = out.and("state/" + i, states.get(i));
        }
        return out.and("pooled", bert.pooled(states.getLast()));
    }

    @Test
    void idsAloneAreTextsOfOneTypeWithoutPadding() {
        try (var device = Device.open("cpu");
                var head = Head.classifier(device);
                var model = Model.create(device, Seed.of(1), s -> new Bert(s, Head.CONFIG))) {
            model.restore(
                    BertCheckpoint.values(
                            encoder(head.values("value")),
                            model.values().keySet().stream().toList()));

            ArrayAssert.assertThat(model.predict(Head.GOLDEN.tensor("ids")))
                    .isCloseTo(head.golden("plain"), TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void theClassifierTrainsAsHuggingFaces(String deviceName) {
        trainsAs(deviceName, Head::classifier);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void theFillerTrainsAsHuggingFaces(String deviceName) {
        trainsAs(deviceName, Head::filler);
    }

    private static void trainsAs(String deviceName, Function<Device, Head> maker) {
        try (var device = Device.open(deviceName);
                var head = maker.apply(device)) {
            ArrayAssert.assertThat(head.model().predict(Head.inputs()).get("output"))
                    .as("logits")
                    .isCloseTo(head.golden("logits"), TOLERANCE);
            var gradients = BertCheckpoint.values(head.values("gradient"), head.names());
            var losses = Literal.zeros(head.golden("losses").type());
            for (int i = 0; i < losses.elements(); i++) {
                var step = head.step(Head.GOLDEN.json().at("rate").number());
                losses.set(i, step.get("").get(0));
                if (i == 0) {
                    assertThat(gradients.keySet()).isEqualTo(without(step.keySet()));
                    gradients.forEach((name, golden) ->
                            ArrayAssert.assertThat(step.get(name))
                                    .as("gradient of " + name)
                                    .isCloseTo(golden, TOLERANCE));
                }
            }

            ArrayAssert.assertThat(losses).isCloseTo(head.golden("losses"), TEN_STEPS);
        }
    }

    private static Set<String> without(Set<String> names) {
        var kept = new HashSet<>(names);
        kept.remove("");
        return kept;
    }
}
