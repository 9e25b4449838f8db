package io.jacquard.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// YAML 1.2 as trees of maps, lists and scalars.
final class Yaml {
    private Yaml() {}

    /// The value of a text.
    ///
    /// @param name what the text is called in messages
    static Object value(String name, String text) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(name)
                        .setSchema(new CoreSchema())
                        .setAllowDuplicateKeys(false)
                        .build();
        try {
            Object loaded = new Load(settings).loadFromString(text);
            return loaded == null ? "" : loaded;
        } catch (YamlEngineException e) {
            throw RecipeException.content("%s is no YAML: %s".formatted(name, firstLines(e)));
        }
    }

    private static String firstLines(YamlEngineException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().limit(3).map(String::strip).collect(Collectors.joining(" "));
    }

    /// The tree of a text.
    ///
    /// @throws RecipeException if it is no map with text keys
    static Map<String, Object> tree(String name, String text) {
        if (value(name, text) instanceof Map<?, ?> map) {
            return tree(name, map);
        }
        throw RecipeException.content(
                name + " is no recipe: expected keys such as 'data:' and 'train:'");
    }

    private static Map<String, Object> tree(String name, Map<?, ?> map) {
        Map<String, Object> made = new LinkedHashMap<>();
        for (Map.Entry<?, ?> e : map.entrySet()) {
            if (!(e.getKey() instanceof String key)) {
                throw RecipeException.content(
                        "%s: the key %s is no text; put it in quotes".formatted(name, e.getKey()));
            }
            Object value = e.getValue();
            made.put(
                    key, value instanceof Map<?, ?> m ? tree(name, m) : value == null ? "" : value);
        }
        return made;
    }

    /// The text of a tree.
    static String text(Map<String, Object> tree) {
        DumpSettings settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setSchema(new CoreSchema())
                        .build();
        return new Dump(settings).dumpToString(tree);
    }

    /// A short name of a value's kind.
    static String kind(Object value) {
        return switch (value) {
            case Boolean _ -> "true or false";
            case Integer _, Long _ -> "a whole number";
            case Number _ -> "a number";
            case String _ -> "text";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "a section";
            default -> value.getClass().getSimpleName();
        };
    }
}
