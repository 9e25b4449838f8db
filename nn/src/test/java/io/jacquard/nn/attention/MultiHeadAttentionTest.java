package io.jacquard.nn.attention;

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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MultiHeadAttentionTest {
    private static final AttentionConfig PLAIN = AttentionConfig.of(8, 4);

    private static List<String> names(AttentionConfig config) {
        var scope = Scope.root();
        new MultiHeadAttention(scope.in("a"), config);
        return scope.parameters().stream().map(Parameter::toString).toList();
    }

    @Test
    void namesAreThoseOfTheCheckpoint() {
        assertThat(names(PLAIN))
                .containsExactly(
                        "a.in_proj_weight f32[8, 24]",
                        "a.in_proj_bias f32[24]",
                        "a.out_proj.weight f32[8, 8]",
                        "a.out_proj.bias f32[8]");
        assertThat(
                        names(
                                PLAIN.with(PLAIN.heads().inGroups(2))
                                        .with(
                                                Projections.named(
                                                                "output.dense.",
                                                                "self.query.",
                                                                "self.key.",
                                                                "self.value.")
                                                        .with(Projections.Bias.INPUTS))))
                .containsExactly(
                        "a.self.query.weight f32[8, 8]",
                        "a.self.query.bias f32[8]",
                        "a.self.key.weight f32[8, 4]",
                        "a.self.key.bias f32[4]",
                        "a.self.value.weight f32[8, 4]",
                        "a.self.value.bias f32[4]",
                        "a.output.dense.weight f32[8, 8]");
        assertThat(names(PLAIN.with(Projections.named("c_proj.", "c_attn."))))
                .startsWith("a.c_attn.weight f32[8, 24]");
    }

    @Test
    void dropoutLeavesOutSharesWhileTrainingOnly() {
        Literal kept = output(PLAIN, Mode.INFERENCE);

        assertThat(output(PLAIN.withDropout(0.5), Mode.INFERENCE)).isEqualTo(kept);
        assertThat(output(PLAIN, Mode.TRAINING)).isEqualTo(kept);
        assertThat(output(PLAIN.withDropout(0.5), Mode.TRAINING)).isNotEqualTo(kept);
    }

    @Test
    void dropoutInPiecesIsTheSameAttention() {
        var config = PLAIN.with(PLAIN.heads().inGroups(2).with(new Alibi())).with(Reach.window(2));
        Literal whole = output(config, Mode.TRAINING);
        // So rare that nothing of these few numbers is left out.
        Literal pieces = output(config.withDropout(1e-9), Mode.TRAINING);

        ArrayAssert.assertThat(pieces).isCloseTo(whole, Tolerance.CONTRACTION);
    }

    private static Literal output(AttentionConfig config, Mode mode) {
        List<Layer> made = new ArrayList<>();
        try (var device = Device.open("reference");
                var model =
                        Model.create(
                                device,
                                Seed.of(2),
                                s -> {
                                    made.add(new MultiHeadAttention(s, config));
                                    return made.getFirst();
                                });
                var jit =
                        Jit.ofList(device, in -> traced(model, made.getFirst(), in))
                                .with(mode, Seed.of(4))) {
            List<Array> all = new ArrayList<>();
            all.add(Array.of(device, tokens(2, 3, 8)));
            model.parameters().forEach(p -> all.add(model.array(p)));
            try (var y = jit.callAll(all).getFirst()) {
                return y.literal();
            }
        }
    }

    private static List<Tensor> traced(Model model, Layer layer, List<Tensor> in) {
        for (int i = 0; i < model.parameters().size(); i++) {
            Trace.current().bind(model.parameters().get(i), in.get(1 + i));
        }
        return List.of(layer.forward(in.getFirst()));
    }

    private static Literal tokens(int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.F32, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, Seed.of(9).normal(i));
        }
        return made;
    }

    private static void trace(Scope scope, TensorType type, UnaryOperator<Tensor> body) {
        Trace.of(
                "wrong",
                Mode.INFERENCE,
                t -> {
                    scope.parameters().forEach(p -> t.bind(p, t.input(p.name(), p.type())));
                    return List.of(body.apply(t.input("x", type)));
                });
    }

    @Test
    void refusesWhatDoesNotFit() {
        var scope = Scope.root();
        var layer = new MultiHeadAttention(scope, PLAIN);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> trace(scope, TensorType.of(DType.F32, 2, 8), layer::forward))
                .withMessageContaining("[attention] the tokens are f32[2, 8]")
                .withMessageContaining("expected [batch, time, 8]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        trace(
                                scope,
                                TensorType.of(DType.F32, 1, 2, 8),
                                x -> layer.forward(x, Sight.self().masked(Tensor.iota(2)))))
                .withMessageContaining("[attention] the mask is i32[2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttentionConfig.of(10, 4))
                .withMessageContaining("[heads] the width cannot be shared evenly");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Heads.of(8, 4).inGroups(3))
                .withMessageContaining("[heads] these are no heads of an attention");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reach.window(0))
                .withMessageContaining("[reach] there are no such positions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rotary.of(10_000, 3))
                .withMessageContaining("[rotary] these are no pairs to turn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockConfig.of(8, 3, 4))
                .withMessageContaining("[block] there is no such block");
    }
}
