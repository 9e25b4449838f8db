import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The words of a command line, such as `device=cuda`.
///
/// @param values by name
record Words(Map<String, String> values) {
    /// Reads the words.
    ///
    /// @param known names that may be given
    /// @throws IllegalArgumentException if a word is none of these
    static Words of(Set<String> known, String... words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            if (parts.length != 2 || !known.contains(parts[0])) {
                throw new IllegalArgumentException(
                        "expected NAME=VALUE with a name of %s, got '%s'".formatted(known, word));
            }
            values.put(parts[0], parts[1]);
        }
        return new Words(values);
    }

    /// The value of a name, or another if it was not given.
    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /// The whole number of a name, or another if it was not given.
    int number(String name, int otherwise) {
        String text = values.get(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
