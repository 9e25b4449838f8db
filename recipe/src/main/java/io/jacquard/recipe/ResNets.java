package io.jacquard.recipe;

import io.jacquard.models.resnet.Block;
import io.jacquard.models.resnet.ResNetConfig;
import io.jacquard.models.resnet.Stages;
import io.jacquard.models.resnet.Stem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the sizes of a residual network: `{depth: 18, stem: cifar, width: 64, classes: 10}`, or
/// `blocks: [2, 2, 2, 2]` instead of a depth.
final class ResNets {
    private static final Set<String> KEYS = Set.of("depth", "blocks", "stem", "width", "classes");

    private final Map<?, ?> values;
    private final Function<String, RecipeException> wrong;

    private ResNets(Map<?, ?> values, Function<String, RecipeException> wrong) {
        this.values = values;
        this.wrong = wrong;
    }

    /// The sizes.
    ///
    /// @param values what the recipe says
    /// @param channels of the pictures
    /// @param wrong makes the exception of a message
    static ResNetConfig config(
            Object values, int channels, Function<String, RecipeException> wrong) {
        if (!(values instanceof Map<?, ?> m)) {
            throw wrong.apply("resnet is %s, expected values such as depth: 18".formatted(values));
        }
        m.keySet().stream()
                .filter(key -> !KEYS.contains(String.valueOf(key)))
                .findFirst()
                .ifPresent(key -> {
                    String text = String.valueOf(key);
                    throw wrong.apply(
                            "resnet has no '%s'%s"
                                    .formatted(text, Suggestion.text(text, List.copyOf(KEYS))));
                });
        ResNets made = new ResNets(m, wrong);
        return made.depth().withStem(made.stem().withChannels(channels)).withWidth(made.width());
    }

    private ResNetConfig depth() {
        int classes = whole("classes", values.get("classes"));
        Object blocks = values.get("blocks");
        Object depth = values.get("depth");
        if (blocks instanceof List<?> l && depth == null) {
            List<Integer> depths = l.stream().map(n -> whole("blocks", n)).toList();
            if (depths.isEmpty()) {
                throw wrong.apply("resnet: blocks is empty, expected a number for each stage");
            }
            return ResNetConfig.of18(classes).withStages(new Stages(Block.BASIC, depths, 64));
        }
        return switch (String.valueOf(blocks == null ? depth : blocks)) {
            case "18" -> ResNetConfig.of18(classes);
            case "34" -> ResNetConfig.of34(classes);
            case "50" -> ResNetConfig.of50(classes);
            default ->
                    throw wrong.apply(
                            "resnet is %s, expected one of depth: 18, 34 or 50 and blocks: [2, 2, 2, 2]"
                                    .formatted(values));
        };
    }

    private Stem stem() {
        Object stem = values.get("stem");
        return switch (String.valueOf(stem)) {
            case "null", "imagenet" -> Stem.imageNet();
            case "cifar" -> Stem.cifar();
            default ->
                    throw wrong.apply(
                            "resnet: stem is %s, expected imagenet or cifar".formatted(stem));
        };
    }

    private int width() {
        Object width = values.get("width");
        return width == null ? 64 : whole("width", width);
    }

    private int whole(String key, @Nullable Object value) {
        if (value instanceof Integer n && n > 0) {
            return n;
        }
        throw wrong.apply("resnet: %s is %s, expected a whole number from 1".formatted(key, value));
    }
}
