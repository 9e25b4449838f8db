package io.jacquard.ir.text;

import io.jacquard.ir.ShapeException;

/// A place in a text that is being read.
final class Cursor {
    private final String text;
    private int at;
    private int counted;
    private int line = 1;

    Cursor(String text) {
        this.text = text;
        skipBlank();
    }

    int position() {
        return at;
    }

    /// The line of a position, from 1: quick if positions come in order.
    int line(int position) {
        if (position < counted) {
            counted = 0;
            line = 1;
        }
        for (; counted < position; counted++) {
            line += text.charAt(counted) == '\n' ? 1 : 0;
        }
        return line;
    }

    private char next() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipBlank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /// True if the rest begins with the token, a whole word if it is one; it is not consumed.
    boolean sees(String token) {
        int end = at + token.length();
        boolean whole =
                !Names.isWordPart(token.charAt(token.length() - 1))
                        || end >= text.length()
                        || !Names.isWordPart(text.charAt(end));
        return whole && text.startsWith(token, at);
    }

    /// Consumes the token if the rest begins with it.
    boolean accept(String token) {
        boolean seen = sees(token);
        if (seen) {
            at += token.length();
            skipBlank();
        }
        return seen;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw failure("'" + token + "'");
        }
    }

    void expectEnd() {
        if (at < text.length()) {
            throw failure("the end");
        }
    }

    boolean seesNameStart() {
        return next() == '"' || Names.isWordStart(next());
    }

    boolean seesDigit() {
        return next() >= '0' && next() <= '9';
    }

    /// A word or a quoted text.
    String name(String expected) {
        return next() == '"' ? quoted() : word(expected);
    }

    String word(String expected) {
        if (!Names.isWordStart(next())) {
            throw failure(expected);
        }
        return run();
    }

    /// Digits, letters, dots and signs in a row.
    String number(String expected) {
        int start = at;
        while (Names.isWordPart(next()) || next() == '-' || next() == '+') {
            at++;
        }
        if (start == at) {
            throw failure(expected);
        }
        String read = text.substring(start, at);
        skipBlank();
        return read;
    }

    String run() {
        int start = at;
        while (Names.isWordPart(next())) {
            at++;
        }
        String read = text.substring(start, at);
        skipBlank();
        return read;
    }

    String quoted() {
        if (next() != '"') {
            throw failure("a text in quotes");
        }
        at++;
        StringBuilder s = new StringBuilder();
        while (next() != '"') {
            if (at >= text.length()) {
                throw failure("'\"'");
            }
            s.append(character());
        }
        at++;
        skipBlank();
        return s.toString();
    }

    private char character() {
        char c = text.charAt(at++);
        if (c != '\\') {
            return c;
        }
        char escaped = next();
        if (escaped == '"' || escaped == '\\') {
            at++;
            return escaped;
        }
        if (escaped == 'u' && at + 5 <= text.length()) {
            String digits = text.substring(at + 1, at + 5);
            if (digits.chars().allMatch(d -> Character.digit(d, 16) >= 0 && d < 128)) {
                at += 5;
                return (char) Integer.parseInt(digits, 16);
            }
        }
        throw failure("'\"', '\\' or u and four hexadecimal digits after '\\'");
    }

    TextException failure(String expected) {
        return failure(expected, at);
    }

    /// An exception for what stands at an earlier position.
    TextException failure(String expected, int position) {
        return failure(expected, found(position), position);
    }

    TextException failure(String expected, String found, int position) {
        return new TextException(
                line(position), column(position), "expected " + expected + ", found " + found);
    }

    /// An exception for an instruction at an earlier position that does not fit together.
    TextException refusal(ShapeException e, int position) {
        TextException made =
                new TextException(line(position), column(position), "" + e.getMessage());
        made.initCause(e);
        return made;
    }

    private int column(int position) {
        return position - text.lastIndexOf('\n', position - 1);
    }

    private String found(int position) {
        int end = position;
        while (end < text.length() && end < position + 20 && text.charAt(end) > ' ') {
            end++;
        }
        if (position >= text.length()) {
            return "the end";
        }
        return "'" + text.substring(position, Math.max(end, position + 1)) + "'";
    }
}
