package io.jacquard.cli;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.recipe.Json;
import io.jacquard.recipe.SavedModel;
import io.jacquard.trust.explain.GradientExplainer;
import io.jacquard.trust.explain.HeatMap;
import io.jacquard.trust.explain.IntegratedGradients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `explain`: shows which pixels of a picture speak for its label.
@Command(
        name = "explain",
        description = {
            "Shows which pixels of a picture speak for its label: writes NAME-saliency.png and"
                    + " NAME-integrated-gradients.png, and prints the completeness gap, which is"
                    + " what the contributions miss of the whole score."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ExplainCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "DIR", description = "the folder of a finished run")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "the picture")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR2",
            description = "folder of the pictures (default: DIR/explain)")
    private @Nullable Path out;

    @Option(names = "--device", paramLabel = "D", description = "see 'devices' (default: the best)")
    private String device = "";

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenDevice opened = OpenDevice.named(session, device);
                SavedModel model = SavedModel.load(folder, opened.device());
                GradientExplainer explainer = GradientExplainer.of(model.model())) {
            Literal picture = floats(model.picture(file));
            SavedModel.Prediction said = model.predict(model.picture(file));
            Path target = out == null ? folder.resolve("explain") : out;
            Files.createDirectories(target);
            Path saliency = target.resolve(stem() + "-saliency.png");
            Path integrated = target.resolve(stem() + "-integrated-gradients.png");
            HeatMap.largest(explainer.saliency(picture, said.index()).gradient())
                    .write(saliency, picture);
            IntegratedGradients gradients = explainer.integratedGradients(picture, said.index());
            HeatMap.sum(gradients.attributions()).write(integrated, picture);
            print(said, gradients, saliency, integrated);
            return Commands.DONE;
        }
    }

    // Gradients are those of real numbers; the model takes the same values as floats.
    private static Literal floats(Literal picture) {
        TensorType type = new TensorType(DType.F32, picture.type().shape());
        Literal made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, picture.get(i));
        }
        return made;
    }

    private String stem() {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    private void print(
            SavedModel.Prediction said, IntegratedGradients g, Path saliency, Path integrated) {
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("file", file.toString());
            tree.put("label", said.label());
            tree.put("probability", said.probability());
            tree.put("saliency", saliency.toString());
            tree.put("integratedGradients", integrated.toString());
            tree.put("completenessGap", g.gap());
            tree.put("relativeGap", g.relativeGap());
            session.result(Json.text(tree));
            return;
        }
        session.result("%s\t%s\t%.6f".formatted(file, said.label(), said.probability()));
        session.result("saliency\t" + saliency);
        session.result("integrated gradients\t" + integrated);
        session.result(
                "completeness gap\t%.3g (%.3g of the score's change)"
                        .formatted(g.gap(), g.relativeGap()));
    }
}
