package io.jacquard.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.models.gpt.Gpt;
import io.jacquard.models.gpt.GptConfig;
import io.jacquard.models.llama.Llama;
import io.jacquard.models.llama.LlamaConfig;
import io.jacquard.models.llama.RopeScaling;
import io.jacquard.models.transformer.Transformer;
import io.jacquard.models.transformer.TransformerConfig;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The published sizes, counted by their shapes; nothing is allocated.
class SizesTest {
    private static List<Parameter> parameters(Consumer<Scope> maker) {
        var scope = Scope.root();
        maker.accept(scope);
        return scope.parameters();
    }

    private static long count(List<Parameter> parameters) {
        long sum = 0;
        for (Parameter p : parameters) {
            long each = 1;
            for (int size : p.type().shape().sizes()) {
                each *= size;
            }
            sum += each;
        }
        return sum;
    }

    static Stream<Arguments> published() {
        return Stream.of(
                gpt("GPT-2 small", GptConfig.small(), 124_439_808L),
                gpt("GPT-2 medium", GptConfig.medium(), 354_823_168L),
                gpt("GPT-2 large", GptConfig.large(), 774_030_080L),
                gpt("GPT-2 XL", GptConfig.xl(), 1_557_611_200L),
                llama("LLaMA 7B", LlamaConfig.llama7b(), 6_738_415_616L),
                llama("LLaMA 13B", LlamaConfig.llama13b(), 13_015_864_320L),
                llama("Llama 2 7B", LlamaConfig.llama2With7b(), 6_738_415_616L),
                llama("Llama 2 13B", LlamaConfig.llama2With13b(), 13_015_864_320L),
                llama("Llama 2 70B", LlamaConfig.llama2With70b(), 68_976_648_192L),
                llama("Llama 3 8B", LlamaConfig.llama3With8b(), 8_030_261_248L),
                llama("Llama 3 70B", LlamaConfig.llama3With70b(), 70_553_706_496L),
                llama("Llama 3.2 1B", LlamaConfig.llama32With1b(), 1_235_814_400L),
                llama("Llama 3.2 3B", LlamaConfig.llama32With3b(), 3_212_749_824L));
    }

    private static Arguments gpt(String name, GptConfig config, long wanted) {
        Consumer<Scope> maker = s -> new Gpt(s, config);
        return Arguments.of(name, maker, wanted);
    }

    private static Arguments llama(String name, LlamaConfig config, long wanted) {
        Consumer<Scope> maker = s -> new Llama(s, config);
        return Arguments.of(name, maker, wanted);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void hasThePublishedNumberOfValues(String name, Consumer<Scope> maker, long wanted) {
        assertThat(count(parameters(maker))).as(name).isEqualTo(wanted);
    }

    @Test
    void transformersHaveAboutThePublishedNumberOfValues() {
        var tokens =
                new TransformerConfig.Tokens(37_000, 37_000, 0, TransformerConfig.Tables.SHARED);

        // The paper says 65 and 213 million, in its table 3.
        assertThat(count(parameters(s -> new Transformer(s, TransformerConfig.base(tokens)))))
                .isEqualTo(63_084_544L);
        assertThat(count(parameters(s -> new Transformer(s, TransformerConfig.big(tokens)))))
                .isEqualTo(214_249_472L);
    }

    @Test
    void namesAreThoseOfTheCheckpoints() {
        assertThat(parameters(s -> new Gpt(s, GptConfig.small())))
                .extracting(Parameter::toString)
                .startsWith(
                        "wte.weight f32[50257, 768]",
                        "wpe.weight f32[1024, 768]",
                        "h.0.ln_1.weight f32[768]",
                        "h.0.ln_1.bias f32[768]",
                        "h.0.attn.c_attn.weight f32[768, 2304]",
                        "h.0.attn.c_attn.bias f32[2304]",
                        "h.0.attn.c_proj.weight f32[768, 768]",
                        "h.0.attn.c_proj.bias f32[768]",
                        "h.0.ln_2.weight f32[768]",
                        "h.0.ln_2.bias f32[768]",
                        "h.0.mlp.c_fc.weight f32[768, 3072]")
                .endsWith("ln_f.weight f32[768]", "ln_f.bias f32[768]");
        assertThat(parameters(s -> new Llama(s, LlamaConfig.llama3With8b())))
                .extracting(Parameter::toString)
                .startsWith(
                        "model.embed_tokens.weight f32[128256, 4096]",
                        "model.layers.0.self_attn.q_proj.weight f32[4096, 4096]",
                        "model.layers.0.self_attn.k_proj.weight f32[4096, 1024]",
                        "model.layers.0.self_attn.v_proj.weight f32[4096, 1024]",
                        "model.layers.0.self_attn.o_proj.weight f32[4096, 4096]",
                        "model.layers.0.mlp.gate_proj.weight f32[4096, 14336]",
                        "model.layers.0.mlp.up_proj.weight f32[4096, 14336]",
                        "model.layers.0.mlp.down_proj.weight f32[14336, 4096]",
                        "model.layers.0.input_layernorm.weight f32[4096]",
                        "model.layers.0.post_attention_layernorm.weight f32[4096]")
                .endsWith("model.norm.weight f32[4096]", "lm_head.weight f32[4096, 128256]");
    }

    @Test
    void refusesSizesThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GptConfig.of(0, 8, 8, 2, 1))
                .withMessageContaining("vocabulary, context and blocks are from 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RopeScaling(0.5, 1, 4, 8))
                .withMessageContaining("expected a factor from 1 and 0 < low < high");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TransformerConfig.Tokens(3, 4, 0, TransformerConfig.Tables.SHARED))
                .withMessageContaining("tables are shared");
    }
}
