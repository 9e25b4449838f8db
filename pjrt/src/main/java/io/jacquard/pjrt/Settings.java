package io.jacquard.pjrt;

import io.jacquard.runtime.CacheFolder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What users set: system properties, and environment variables of the same names in capitals.
///
/// @param variables of the environment
/// @param properties gives the value of a property, empty text if there is none
record Settings(Map<String, String> variables, UnaryOperator<String> properties) {
    static Settings ofProcess() {
        return new Settings(System.getenv(), name -> System.getProperty(name, ""));
    }

    /// A setting, empty if there is none.
    ///
    /// @param name of the property, for example `jacquard.pjrt.path`; the variable is then
    ///   `JACQUARD_PJRT_PATH`
    String get(String name) {
        String set = properties.apply(name);
        return set.isBlank() ? variable(name.replace('.', '_').toUpperCase(Locale.ROOT)) : set;
    }

    String variable(String name) {
        return variables.getOrDefault(name, "").strip();
    }

    Path home() {
        return CacheFolder.home(variables);
    }

    /// A folder of our own in the user's cache.
    ///
    /// @param property that names another one
    Path folder(String property, String name) {
        String chosen = get(property);
        Path folder = chosen.isEmpty() ? CacheFolder.of(name, variables) : Path.of(chosen);
        return folder.toAbsolutePath();
    }

    /// Options with values, for example `cuda.preallocate=true,cuda.memory_fraction=0.8`: booleans,
    /// whole numbers, floats, else text.
    ///
    /// @param prefix that their names begin with, taken away
    Map<String, Object> options(String property, String prefix) {
        Map<String, Object> options = new TreeMap<>();
        for (String entry : get(property).split(",", -1)) {
            int equals = entry.indexOf('=');
            String name = entry.substring(0, Math.max(0, equals)).strip();
            if (equals > 0 && name.startsWith(prefix)) {
                options.put(
                        name.substring(prefix.length()),
                        value(entry.substring(equals + 1).strip()));
            }
        }
        return options;
    }

    /// A value of an option: a boolean, a whole number, a float, else the text.
    static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("-?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        return text.matches("-?\\d*\\.\\d+") ? Float.valueOf(text) : text;
    }
}
