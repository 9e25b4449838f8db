package io.jacquard.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Named values of a fitted step as they are stored: texts, numbers, and lists of these, ready for
/// JSON.
///
/// @param values what is stored, by name
public record Fields(Map<String, ?> values) {
    /// Keeps a copy.
    public Fields {
        values = Map.copyOf(values);
    }

    /// The text of that name.
    ///
    /// @throws DataException if there is none or it is no text
    public String text(String name) {
        if (required(name) instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    /// The number of that name.
    ///
    /// @throws DataException if there is none or it is no number
    public double number(String name) {
        if (required(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(name, "a number");
    }

    /// The numbers of that name.
    ///
    /// @throws DataException if there are none or one is no number
    public double[] numbers(String name) {
        List<?> list = list(name);
        double[] made = new double[list.size()];
        for (int i = 0; i < made.length; i++) {
            if (!(list.get(i) instanceof Number number)) {
                throw wrong(name, "a list of numbers");
            }
            made[i] = number.doubleValue();
        }
        return made;
    }

    /// The texts of that name.
    ///
    /// @throws DataException if there are none or one is no text
    public List<String> texts(String name) {
        List<String> made = new ArrayList<>();
        for (Object each : list(name)) {
            if (!(each instanceof String text)) {
                throw wrong(name, "a list of texts");
            }
            made.add(text);
        }
        return made;
    }

    /// The lists of texts of that name.
    ///
    /// @throws DataException if there are none or one is of something else
    public List<List<String>> textLists(String name) {
        List<List<String>> made = new ArrayList<>();
        for (Object each : list(name)) {
            if (!(each instanceof List<?> texts)) {
                throw wrong(name, "a list of lists of texts");
            }
            made.add(new Fields(Map.of(name, texts)).texts(name));
        }
        return made;
    }

    private List<?> list(String name) {
        if (required(name) instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "a list");
    }

    private Object required(String name) {
        Object found = values.get(name);
        if (found == null) {
            throw new DataException(
                    "a stored step lacks '%s'; it has %s".formatted(name, values.keySet()));
        }
        return found;
    }

    private DataException wrong(String name, String expected) {
        return new DataException(
                "a stored step's '%s' is %s, expected %s"
                        .formatted(name, values.get(name), expected));
    }
}
