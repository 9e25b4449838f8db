package io.jacquard.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A tree of settings laid over the defaults: every key has a value of the default's kind.
final class Settings {
    private final Map<String, Object> tree;
    private final Set<String> typed;

    private Settings(Map<String, Object> tree, Set<String> typed) {
        this.tree = tree;
        this.typed = typed;
    }

    static Settings defaults(Map<String, Object> tree) {
        return new Settings(tree, Set.of());
    }

    Map<String, Object> tree() {
        return tree;
    }

    /// These settings with those of a file in their place.
    ///
    /// @throws RecipeException (content) for an unknown key or a value of the wrong kind
    Settings with(String file, Map<String, Object> others) {
        try {
            return new Settings(merged(tree, others, ""), typed);
        } catch (Wrong e) {
            throw RecipeException.content(file + ": " + e.getMessage());
        }
    }

    /// These settings with one in its place.
    ///
    /// @param setting for example `train.epochs=3`
    /// @throws RecipeException (typed) for an unknown key or a value of the wrong kind
    Settings with(String setting) {
        int at = setting.indexOf('=');
        if (at <= 0) {
            throw RecipeException.typed(
                    "--set %s: expected key=value, for example train.epochs=3".formatted(setting));
        }
        String[] path = setting.substring(0, at).strip().split("\\.", -1);
        try {
            Object value = Yaml.value("--set " + setting, setting.substring(at + 1));
            for (int i = path.length - 1; i >= 0; i--) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put(path[i], value);
                value = one;
            }
            Set<String> more = new HashSet<>(typed);
            more.add(String.join(".", path));
            return new Settings(merged(tree, asTree(value), ""), more);
        } catch (Wrong e) {
            throw RecipeException.typed("--set %s: %s".formatted(setting, e.getMessage()));
        } catch (RecipeException e) {
            throw RecipeException.typed(String.valueOf(e.getMessage()));
        }
    }

    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    private static Map<String, Object> merged(
            Map<String, Object> base, Map<String, Object> over, String prefix) {
        Map<String, Object> made = new LinkedHashMap<>(base);
        over.forEach((key, value) -> {
            Object old = base.get(key);
            if (old == null) {
                throw new Wrong(unknown(prefix + key, base, prefix));
            }
            made.put(key, fitting(old, value, prefix + key));
        });
        return made;
    }

    private static String unknown(String key, Map<String, Object> base, String prefix) {
        List<String> known = new ArrayList<>();
        base.keySet().forEach(k -> known.add(prefix + k));
        return "unknown key '%s'%s; known are %s"
                .formatted(key, Suggestion.text(key, known), new TreeSet<>(known));
    }

    private static Object fitting(Object old, Object value, String key) {
        return switch (old) {
            case Map<?, ?> section when value instanceof Map<?, ?> v ->
                    merged(asTree(section), asTree(v), key + ".");
            case Map<?, ?> _ -> throw wrong(key, "a section", value);
            case Double _ when value instanceof Number n -> n.doubleValue();
            case Double _ -> throw wrong(key, "a number", value);
            case Integer _ when value instanceof Integer i -> i;
            case Integer _ -> throw wrong(key, "a whole number below 2^31", value);
            case Boolean _ when value instanceof Boolean b -> b;
            case Boolean _ -> throw wrong(key, "true or false", value);
            case List<?> _ when value instanceof List<?> l -> l;
            case List<?> _ -> throw wrong(key, "a list", value);
            default -> {
                if (value instanceof Map<?, ?> || value instanceof List<?>) {
                    throw wrong(key, "text", value);
                }
                yield value.toString();
            }
        };
    }

    private static Wrong wrong(String key, String expected, Object found) {
        return new Wrong(
                "%s is %s (%s), expected %s".formatted(key, found, Yaml.kind(found), expected));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asTree(Object value) {
        return (Map<String, Object>) value;
    }

    /// The value of a key, for example `train.epochs`.
    Object value(String key) {
        Object at = tree;
        for (String part : key.split("\\.", -1)) {
            Object next = at instanceof Map<?, ?> m ? m.get(part) : null;
            if (next == null) {
                throw new IllegalArgumentException("no setting " + key);
            }
            at = next;
        }
        return at;
    }

    String text(String key) {
        return value(key).toString();
    }

    boolean flag(String key) {
        return value(key).equals(true);
    }

    /// A whole number.
    ///
    /// @throws RecipeException if it is out of range
    int whole(String key, int least) {
        int v = (Integer) value(key);
        if (v < least) {
            throw refused(key, "%s is %d, expected %d or more".formatted(key, v, least));
        }
        return v;
    }

    /// A number.
    ///
    /// @throws RecipeException if it is out of range
    double number(String key, double least, double most) {
        double v = (Double) value(key);
        if (!(v >= least && v <= most)) {
            throw refused(key, "%s is %s, expected %s to %s".formatted(key, v, least, most));
        }
        return v;
    }

    /// One of several words.
    ///
    /// @throws RecipeException if it is none of them
    String choice(String key, List<String> words) {
        String v = text(key);
        if (!words.contains(v)) {
            throw refused(
                    key,
                    "%s is '%s', expected one of %s%s"
                            .formatted(key, v, words, Suggestion.text(v, words)));
        }
        return v;
    }

    /// The exception for a value that cannot be used: of what was typed, or of a file's content.
    RecipeException refused(String key, String message) {
        return typed.contains(key)
                ? RecipeException.typed(message)
                : RecipeException.content(message);
    }
}
