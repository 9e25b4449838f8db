package io.jacquard.nn.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Named settings from a JSON file, such as the `config.json` beside a model's weights.
///
/// A setting that is null counts as absent. What is read but never asked for is no error: such
/// files hold much that only their writers know.
///
/// {@snippet file="io/jacquard/nn/SnippetsTest.java" region="config"}
public final class Config {
    private static final long LARGEST = 1 << 28;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String where;
    private final Map<String, Object> values;

    private Config(String where, Map<String, Object> values) {
        this.where = where;
        this.values = values;
    }

    /// Reads a file that holds one object.
    ///
    /// @throws CheckpointException if it is absent, cannot be read, or is no JSON object
    public static Config read(Path file) {
        return new Config(file.toString(), object(file, parsed(file)));
    }

    /// Reads a file that holds a list of objects, such as `modules.json`.
    ///
    /// @throws CheckpointException if it is absent, cannot be read, or is no JSON list of objects
    public static List<Config> readList(Path file) {
        if (!(parsed(file) instanceof List<?> list)) {
            throw new CheckpointException(file + " holds no JSON list");
        }
        List<Config> all = new ArrayList<>();
        for (Object item : list) {
            String where = "%s, item %d".formatted(file, all.size() + 1);
            all.add(new Config(where, object(file, item)));
        }
        return List.copyOf(all);
    }

    /// True if there is a setting of that name that is not null.
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /// The names of all settings, in the file's order.
    public Set<String> keys() {
        return values.keySet();
    }

    /// A text.
    ///
    /// @throws CheckpointException if it is absent or none
    public String text(String key) {
        if (value(key) instanceof String s) {
            return s;
        }
        throw wrong(key, "a text");
    }

    /// A whole number.
    ///
    /// @throws CheckpointException if it is absent or no whole number from -2^31 to 2^31 - 1
    public int integer(String key) {
        if (value(key) instanceof Long n && n == (int) (long) n) {
            return (int) (long) n;
        }
        throw wrong(key, "a whole number of 32 bits");
    }

    /// A number.
    ///
    /// @throws CheckpointException if it is absent or none
    public double number(String key) {
        if (value(key) instanceof Number n) {
            return n.doubleValue();
        }
        throw wrong(key, "a number");
    }

    /// True or false.
    ///
    /// @throws CheckpointException if it is absent or neither
    public boolean flag(String key) {
        if (value(key) instanceof Boolean b) {
            return b;
        }
        throw wrong(key, "true or false");
    }

    /// The settings within a setting.
    ///
    /// @throws CheckpointException if it is absent or no object
    public Config in(String key) {
        if (value(key) instanceof Map<?, ?> m) {
            return new Config(where + ", " + key, named(m));
        }
        throw wrong(key, "an object");
    }

    /// All settings, which are texts, by name.
    ///
    /// @throws CheckpointException if one is none
    public Map<String, String> texts() {
        Map<String, String> all = new LinkedHashMap<>();
        keys().forEach(key -> all.put(key, text(key)));
        return Collections.unmodifiableMap(all);
    }

    /// The values of a list.
    ///
    /// @return texts, numbers (`Long`, `Double`), `Boolean`, lists and maps
    /// @throws CheckpointException if it is absent or no list
    public List<Object> list(String key) {
        if (value(key) instanceof List<?> l) {
            return List.copyOf(l);
        }
        throw wrong(key, "a list");
    }

    private Object value(String key) {
        Object found = values.get(key);
        if (found == null) {
            throw new CheckpointException(
                    "%s has no '%s'\n  there are %s".formatted(where, key, keys()));
        }
        return found;
    }

    private CheckpointException wrong(String key, String expected) {
        return new CheckpointException(
                "%s: '%s' is %s\n  expected %s".formatted(where, key, value(key), expected));
    }

    private static Map<String, Object> object(Path file, Object value) {
        if (value instanceof Map<?, ?> m) {
            return named(m);
        }
        throw new CheckpointException(file + " holds no JSON object");
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(key.toString(), value));
        return Collections.unmodifiableMap(named);
    }

    private static Object parsed(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CheckpointException(
                        "%s has more than %d bytes; is this a file of settings?"
                                .formatted(file, LARGEST));
            }
            return parsed(file, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new CheckpointException("no file " + file, e);
        } catch (IOException e) {
            throw new CheckpointException("cannot read %s: %s".formatted(file, e), e);
        }
    }

    private static Object parsed(Path file, byte[] text) {
        try (JsonParser p = JSON.createParser(ObjectReadContext.empty(), text)) {
            p.nextToken();
            Object value = value(p);
            if (p.nextToken() != null) {
                throw new CheckpointException(file + ": text follows the JSON value");
            }
            return value;
        } catch (JacksonException e) {
            throw new CheckpointException(
                    "%s is no valid JSON: %s in line %d"
                            .formatted(file, e.getOriginalMessage(), line(e)),
                    e);
        }
    }

    private static int line(JacksonException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    // Jackson bounds how deep values are nested. A null becomes NULL and is dropped by its owner.
    private static Object value(JsonParser p) {
        JsonToken token = p.currentToken();
        if (token == null) {
            return "";
        }
        return switch (token) {
            case START_OBJECT -> map(p);
            case START_ARRAY -> items(p);
            case VALUE_STRING -> p.getString();
            case VALUE_NUMBER_INT ->
                    p.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? (Object) p.getDoubleValue()
                            : (Object) p.getLongValue();
            case VALUE_NUMBER_FLOAT -> p.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> Absent.NULL;
        };
    }

    private enum Absent {
        NULL
    }

    private static Map<String, Object> map(JsonParser p) {
        Map<String, Object> made = new LinkedHashMap<>();
        while (p.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = p.currentName();
            p.nextToken();
            Object value = value(p);
            if (value != Absent.NULL) {
                made.put(key, value);
            }
        }
        return made;
    }

    private static List<Object> items(JsonParser p) {
        List<Object> made = new ArrayList<>();
        while (p.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(p);
            if (value != Absent.NULL) {
                made.add(value);
            }
        }
        return made;
    }
}
