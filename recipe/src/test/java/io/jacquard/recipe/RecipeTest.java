package io.jacquard.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mnist",
                "mnist-cnn",
                "cifar10",
                "cifar10-resnet",
                "sst2-lstm",
                "sst2-minilm"
            })
    void builtInRecipesAreReadAndWrittenUnchanged(String name) throws IOException {
        Recipe recipe = Recipe.of(name);
        Path file = Files.writeString(folder.resolve("copy.yaml"), recipe.text());

        assertThat(recipe.name()).isEqualTo(name);
        assertThat(Recipe.of(file.toString()).text()).isEqualTo(recipe.text());
    }

    @Test
    void settingsTypedTakeTheirPlace() {
        Recipe recipe =
                Recipe.of("mnist")
                        .with(List.of("train.epochs=3", "train.rate=1e-2", "data.path=a=b"));

        assertThat(recipe.settings().whole("train.epochs", 1)).isEqualTo(3);
        assertThat(recipe.settings().number("train.rate", 0, 1)).isEqualTo(0.01);
        assertThat(recipe.settings().text("data.path")).isEqualTo("a=b");
    }

    @ParameterizedTest
    @CsvSource({
        "train.epoch=3, did you mean 'train.epochs'",
        "trian.epochs=3, did you mean 'train'",
        "train.epochs=three, expected a whole number",
        "train.epochs=1.5, expected a whole number",
        "train=3, expected a section",
        "augment.flip=1, expected true or false",
        "nothing, expected key=value",
    })
    void settingsTypedWrongAreTheTypistsMistake(String setting, String message) {
        assertThatThrownBy(() -> Recipe.of("mnist").with(List.of(setting)))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((RecipeException) e).kind())
                .isEqualTo(RecipeException.Kind.TYPED);
    }

    @Test
    void anUnknownNameIsTheTypistsMistakeWithASuggestion() {
        assertThatThrownBy(() -> Recipe.of("minst"))
                .hasMessageContaining("did you mean 'mnist'")
                .extracting(e -> ((RecipeException) e).kind())
                .isEqualTo(RecipeException.Kind.TYPED);
    }

    @ParameterizedTest
    @CsvSource({
        "'train: {epochs: many}', expected a whole number",
        "'tarin: {epochs: 1}', did you mean 'train'",
        "'- a list', is no recipe",
        "'a: [', is no YAML",
        "'train: {epochs: 1}\ntrain: {epochs: 2}', is no YAML",
    })
    void aWrongFileIsWrongContent(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), text.replace("\\n", "\n"));

        assertThatThrownBy(() -> Recipe.of(file.toString()))
                .hasMessageContaining(message)
                .hasMessageContaining("bad.yaml")
                .extracting(e -> ((RecipeException) e).kind())
                .isEqualTo(RecipeException.Kind.CONTENT);
    }

    @Test
    void rangesAreOfWhoeverWroteTheValue() throws IOException {
        Recipe typed = Recipe.of("mnist").with(List.of("train.batch=0"));
        Path file = Files.writeString(folder.resolve("r.yaml"), "train: {batch: 0}");

        assertThatThrownBy(() -> typed.settings().whole("train.batch", 1))
                .hasMessageContaining("expected 1 or more")
                .extracting(e -> ((RecipeException) e).kind())
                .isEqualTo(RecipeException.Kind.TYPED);
        assertThatThrownBy(() -> Recipe.read(file).settings().whole("train.batch", 1))
                .extracting(e -> ((RecipeException) e).kind())
                .isEqualTo(RecipeException.Kind.CONTENT);
    }
}
