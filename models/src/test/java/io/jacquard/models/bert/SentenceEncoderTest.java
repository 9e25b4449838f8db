package io.jacquard.models.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.DataException;
import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceEncoderTest {
    private static final Device DEVICE = Device.open("reference");

    @TempDir private Path folder;

    @AfterAll
    static void close() {
        DEVICE.close();
    }

    /// The output of the toy's BERT for the ids of `[CLS] a b c`.
    private Literal output() {
        try (var model = Model.create(DEVICE, Seed.of(1), s -> new Bert(s, Head.CONFIG))) {
            BertCheckpoint.load(folder, model);
            return model.predict(Literal.of(new int[] {1, 3, 4, 22}, 1, 4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean_tokens", "cls_token", "max_tokens"})
    void tokensArePooledAsTheFolderSays(String mode) throws IOException {
        ToyFolder.write(folder);
        ToyFolder.pooling(folder, mode);
        Literal tokens = output();
        try (var encoder = SentenceEncoder.open(folder, DEVICE)) {
            float[] vector = encoder.embed(List.of("a", "a b c")).vector(1);

            for (int i = 0; i < 12; i++) {
                double[] all = {
                    tokens.get(i), tokens.get(12 + i), tokens.get(24 + i), tokens.get(36 + i)
                };
                double expected =
                        switch (mode) {
                            case "cls_token" -> all[0];
                            case "max_tokens" ->
                                    Math.max(Math.max(all[0], all[1]), Math.max(all[2], all[3]));
                            default -> (all[0] + all[1] + all[2] + all[3]) / 4;
                        };
                assertThat((double) vector[i]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void textsAreCutToTheContext() throws IOException {
        try (var encoder = SentenceEncoder.open(ToyFolder.write(folder), DEVICE)) {
            assertThat(encoder.limit()).isEqualTo(9);
            var made = encoder.embed(List.of("a ".repeat(8), "a ".repeat(9)));

            assertThat(made.cut()).containsExactly(1);
            assertThat(made.vector(1)).isEqualTo(made.vector(0));
        }
    }

    @Test
    void theTokenizerOfAnotherModelIsRefused() throws IOException {
        ToyFolder.write(folder);
        ToyFolder.tokenizer(folder, 23);

        refused("ids up to 23, the model has 23 tokens", "this is that of another model");
    }

    @Test
    void whatIsMissingOrNotComputedIsSaid() throws IOException {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SentenceEncoder.open(folder.resolve("absent"), DEVICE))
                .withMessageContaining("there is no such folder");
        refused("no file", "modules.json");

        ToyFolder.write(folder);
        ToyFolder.pooling(folder, "lasttoken");
        refused("the pooling is [pooling_mode_lasttoken]");

        ToyFolder.pooling(folder, "mean_tokens");
        Files.writeString(
                folder.resolve("modules.json"),
                "[{\"path\": \"\", \"type\": \"x.Transformer\"}, {\"path\": \"2_Dense\", \"type\": \"x.Dense\"}]");
        refused("a module Dense");

        ToyFolder.write(folder);
        Files.delete(folder.resolve("model.safetensors"));
        refused("has no weights", "model.safetensors");
    }

    private void refused(String... parts) {
        var thrown =
                assertThatExceptionOfType(CheckpointException.class)
                        .isThrownBy(() -> SentenceEncoder.open(folder, DEVICE));
        for (String part : parts) {
            thrown.withMessageContaining(part);
        }
    }
}
