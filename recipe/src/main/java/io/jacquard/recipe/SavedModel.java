package io.jacquard.recipe;

import io.jacquard.data.image.Images;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Predictor;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A trained model in a folder: it needs nothing else. `config.yaml` holds the recipe, `model.yaml`
/// the type of an example and the labels, `model.safetensors` the weights.
public final class SavedModel implements AutoCloseable {
    private final Path folder;
    private final Model model;
    private final TensorType example;
    private final List<String> labels;
    private final Predictor predictor;

    private SavedModel(Path folder, Model model, TensorType example, List<String> labels) {
        this.folder = folder;
        this.model = model;
        this.example = example;
        this.labels = labels;
        this.predictor = model.predictor();
    }

    /// One answer.
    ///
    /// @param label the most probable class
    /// @param index its index
    /// @param probability its probability, 0 to 1
    /// @param probabilities those of all classes, in the order of {@link SavedModel#labels}
    public record Prediction(
            String label, int index, double probability, List<Double> probabilities) {
        /// A copy of the list is kept.
        public Prediction {
            probabilities = List.copyOf(probabilities);
        }
    }

    /// Loads a model.
    ///
    /// @param folder the folder of a run
    /// @param device where it runs; not closed with the model
    /// @throws RecipeException (content) if the folder holds no whole model
    public static SavedModel load(Path folder, Device device) {
        for (String file : List.of(RunFiles.CONFIG, RunFiles.MODEL, RunFiles.WEIGHTS)) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw RecipeException.content(
                        "%s is no saved model: it has no %s".formatted(folder, file));
            }
        }
        Recipe recipe = Recipe.read(folder.resolve(RunFiles.CONFIG));
        Card card = card(folder.resolve(RunFiles.MODEL));
        TensorType example = card.example();
        Model model =
                Model.create(
                        device,
                        Seed.of(0),
                        Trainings.policy(recipe.settings()),
                        s -> Networks.of(recipe.settings(), s, example));
        model.load(folder.resolve(RunFiles.WEIGHTS));
        return new SavedModel(folder, model, example, card.labels());
    }

    private record Card(TensorType example, List<String> labels) {}

    private static Card card(Path file) {
        try {
            Map<String, Object> tree = Yaml.tree(file.toString(), Files.readString(file));
            DType dtype = DType.parse(String.valueOf(tree.get("dtype")));
            List<String> labels = list(tree, "labels").stream().map(Object::toString).toList();
            int[] sizes =
                    list(tree, "shape").stream()
                            .mapToInt(n -> Integer.parseInt(n.toString()))
                            .toArray();
            return new Card(TensorType.of(dtype, sizes), labels);
        } catch (IOException e) {
            throw RecipeException.content("cannot read %s: %s".formatted(file, e));
        } catch (IllegalArgumentException | ShapeException e) {
            throw RecipeException.content(
                    "%s is damaged: %s; expected dtype, shape and labels"
                            .formatted(file, e.getMessage()));
        }
    }

    private static List<?> list(Map<String, Object> tree, String key) {
        if (tree.get(key) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(key + " is no list");
    }

    /// What {@link #load} reads beside the recipe and the weights.
    static String card(TensorType example, List<String> labels) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("dtype", example.dtype().text());
        card.put("shape", IntList.of(example.shape().sizes()).stream().boxed().toList());
        card.put("labels", labels);
        return Yaml.text(card);
    }

    /// The folder it was loaded from.
    public Path folder() {
        return folder;
    }

    /// The model.
    public Model model() {
        return model;
    }

    /// Type of one example.
    public TensorType example() {
        return example;
    }

    /// Names of the classes in the order of their index.
    public List<String> labels() {
        return labels;
    }

    /// A picture brought to the size and channels of an example.
    ///
    /// @throws io.jacquard.data.DataException if it is missing or no picture
    public Literal picture(Path file) {
        Shape s = example.shape();
        if (s.rank() != 3) {
            throw RecipeException.content(
                    "%s holds a model that takes %s, no pictures".formatted(folder, example));
        }
        Literal picture = Images.withChannels(Images.read(file), s.size(2));
        return Images.resize(picture, s.size(0), s.size(1));
    }

    /// Classifies one example. Safe from any thread.
    ///
    /// @param input of the type {@link #example}
    public Prediction predict(Literal input) {
        int[] one = IntList.of(1).concat(IntList.of(example.shape().sizes())).toArray();
        double[] logits = predictor.predict(input.reshape(one)).doubles();
        double max = java.util.Arrays.stream(logits).max().orElse(0);
        double sum = java.util.Arrays.stream(logits).map(l -> Math.exp(l - max)).sum();
        List<Double> p = new ArrayList<>();
        int best = 0;
        for (int i = 0; i < logits.length; i++) {
            p.add(Math.exp(logits[i] - max) / sum);
            best = logits[i] > logits[best] ? i : best;
        }
        String label = best < labels.size() ? labels.get(best) : Integer.toString(best);
        return new Prediction(label, best, p.get(best), p);
    }

    @Override
    public void close() {
        predictor.close();
        model.close();
    }
}
