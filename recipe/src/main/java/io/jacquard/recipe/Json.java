package io.jacquard.recipe;

import java.util.List;
import java.util.Map;

/// Trees of maps, lists and scalars as JSON text on one line.
public final class Json {
    private Json() {}

    /// The text of a tree. Numbers that JSON has no form for (infinite, NaN) become null.
    ///
    /// @throws IllegalArgumentException for a value of another kind
    public static String text(Object value) {
        StringBuilder s = new StringBuilder();
        write(s, value);
        return s.toString();
    }

    private static void write(StringBuilder s, Object value) {
        switch (value) {
            case Map<?, ?> m -> {
                s.append('{');
                String comma = "";
                for (Map.Entry<?, ?> e : m.entrySet()) {
                    s.append(comma);
                    quote(s, e.getKey().toString());
                    s.append(": ");
                    write(s, e.getValue());
                    comma = ", ";
                }
                s.append('}');
            }
            case List<?> l -> {
                s.append('[');
                String comma = "";
                for (Object o : l) {
                    s.append(comma);
                    write(s, o);
                    comma = ", ";
                }
                s.append(']');
            }
            case Double d -> s.append(Double.isFinite(d) ? d.toString() : "null");
            case Integer _, Long _, Boolean _ -> s.append(value);
            case String t -> quote(s, t);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private static void quote(StringBuilder s, String text) {
        s.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> s.append("\\\"");
                case '\\' -> s.append("\\\\");
                case '\n' -> s.append("\\n");
                case '\r' -> s.append("\\r");
                case '\t' -> s.append("\\t");
                default -> {
                    if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
                        s.append("\\u%04x".formatted((int) c));
                    } else {
                        s.append(c);
                    }
                }
            }
        }
        s.append('"');
    }
}
