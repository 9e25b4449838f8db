package io.jacquard.cli;

import io.jacquard.models.generate.Generation;
import io.jacquard.models.generate.Generator;
import io.jacquard.models.generate.Sampling;
import io.jacquard.models.generate.TextGenerator;
import io.jacquard.models.pretrained.Pretrained;
import io.jacquard.recipe.Json;
import io.jacquard.recipe.LanguageModels;
import io.jacquard.recipe.RecipeException;
import io.jacquard.tensor.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `generate`: writes text with a language model.
@Command(
        name = "generate",
        description = "Writes text with a language model, shown as it is written.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Example: ./jacquard generate runs/shakespeare-gpt --prompt ROMEO: --temperature 0.8",
            "Models are looked for here and in $JACQUARD_MODELS (~/.cache/jacquard/models)."
        })
final class GenerateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "MODEL",
            description =
                    "a run of ours, a folder as Hugging Face's (GPT-2, Llama, Qwen 2), or a file"
                            + " of llama2.c")
    private String typed = "";

    @Option(names = "--prompt", paramLabel = "TEXT", description = "the text to go on from")
    private String prompt = "";

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "largest number of new tokens (default: ${DEFAULT-VALUE})")
    private int limit = 200;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description =
                    "0 takes the likeliest token always; 1 draws by probability (default:"
                            + " ${DEFAULT-VALUE})")
    private double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            description = "draw from the K likeliest tokens only; 0 is all")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "draw from the fewest tokens that reach this probability")
    private double topP = 1;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "X",
            description = "above 1: tokens that are there already become less likely")
    private double penalty = 1;

    @Option(
            names = "--beams",
            paramLabel = "N",
            description = "follow so many continuations and show the best at the end")
    private int beams = 1;

    @Option(names = "--stop", paramLabel = "WORD", description = "end before this; may be repeated")
    private List<String> stops = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "for drawing (default: 0)")
    private long seed;

    @Option(names = "--device", paramLabel = "D", description = "see 'devices' (default: the best)")
    private String device = "";

    @Option(names = "--json", description = "print the text as JSON at the end")
    private boolean json;

    GenerateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Generation how = how();
        try (OpenDevice opened = OpenDevice.named(session, device);
                Pretrained model = LanguageModels.open(typed, opened.device());
                Generator generator = Generator.of(model.model())) {
            TextGenerator writer =
                    TextGenerator.of(generator, model.codec()).stoppingAt(stops).sliding();
            if (!json) {
                show(prompt);
            }
            String text = writer.generate(prompt, how, json ? _ -> {} : this::show);
            session.result(json ? tree(text) : "");
            return Commands.DONE;
        }
    }

    private void show(String piece) {
        session.out().print(piece);
        session.out().flush();
    }

    private String tree(String text) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("model", typed);
        tree.put("prompt", prompt);
        tree.put("text", text);
        return Json.text(tree);
    }

    private Generation how() {
        try {
            Sampling sampling =
                    Sampling.of(Seed.of(seed))
                            .withTemperature(temperature)
                            .withTopK(topK)
                            .withTopP(topP)
                            .withRepetitionPenalty(penalty);
            return Generation.greedy(limit).with(sampling).withBeams(beams);
        } catch (IllegalArgumentException e) {
            throw RecipeException.typed(
                    String.valueOf(e.getMessage()).replaceFirst("(?s)\n  at .*", ""));
        }
    }
}
