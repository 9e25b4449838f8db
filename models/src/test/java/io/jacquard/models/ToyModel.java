package io.jacquard.models;

import io.jacquard.ir.Literal;
import io.jacquard.models.gpt.Gpt;
import io.jacquard.models.gpt.GptCheckpoint;
import io.jacquard.models.gpt.GptConfig;
import io.jacquard.models.llama.Llama;
import io.jacquard.models.llama.LlamaCheckpoint;
import io.jacquard.models.llama.LlamaConfig;
import io.jacquard.models.llama.RopeScaling;
import io.jacquard.models.transformer.Transformer;
import io.jacquard.models.transformer.TransformerConfig;
import io.jacquard.nn.Model;
import io.jacquard.nn.Network;
import io.jacquard.nn.Policy;
import io.jacquard.nn.Scope;
import io.jacquard.nn.attention.BlockConfig;
import io.jacquard.nn.attention.Heads;
import io.jacquard.nn.attention.Rotary;
import io.jacquard.nn.checkpoint.PyTorch;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.testkit.Fixtures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A small language model of the fixtures.
public final class ToyModel {
    static final Fixtures GOLDEN = Fixtures.load("language-models");

    private static final Set<String> TABLES =
            Set.of("source.weight", "target.weight", "tokens.weight");

    private final String name;

    /// The one of that name.
    public ToyModel(String name) {
        this.name = name;
    }

    static List<String> names() {
        return List.of("gpt2", "llama", "llama-tied", "transformer", "transformer-shared");
    }

    /// The model with the fixture's values.
    public Model open(Device device) {
        return open(device, Policy.f32());
    }

    /// The model with the fixture's values, computing as told.
    public Model open(Device device, Policy policy) {
        var model = Model.create(device, Seed.of(0), policy, this::network);
        model.restore(values("parameter/"));
        return model;
    }

    private Network network(Scope scope) {
        return switch (name) {
            case "gpt2" -> new Gpt(scope, GptConfig.of(17, 16, 8, 2, 2));
            case "llama" -> new Llama(scope, llama(10_000));
            case "llama-tied" -> new Llama(scope, tied());
            case "transformer" -> new Transformer(scope, translator(TransformerConfig.Tables.OWN));
            default -> new Transformer(scope, translator(TransformerConfig.Tables.SHARED));
        };
    }

    private static LlamaConfig llama(double base) {
        Heads heads = Heads.of(16, 4).inGroups(2).with(Rotary.of(base, 4));
        return LlamaConfig.of(19, 16, 2, new LlamaConfig.Sizes(16, 24, heads));
    }

    private static LlamaConfig tied() {
        return llama(500_000)
                .withScaling(new RopeScaling(4, 1, 4, 8))
                .withHead(LlamaConfig.Head.TIED);
    }

    private static TransformerConfig translator(TransformerConfig.Tables tables) {
        int target = tables == TransformerConfig.Tables.OWN ? 11 : 13;
        return new TransformerConfig(
                new TransformerConfig.Tokens(13, target, 0, tables),
                2,
                BlockConfig.of(8, 2, 16).withDropout(0));
    }

    /// Values of the fixture, named and laid out as those of the model.
    Map<String, Literal> values(String kind) {
        Map<String, Literal> found = new LinkedHashMap<>();
        String prefix = name + "/" + kind;
        for (String key : GOLDEN.names()) {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), GOLDEN.tensor(key));
            }
        }
        return switch (name) {
            case "gpt2" -> GptCheckpoint.values(found);
            case "llama" -> LlamaCheckpoint.values(found, llama(10_000));
            case "llama-tied" -> LlamaCheckpoint.values(found, tied());
            default -> PyTorch.values(found, TABLES::contains);
        };
    }

    Literal expected(String what) {
        return GOLDEN.tensor(name + "/" + what);
    }

    /// Names of the inputs.
    List<String> inputs() {
        return name.startsWith("transformer") ? List.of("source", "target") : List.of("input");
    }
}
