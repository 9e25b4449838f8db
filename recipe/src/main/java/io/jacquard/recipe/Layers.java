package io.jacquard.recipe;

import io.jacquard.ir.Shape;
import io.jacquard.models.bert.BertClassifier;
import io.jacquard.models.bert.BertInput;
import io.jacquard.models.gpt.Gpt;
import io.jacquard.models.gpt.GptConfig;
import io.jacquard.models.resnet.ResNet;
import io.jacquard.models.resnet.ResNetConfig;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.AveragePool;
import io.jacquard.nn.layer.BatchNorm;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.nn.layer.Embedding;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.GlobalAveragePool;
import io.jacquard.nn.layer.GlobalMaxPool;
import io.jacquard.nn.layer.Kernel;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Lstm;
import io.jacquard.nn.layer.MaxPool;
import io.jacquard.nn.layer.Padding;
import io.jacquard.nn.layer.RecurrentInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Makes layers from their descriptions, keeping track of the shape of an example.
final class Layers {
    private static final String WHERE = "model.layers";
    private static final List<String> OTHERS =
            List.of(
                    "gpt",
                    "linear",
                    "conv",
                    "max-pool",
                    "average-pool",
                    "global-average-pool",
                    "global-max-pool",
                    "flatten",
                    "batch-norm",
                    "resnet",
                    "bert",
                    "lstm",
                    "dropout");

    private final Settings settings;
    private final List<Layer> layers = new ArrayList<>();
    private Shape shape;

    private Layers(Settings settings, Shape example) {
        this.settings = settings;
        this.shape = example;
    }

    /// The layers of a recipe.
    ///
    /// @param example shape of an example, without the batch axis
    /// @throws RecipeException if a description is wrong
    static List<Layer> of(Settings settings, Scope scope, Shape example) {
        Layers made = new Layers(settings, example);
        int index = 0;
        for (Object description : (List<?>) settings.value(WHERE)) {
            made.add(scope.in(Integer.toString(index++)), description);
        }
        if (made.layers.isEmpty()) {
            throw settings.refused(WHERE, WHERE + " is empty; expected at least one layer");
        }
        return made.layers;
    }

    /// Checks that the layers end with one value for each class.
    ///
    /// @param example shape of an example, without the batch axis
    /// @throws RecipeException if they do not
    static void check(Settings settings, Shape example, int classes) {
        Layers made = new Layers(settings, example);
        Scope scope = Scope.root();
        int index = 0;
        for (Object description : (List<?>) settings.value(WHERE)) {
            made.add(scope.in(Integer.toString(index++)), description);
        }
        boolean each = Texts.isText(settings) && made.shape.rank() == 2;
        if (!(each ? made.shape.without(0) : made.shape).equals(Shape.of(classes))) {
            throw made.wrong(
                    "the last layer gives %s, expected [%d], a number for each class"
                            .formatted(made.shape, classes));
        }
    }

    private void add(Scope scope, Object description) {
        switch (description) {
            case String name -> add(scope, name, Map.of());
            case Map<?, ?> m when m.size() == 1 -> {
                Map.Entry<?, ?> e = m.entrySet().iterator().next();
                add(scope, String.valueOf(e.getKey()), e.getValue());
            }
            default ->
                    throw wrong(
                            description + " is no layer; expected a name, or one name with values");
        }
    }

    private void add(Scope scope, String name, Object values) {
        switch (name) {
            case "gpt" -> gpt(scope, values);
            case "linear" -> {
                int out = whole(values, "units", name);
                layers.add(new Linear(scope, shape.size(-1), out));
                shape = shape.with(-1, out);
            }
            case "conv" -> conv(scope, values);
            case "max-pool" -> layers.add(new MaxPool(pool(values, name)));
            case "average-pool" -> layers.add(new AveragePool(pool(values, name)));
            case "global-average-pool" -> global(new GlobalAveragePool());
            case "global-max-pool" -> global(new GlobalMaxPool());
            case "flatten" -> {
                layers.add(new Flatten());
                shape = Shape.of(shape.elements());
            }
            case "resnet" -> resnet(scope, values);
            case "bert" -> bert(scope, values);
            case "lstm" -> lstm(scope, values);
            case "batch-norm" -> layers.add(new BatchNorm(scope, shape.size(-1)));
            case "dropout" -> layers.add(new Dropout(rate(values)));
            default -> layers.add(activation(name));
        }
    }

    private Layer activation(String name) {
        List<String> known = new ArrayList<>(Activation.names());
        if (known.contains(name)) {
            return Activation.named(name);
        }
        known.addAll(OTHERS);
        throw wrong(
                "no layer '%s'%s; there are %s"
                        .formatted(name, Suggestion.text(name, known), new TreeSet<>(known)));
    }

    private void gpt(Scope scope, Object values) {
        if (shape.rank() != 1 || !Texts.isText(settings)) {
            throw wrong("gpt wants tokens, data.format: text; it gets " + shape);
        }
        GptConfig config = Texts.gpt(values, shape.size(0), this::wrong);
        layers.add(new Gpt(scope, config));
        shape = Shape.of(shape.size(0), config.vocabulary());
    }

    private void conv(Scope scope, Object values) {
        int filters = whole(values, "filters", "conv");
        Kernel kernel = kernel(values, "conv", 1);
        layers.add(new Conv(scope, new Conv.Channels(shape.size(-1), filters, 1), kernel));
        shape = moved(kernel).with(-1, filters);
    }

    private Kernel pool(Object values, String name) {
        int size = values instanceof Integer n ? n : whole(values, "kernel", name);
        Kernel kernel = kernel(values, name, size);
        shape = moved(kernel);
        return kernel;
    }

    private void global(Layer layer) {
        layers.add(layer);
        shape = Shape.of(shape.size(-1));
    }

    private void resnet(Scope scope, Object values) {
        requirePictures("resnet");
        ResNetConfig config = ResNets.config(values, shape.size(-1), this::wrong);
        layers.add(new ResNet(scope, config));
        shape = Shape.of(config.classes());
    }

    private void bert(Scope scope, Object values) {
        Berts described = Berts.of(values, this::wrong);
        if (shape.rank() != 1 || shape.size(0) > described.config().tables().context()) {
            throw wrong(
                    "bert wants at most %d ids of tokens, it gets %s"
                            .formatted(described.config().tables().context(), shape));
        }
        BertClassifier bert = new BertClassifier(scope, described.config(), described.classes());
        layers.add(Layer.of(ids -> bert.forward(BertInput.of(ids).withMask(ids))));
        shape = Shape.of(described.classes());
    }

    private void lstm(Scope scope, Object values) {
        if (shape.rank() != 1) {
            throw wrong("lstm wants ids of tokens, it gets " + shape);
        }
        int features = whole(values, "features", "lstm");
        int units = whole(values, "units", "lstm");
        Embedding table =
                new Embedding(scope.in("embedding"), whole(values, "vocabulary", "lstm"), features);
        Lstm lstm = new Lstm(scope.in("lstm"), features, units);
        layers.add(
                Layer.of(ids ->
                        lstm.run(RecurrentInput.of(table.forward(ids)).withMask(ids.ne(0)))
                                .last()));
        shape = Shape.of(units);
    }

    private void requirePictures(String name) {
        if (shape.rank() != 3) {
            throw wrong(
                    "%s wants pictures [height, width, channels], it gets %s"
                            .formatted(name, shape));
        }
    }

    private Kernel kernel(Object values, String name, int stride) {
        requirePictures(name);
        int size = values instanceof Integer n ? n : whole(values, "kernel", name);
        int step = number(values, "stride", stride);
        Kernel k = Kernel.of(size, size).strided(step, step);
        return isSame(values, name) ? k.padded(Padding.SAME) : k;
    }

    private boolean isSame(Object values, String name) {
        Object padding = values instanceof Map<?, ?> m ? m.get("padding") : null;
        if (padding == null || padding.equals("valid")) {
            return false;
        }
        if (!padding.equals("same")) {
            throw wrong("%s: padding is %s, expected valid or same".formatted(name, padding));
        }
        return true;
    }

    private Shape moved(Kernel k) {
        int[] sizes = shape.sizes();
        for (int i = 0; i < 2; i++) {
            int step = k.strides().at(i);
            boolean same = k.padding().equals(Padding.SAME);
            sizes[i] =
                    same
                            ? Math.ceilDiv(sizes[i], step)
                            : Math.floorDiv(sizes[i] - k.sizes().at(i), step) + 1;
            if (sizes[i] < 1) {
                throw wrong("a window of %s does not fit pictures %s".formatted(k.sizes(), shape));
            }
        }
        return Shape.of(sizes);
    }

    private int whole(Object values, String key, String layer) {
        Object v = values instanceof Map<?, ?> m ? m.get(key) : values;
        if (v instanceof Integer n && n > 0) {
            return n;
        }
        throw wrong("%s: %s is %s, expected a whole number from 1".formatted(layer, key, v));
    }

    private int number(Object values, String key, int otherwise) {
        Object v = values instanceof Map<?, ?> m ? m.get(key) : null;
        return v == null ? otherwise : whole(v, key, "a window");
    }

    private double rate(Object values) {
        if (values instanceof Number n && n.doubleValue() >= 0 && n.doubleValue() < 1) {
            return n.doubleValue();
        }
        throw wrong("dropout is %s, expected 0 to less than 1".formatted(values));
    }

    private RecipeException wrong(String message) {
        return settings.refused(WHERE, WHERE + ": " + message);
    }
}
