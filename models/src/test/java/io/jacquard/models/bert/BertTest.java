package io.jacquard.models.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Network;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.PyTorch;
import io.jacquard.nn.checkpoint.Safetensors;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.testkit.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BertTest {
    private static final Device DEVICE = Device.open("reference");

    @TempDir private Path folder;

    @AfterAll
    static void close() {
        DEVICE.close();
    }

    private static List<Parameter> parameters(Function<Scope, Network> maker) {
        var scope = Scope.root();
        maker.apply(scope);
        return scope.parameters();
    }

    private static List<String> golden(String head) {
        return Head.GOLDEN.json().at("names").at(head).list().stream().map(Json::text).toList();
    }

    @Test
    void namesAndOrderAreThoseOfHuggingFace() {
        assertThat(parameters(s -> new BertClassifier(s, Head.CONFIG, 3)))
                .extracting(Parameter::name)
                .isEqualTo(golden("classifier"));
        assertThat(parameters(s -> new BertFiller(s, Head.CONFIG)))
                .extracting(Parameter::name)
                .isEqualTo(golden("filler"));
    }

    @Test
    void publishedSizesHaveTheCountsOfHuggingFace() {
        var sizes =
                Map.of(
                        "base", BertConfig.base(),
                        "large", BertConfig.large(),
                        "miniLm", BertConfig.miniLm());
        sizes.forEach((name, config) -> {
            var published = Head.GOLDEN.json().at("published").at(name);
            var all = parameters(s -> new Bert(s, config));
            long count = all.stream().mapToLong(p -> p.type().shape().elements()).sum();
            assertThat(count).as(name).isEqualTo((long) published.at("count").number());
            assertThat(all).as(name).hasSize((int) published.at("tensors").number());
        });
    }

    @Test
    void aConfigIsReadFromHuggingFacesFile() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("config.json"),
                        """
                        {"model_type": "bert", "hidden_act": "gelu", "vocab_size": 30522, "hidden_size": 384,
                         "max_position_embeddings": 512, "type_vocab_size": 2, "num_hidden_layers": 6,
                         "num_attention_heads": 12, "intermediate_size": 1536, "hidden_dropout_prob": 0.1,
                         "layer_norm_eps": 1e-12, "position_embedding_type": "absolute"}
                        """);

        assertThat(BertConfig.read(file)).isEqualTo(BertConfig.miniLm());
        Files.writeString(file, "{\"model_type\": \"roberta\"}");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> BertConfig.read(file))
                .withMessageContaining("'model_type' is roberta")
                .withMessageContaining("expected bert");
        Files.writeString(file, "{\"model_type\": \"bert\", \"vocab_size\": 10}");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> BertConfig.read(file))
                .withMessageContaining("no 'max_position_embeddings'");
    }

    @Test
    void whatIsNoTextIsRefused() {
        try (var model = Model.create(DEVICE, Seed.of(1), s -> new Bert(s, Head.CONFIG))) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> model.predict(Literal.zeros(TensorType.of(DType.F32, 2, 3))))
                    .withMessageContaining("the ids are f32[2, 3]");
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> model.predict(Literal.zeros(TensorType.of(DType.I32, 3))))
                    .withMessageContaining("integers [batch, time]");
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> model.predict(Literal.zeros(TensorType.of(DType.I32, 1, 10))))
                    .withMessageContaining("time of at most 9");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BertConfig.Blocks(1, 10, 3, 4))
                .withMessageContaining("multiple of the heads");
    }

    private static Map<String, Literal> stateDict(Model model) {
        Map<String, Literal> tables = new LinkedHashMap<>();
        Map<String, Literal> others = new LinkedHashMap<>();
        model.values()
                .forEach((name, value) ->
                        (name.endsWith("_embeddings.weight") ? tables : others).put(name, value));
        Map<String, Literal> all = PyTorch.stateDict(others);
        all.putAll(tables);
        return all;
    }

    @Test
    void anEncoderLoadsIntoAClassifierWhateverItsPrefixAndAge() {
        try (var bert = Model.create(DEVICE, Seed.of(1), s -> new Bert(s, Head.CONFIG));
                var model =
                        Model.create(
                                DEVICE, Seed.of(2), s -> new BertClassifier(s, Head.CONFIG, 3))) {
            Map<String, Literal> old = new LinkedHashMap<>();
            stateDict(bert)
                    .forEach((name, value) ->
                            old.put(
                                    name.replace("LayerNorm.weight", "LayerNorm.gamma")
                                            .replace("LayerNorm.bias", "LayerNorm.beta"),
                                    value));
            old.put("embeddings.position_ids", Literal.zeros(TensorType.of(DType.I64, 1, 9)));
            old.put("cls.predictions.bias", Literal.zeros(TensorType.of(DType.F32, 23)));
            var file = folder.resolve("model.safetensors");
            Safetensors.write(file, old, Map.of());
            var before = model.values();

            var left = BertCheckpoint.load(folder, model);

            assertThat(left).containsExactly("classifier.weight", "classifier.bias");
            bert.values()
                    .forEach((name, value) ->
                            assertThat(model.values().get("bert." + name)).isEqualTo(value));
            assertThat(model.values().get("classifier.weight"))
                    .isEqualTo(before.get("classifier.weight"));
        }
    }

    @Test
    void aCheckpointOfAnotherSizeIsRefusedWithAllThatDiffers() {
        var small = new BertConfig.Blocks(1, 12, 3, 20);
        var config = new BertConfig(Head.CONFIG.tables(), small, 0, 1e-12);
        try (var other = Model.create(DEVICE, Seed.of(1), s -> new Bert(s, config));
                var model = Model.create(DEVICE, Seed.of(2), s -> new Bert(s, Head.CONFIG))) {
            Safetensors.write(folder.resolve("model.safetensors"), stateDict(other), Map.of());

            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> BertCheckpoint.load(folder, model))
                    .satisfies(e ->
                            assertThat(e.getMessage().lines())
                                    .filteredOn(l -> l.contains("is missing"))
                                    .hasSize(16))
                    .withMessageContaining("encoder.layer.1.attention.self.query.weight");
        }
    }
}
