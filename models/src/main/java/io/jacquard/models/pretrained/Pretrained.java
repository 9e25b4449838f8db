package io.jacquard.models.pretrained;

import io.jacquard.data.text.HuggingFaceTokenizer;
import io.jacquard.ir.Literal;
import io.jacquard.models.LanguageModel;
import io.jacquard.models.TextCodec;
import io.jacquard.models.gpt.Gpt;
import io.jacquard.models.gpt.GptCheckpoint;
import io.jacquard.models.gpt.GptConfig;
import io.jacquard.models.llama.Llama;
import io.jacquard.models.llama.Llama2c;
import io.jacquard.models.llama.Llama2cTokens;
import io.jacquard.models.llama.LlamaCheckpoint;
import io.jacquard.models.llama.LlamaConfig;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Config;
import io.jacquard.nn.checkpoint.Safetensors;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// A language model and its tokenizer from files.
///
/// | path | what is read |
/// |---|---|
/// | a folder as Hugging Face's | `config.json` with `model_type` `gpt2`, `llama` or `qwen2`; `model.safetensors` or its index and parts; `tokenizer.json`, or `vocab.json` and `merges.txt` |
/// | a file of llama2.c, such as `stories15M.bin` | the file, and beside it `tokenizer.bin` or another file `tok*.bin` |
///
/// {@snippet file="io/jacquard/models/pretrained/SnippetsTest.java" region="pretrained"}
///
/// @param model the network and its values
/// @param codec text to its tokens and back
public record Pretrained(Model model, TextCodec codec) implements AutoCloseable {
    private static final String CONFIG = "config.json";
    private static final String LLAMA2C = ".bin";

    /// Reads a model.
    ///
    /// @param path a folder or file
    /// @param device where it runs; not closed with the model
    /// @throws CheckpointException if something is missing, damaged or of a kind that is not known
    public static Pretrained open(Path path, Device device) {
        if (Files.isRegularFile(path) && path.toString().endsWith(LLAMA2C)) {
            return llama2c(path, device);
        }
        if (!Files.isRegularFile(path.resolve(CONFIG))) {
            throw new CheckpointException(
                    """
                    [model] there is no language model here
                      got %s, %s
                      expected a folder with config.json and model.safetensors, or a file of llama2.c (*.bin)
                      give another path, or get the model's files\
                    """
                            .formatted(
                                    path,
                                    Files.exists(path)
                                            ? "which has no " + CONFIG
                                            : "which does not exist"));
        }
        return folder(path, device);
    }

    private static Pretrained folder(Path folder, Device device) {
        Config config = Config.read(folder.resolve(CONFIG));
        TextCodec codec = tokenizer(folder, ends(config));
        Map<String, Literal> tensors = Safetensors.read(folder).widened().tensors();
        String type = config.text("model_type");
        return switch (type) {
            case "gpt2" -> {
                GptConfig sizes = GptCheckpoint.config(config);
                yield of(device, s -> new Gpt(s, sizes), GptCheckpoint.values(tensors), codec);
            }
            case "llama", "qwen2" -> {
                LlamaConfig sizes = LlamaCheckpoint.config(config);
                yield of(
                        device,
                        s -> new Llama(s, sizes),
                        LlamaCheckpoint.values(tensors, sizes),
                        codec);
            }
            default ->
                    throw new CheckpointException(
                            """
                            [model] models of this kind are not known
                              got model_type '%s' in %s
                              expected gpt2, llama or qwen2
                              give a model of one of these families\
                            """
                                    .formatted(type, folder.resolve(CONFIG)));
        };
    }

    private static TextCodec tokenizer(Path folder, List<Integer> ends) {
        Path file = folder.resolve("tokenizer.json");
        return Files.isRegularFile(file)
                ? new Tokenized(HuggingFaceTokenizer.read(file), 0, ends)
                : ByteLevelBpe.read(folder, ends);
    }

    private static List<Integer> ends(Config config) {
        String key = "eos_token_id";
        if (!config.has(key)) {
            return List.of();
        }
        try {
            return List.of(config.integer(key));
        } catch (CheckpointException e) {
            return config.list(key).stream().map(id -> Integer.parseInt(id.toString())).toList();
        }
    }

    private static Pretrained llama2c(Path file, Device device) {
        Llama2c read = Llama2c.read(file);
        TextCodec codec = Llama2cTokens.read(beside(file));
        return of(device, s -> new Llama(s, read.config()), read.values(), codec);
    }

    private static Path beside(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            folder = file.toAbsolutePath();
        }
        if (Files.isRegularFile(folder.resolve("tokenizer.bin"))) {
            return folder.resolve("tokenizer.bin");
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found =
                    all.filter(p -> p.getFileName().toString().matches("tok.*\\.bin"))
                            .sorted()
                            .toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
            throw new CheckpointException(
                    """
                    [model] the tokenizer cannot be found
                      in %s there are %s
                      expected tokenizer.bin, or one file tok*.bin
                      put the model's tokenizer beside it\
                    """
                            .formatted(folder, found));
        } catch (IOException e) {
            throw new CheckpointException("cannot read %s: %s".formatted(folder, e), e);
        }
    }

    private static Pretrained of(
            Device device,
            Function<Scope, LanguageModel> maker,
            Map<String, Literal> values,
            TextCodec codec) {
        Model model = Model.create(device, Seed.of(0), maker);
        try {
            model.restore(values);
            return new Pretrained(model, codec);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// Frees the model's values and the tokenizer.
    @Override
    public void close() {
        model.close();
        if (codec instanceof Tokenized tokenized) {
            tokenized.close();
        }
    }
}
