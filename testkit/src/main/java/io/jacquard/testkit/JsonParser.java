package io.jacquard.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads JSON.
final class JsonParser {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private int at;

    JsonParser(String text) {
        this.text = text;
    }

    Json document() {
        Json value = value();
        skipBlank();
        if (at < text.length()) {
            throw failure("the end");
        }
        return value;
    }

    private Json value() {
        skipBlank();
        if (accept("{")) {
            return new Json.Members(members());
        } else if (accept("[")) {
            return new Json.Items(items());
        } else if (accept("\"")) {
            return new Json.Text(string());
        } else if (accept("true")) {
            return new Json.Truth(true);
        } else if (accept("false")) {
            return new Json.Truth(false);
        } else if (accept("null")) {
            return new Json.Nothing();
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw failure("a value");
        }
        at = number.end();
        return new Json.Real(Double.parseDouble(number.group()));
    }

    private Map<String, Json> members() {
        Map<String, Json> members = new LinkedHashMap<>();
        skipBlank();
        while (!accept("}")) {
            if (!members.isEmpty()) {
                expect(",");
            }
            expect("\"");
            String key = string();
            expect(":");
            members.put(key, value());
            skipBlank();
        }
        return members;
    }

    private List<Json> items() {
        List<Json> items = new ArrayList<>();
        skipBlank();
        while (!accept("]")) {
            if (!items.isEmpty()) {
                expect(",");
            }
            items.add(value());
            skipBlank();
        }
        return items;
    }

    private String string() {
        StringBuilder s = new StringBuilder();
        while (!accept("\"")) {
            if (at >= text.length()) {
                throw failure("'\"'");
            }
            char c = text.charAt(at++);
            s.append(c == '\\' ? escaped() : c);
        }
        return s.toString();
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                if (at > text.length()) {
                    throw failure("four hexadecimal digits");
                }
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> throw failure("an escape");
        };
    }

    private void skipBlank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean accept(String token) {
        boolean seen = text.startsWith(token, at);
        at += seen ? token.length() : 0;
        return seen;
    }

    private void expect(String token) {
        skipBlank();
        if (!accept(token)) {
            throw failure("'" + token + "'");
        }
    }

    private IllegalArgumentException failure(String expected) {
        String found =
                at < text.length()
                        ? "'" + text.substring(at, Math.min(text.length(), at + 10)) + "'"
                        : "the end";
        return new IllegalArgumentException(
                "JSON at character %d: expected %s, found %s".formatted(at, expected, found));
    }
}
