package io.jacquard.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A whole run as settings: data, preprocessing, model, training. Immutable.
public final class Recipe {
    private static final List<String> BUILT_IN =
            List.of(
                    "mnist",
                    "mnist-cnn",
                    "cifar10",
                    "cifar10-resnet",
                    "sst2-lstm",
                    "sst2-minilm",
                    "shakespeare-gpt",
                    "shakespeare-gpt-6x384");

    private final Settings settings;

    private Recipe(Settings settings) {
        this.settings = settings;
    }

    /// Names of the recipes that come with Jacquard.
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /// A recipe by its name, or by the path of a YAML file.
    ///
    /// @throws RecipeException if there is none of that name, or the file is missing or wrong
    public static Recipe of(String nameOrPath) {
        if (BUILT_IN.contains(nameOrPath)) {
            return named(nameOrPath);
        }
        boolean path =
                nameOrPath.endsWith(".yaml")
                        || nameOrPath.endsWith(".yml")
                        || nameOrPath.contains("/");
        if (path || Files.isRegularFile(Path.of(nameOrPath))) {
            return read(Path.of(nameOrPath));
        }
        throw RecipeException.typed(
                "no recipe '%s'%s; there are %s, or give the path of a YAML file"
                        .formatted(nameOrPath, Suggestion.text(nameOrPath, BUILT_IN), BUILT_IN));
    }

    private static Recipe named(String name) {
        return new Recipe(defaults().with(name, Yaml.tree(name, text(resource(name + ".yaml")))));
    }

    /// A recipe from a YAML file.
    ///
    /// @throws RecipeException (content) if it is missing or wrong
    public static Recipe read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw RecipeException.content("no recipe file " + file);
        }
        try {
            String name = file.toString();
            return new Recipe(defaults().with(name, Yaml.tree(name, Files.readString(file))));
        } catch (IOException e) {
            throw RecipeException.content("cannot read %s: %s".formatted(file, e));
        }
    }

    /// This recipe with settings changed.
    ///
    /// @param changes each `key=value`, for example `train.epochs=3`
    /// @throws RecipeException (typed) for an unknown key or a wrong value
    public Recipe with(List<String> changes) {
        Settings s = settings;
        for (String change : changes) {
            s = s.with(change);
        }
        return new Recipe(s);
    }

    /// All settings as YAML; {@link #read} gives the same recipe.
    public String text() {
        return Yaml.text(settings.tree());
    }

    /// The recipe's name.
    public String name() {
        return settings.text("name");
    }

    Settings settings() {
        return settings;
    }

    private static Settings defaults() {
        Map<String, Object> tree = Yaml.tree("defaults", text(resource("defaults.yaml")));
        return Settings.defaults(tree);
    }

    private static InputStream resource(String name) {
        InputStream in = Recipe.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the resource " + name + " is missing");
        }
        return in;
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a resource cannot be read", e);
        }
    }
}
