package io.jacquard.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the documentation shows.
class SnippetsTest {
    @Test
    void config() {
        // @start region="config"
        // Causal, 8 heads of queries in 2 groups, rotary positions, the names of Llama.
        var config =
                AttentionConfig.of(512, 8)
                        .with(Heads.of(512, 8).inGroups(2).with(Rotary.of(10_000, 64)))
                        .with(Projections.named("o_proj.", "q_proj.", "k_proj.", "v_proj."))
                        .with(Reach.causal());
        // @end

        assertThat(config.heads().size()).isEqualTo(64);
    }

    private static List<Tensor> step(
            Layer network,
            List<MultiHeadAttention> attentions,
            Tensor start,
            Tensor tokens,
            List<Tensor> caches) {
        // @start region="decoding"
        Decoding decoding = Decoding.from(start, attentions, caches);
        Tensor output = decoding.run(() -> network.forward(tokens));
        List<Tensor> next = decoding.caches();
        // @end
        assertThat(output.type()).isEqualTo(tokens.type());
        return next;
    }

    @Test
    void decoding() {
        var scope = Scope.root();
        var layer = new MultiHeadAttention(scope, AttentionConfig.of(8, 2).with(Reach.causal()));
        var type = layer.cacheType(1, 16, DType.F32);

        var traced =
                Trace.of(
                        "step",
                        Mode.INFERENCE,
                        t -> {
                            scope.parameters().forEach(p -> t.bind(p, t.input(p.name(), p.type())));
                            return step(
                                    layer,
                                    List.of(layer),
                                    t.input("start", TensorType.of(DType.I32)),
                                    t.input("tokens", TensorType.of(DType.F32, 1, 3, 8)),
                                    List.of(t.input("keys", type), t.input("values", type)));
                        });

        assertThat(traced.function().resultTypes()).containsExactly(type, type);
    }
}
