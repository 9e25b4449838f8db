package io.jacquard.recipe;

import io.jacquard.models.Characters;
import io.jacquard.models.LanguageModel;
import io.jacquard.models.pretrained.Pretrained;
import io.jacquard.nn.checkpoint.ModelFolder;
import io.jacquard.runtime.Device;
import java.nio.file.Files;
import java.nio.file.Path;

/// Language models by what people type: a path, or a name in the folder of models.
public final class LanguageModels {
    private LanguageModels() {}

    /// Opens a model: the folder of a run that learned a text, or what {@link Pretrained} reads.
    ///
    /// @param typed a path, or a path within the folder of {@link ModelFolder}
    /// @param device where it runs; not closed with the model
    /// @return the model and its tokenizer, owned by the caller
    /// @throws RecipeException (content) if there is no such model, or it is no language model
    /// @throws io.jacquard.nn.checkpoint.CheckpointException if its files are not as they must be
    public static Pretrained open(String typed, Device device) {
        Path given = DataFolders.path(typed);
        Path path = Files.exists(given) ? given : ModelFolder.of(typed);
        if (!Files.exists(path)) {
            throw RecipeException.content(
                    """
                    [generate] there is no such model
                      got '%s'
                      expected a folder with config.json, a run of ours, or a file of llama2.c; here, or in %s
                      give its path, or say with JACQUARD_MODELS where models are\
                    """
                            .formatted(typed, ModelFolder.root()));
        }
        return Files.isRegularFile(path.resolve(RunFiles.CONFIG))
                ? run(path, device)
                : Pretrained.open(path, device);
    }

    private static Pretrained run(Path path, Device device) {
        SavedModel saved = SavedModel.load(path, device);
        if (saved.model().original() instanceof LanguageModel) {
            return new Pretrained(saved.model(), Characters.of(saved.labels()));
        }
        saved.close();
        throw RecipeException.content(
                """
                [generate] this run's model writes no text
                  got %s, whose recipe is '%s'
                  expected a recipe with data.format: text, such as shakespeare-gpt
                  use './jacquard predict' for pictures\
                """
                        .formatted(path, Recipe.read(path.resolve(RunFiles.CONFIG)).name()));
    }
}
