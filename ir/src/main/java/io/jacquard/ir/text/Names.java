package io.jacquard.ir.text;

import java.util.Locale;

/// How names are written.
final class Names {
    private Names() {}

    static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isWordPart(char c) {
        return isWordStart(c) || (c >= '0' && c <= '9') || c == '.' || c == '/';
    }

    /// A name as it is if it looks like one, in quotes otherwise.
    static String written(String name) {
        boolean plain = !name.isEmpty() && isWordStart(name.charAt(0));
        for (int i = 0; i < name.length(); i++) {
            plain &= isWordPart(name.charAt(i));
        }
        return plain ? name : quoted(name);
    }

    static String quoted(String text) {
        StringBuilder s = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                s.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                s.append(String.format("\\u%04x", (int) c));
            } else {
                s.append(c);
            }
        }
        return s.append('"').toString();
    }

    /// The name of a record's component in snake case.
    static String attribute(String component) {
        return component.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
