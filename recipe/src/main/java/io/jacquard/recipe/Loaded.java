package io.jacquard.recipe;

import io.jacquard.data.BatchedDataset;
import io.jacquard.data.Column;
import io.jacquard.data.DataFolder;
import io.jacquard.data.Dataset;
import io.jacquard.data.Split;
import io.jacquard.data.Splits;
import io.jacquard.data.TrainTest;
import io.jacquard.data.image.Augment;
import io.jacquard.data.image.Cifar10;
import io.jacquard.data.image.FashionMnist;
import io.jacquard.data.image.ImageFolder;
import io.jacquard.data.image.Mnist;
import io.jacquard.data.text.HuggingFaceTokenizer;
import io.jacquard.data.text.Sst2;
import io.jacquard.data.text.TextSet;
import io.jacquard.data.text.Tokenizer;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The data of a recipe.
///
/// @param train what is learned from
/// @param validation what is looked at after each epoch
/// @param test what the model is judged by in the end
/// @param classes names of the classes in the order of their index
record Loaded(Dataset train, Optional<Dataset> validation, Dataset test, List<String> classes) {
    private static final List<String> FORMATS =
            List.of("mnist", "fashion-mnist", "cifar10", "images", "sst-2", "text");

    static Loaded of(Settings s) {
        Seed seed = Seed.of(s.whole("train.seed", 0)).in("data");
        if (Texts.isText(s)) {
            return text(s, seed);
        }
        TrainTest all = parts(s, seed);
        Dataset test = limited(all.test(), s.whole("data.test_limit", 0));
        Dataset train = limited(all.train(), s.whole("data.train_limit", 0));
        List<String> classes = train.schema().labels().getFirst().classes();
        String validation = s.text("data.validation");
        return switch (validation) {
            case "none" -> new Loaded(train, Optional.empty(), test, classes);
            case "test" -> {
                if (s.whole("train.patience", 0) > 0) {
                    throw s.refused(
                            "train.patience",
                            "train.patience with data.validation: test would choose by the test"
                                    + " data; set data.validation to a share such as 0.1");
                }
                yield new Loaded(train, Optional.of(test), test, classes);
            }
            default -> {
                Split cut = Splits.stratified(labels(train), 1 - share(s, validation), seed);
                yield new Loaded(
                        train.select(cut.train()),
                        Optional.of(train.select(cut.test())),
                        test,
                        classes);
            }
        };
    }

    /// A text: what is looked at after each epoch is its end, by which nothing is chosen.
    private static Loaded text(Settings s, Seed seed) {
        Path path = placed(s, s.text("data.path"), "tiny-shakespeare");
        Texts.Split split = Texts.split(s, path, seed);
        Dataset test = limited(split.parts().test(), s.whole("data.test_limit", 0));
        Optional<Dataset> validation =
                s.text("data.validation").equals("none") ? Optional.empty() : Optional.of(test);
        return new Loaded(split.parts().train(), validation, test, split.characters().characters());
    }

    private static double share(Settings s, String text) {
        try {
            double share = Double.parseDouble(text);
            if (share > 0 && share < 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // The message below says what is wrong.
        }
        throw s.refused(
                "data.validation",
                "data.validation is '%s', expected none, test, or a share between 0 and 1"
                        .formatted(text));
    }

    private static Dataset limited(Dataset d, int limit) {
        return limit == 0 ? d : d.take(limit);
    }

    private static int[] labels(Dataset d) {
        return d.column(Column.LABELS).ints();
    }

    private static TrainTest parts(Settings s, Seed seed) {
        String path = s.text("data.path");
        return switch (s.choice("data.format", FORMATS)) {
            case "mnist" ->
                    path.equals("embedded") ? Mnist.embedded() : Mnist.from(DataFolders.path(path));
            case "fashion-mnist" -> FashionMnist.from(placed(s, path, "fashion-mnist"));
            case "cifar10" -> Cifar10.from(placed(s, path, "cifar-10"));
            case "sst-2" -> texts(s, Sst2.from(placed(s, path, "sst-2")));
            default -> {
                int height = s.whole("data.height", 1);
                int width = s.whole("data.width", 1);
                Dataset all = ImageFolder.from(DataFolders.path(path), height, width, 3);
                double share = s.number("data.test", 0.01, 0.99);
                Split cut = Splits.stratified(labels(all), 1 - share, seed);
                yield new TrainTest(all.select(cut.train()), all.select(cut.test()));
            }
        };
    }

    private static TrainTest texts(Settings s, Sst2 set) {
        int length = s.whole("data.length", 2);
        Path file = Berts.folder(s.text("data.tokenizer")).resolve("tokenizer.json");
        try (Tokenizer tokenizer = HuggingFaceTokenizer.read(file)) {
            return new TrainTest(
                    first(s, "data.train_limit", set.train()).tokens(tokenizer, length),
                    first(s, "data.test_limit", set.test()).tokens(tokenizer, length));
        }
    }

    private static TextSet first(Settings s, String key, TextSet texts) {
        int limit = s.whole(key, 0);
        return limit == 0 ? texts : texts.take(limit);
    }

    private static Path placed(Settings s, String path, String folder) {
        if (!path.equals("default") && !path.equals("embedded")) {
            return DataFolders.path(path);
        }
        Path found = DataFolder.of(folder);
        if (Files.isDirectory(found)) {
            return found;
        }
        throw RecipeException.content(
                "no data in %s\n  run './jacquard data get %s', or give their folder: --set data.path=..."
                        .formatted(found, s.text("data.format")));
    }

    /// Type of an example's features.
    TensorType example() {
        return train.schema().features().getFirst().type();
    }

    /// Training batches in a new order each epoch, augmented.
    BatchedDataset batches(Settings s) {
        Seed seed = Seed.of(s.whole("train.seed", 0));
        Dataset d = train.shuffle(seed.in("order"));
        Seed augment = seed.in("augment");
        int crop = s.whole("augment.crop", 0);
        int shift = s.whole("augment.shift", 0);
        TensorType example = example();
        if (crop > 0) {
            d =
                    d.map(
                            Augment.crop(example.shape().size(0), example.shape().size(1), crop),
                            augment.in("crop"));
        }
        if (shift > 0) {
            d = d.map(Augment.shift(shift, shift), augment.in("shift"));
        }
        if (s.flag("augment.flip")) {
            d = d.map(Augment.flip(), augment.in("flip"));
        }
        BatchedDataset batches = d.batch(s.whole("train.batch", 1));
        boolean changed = crop > 0 || shift > 0 || s.flag("augment.flip");
        return changed ? batches.prefetch(4) : batches;
    }
}
