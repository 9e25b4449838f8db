package io.jacquard.testkit;

import java.util.List;
import java.util.Map;

/// A JSON value (RFC 8259), for the small files beside the fixtures.
public sealed interface Json {
    /// `null`
    record Nothing() implements Json {}

    /// `true` or `false`.
    ///
    /// @param value which
    record Truth(boolean value) implements Json {}

    /// A number.
    ///
    /// @param value as a double
    record Real(double value) implements Json {}

    /// A string.
    ///
    /// @param value its characters
    record Text(String value) implements Json {}

    /// An array.
    ///
    /// @param items its elements
    record Items(List<Json> items) implements Json {}

    /// An object.
    ///
    /// @param members its members in the text's order
    record Members(Map<String, Json> members) implements Json {}

    /// The value that a text describes.
    ///
    /// @throws IllegalArgumentException if the text is no JSON; names the position
    static Json parse(String text) {
        return new JsonParser(text).document();
    }

    /// A member of an object.
    ///
    /// @throws IllegalArgumentException if this is no object or has no such member
    default Json at(String key) {
        if (this instanceof Members m) {
            Json member = m.members().get(key);
            if (member != null) {
                return member;
            }
            throw new IllegalArgumentException(
                    "no '%s' in %s".formatted(key, m.members().keySet()));
        }
        throw mismatch("an object");
    }

    /// The members of an object.
    ///
    /// @throws IllegalArgumentException if this is no object
    default Map<String, Json> fields() {
        if (this instanceof Members(var members)) {
            return members;
        }
        throw mismatch("an object");
    }

    /// The elements of an array.
    ///
    /// @throws IllegalArgumentException if this is no array
    default List<Json> list() {
        if (this instanceof Items(var items)) {
            return items;
        }
        throw mismatch("an array");
    }

    /// The characters of a string.
    ///
    /// @throws IllegalArgumentException if this is no string
    default String text() {
        if (this instanceof Text(var value)) {
            return value;
        }
        throw mismatch("a string");
    }

    /// The value of a number.
    ///
    /// @throws IllegalArgumentException if this is no number
    default double number() {
        if (this instanceof Real(var value)) {
            return value;
        }
        throw mismatch("a number");
    }

    private IllegalArgumentException mismatch(String expected) {
        return new IllegalArgumentException("expected %s, found %s".formatted(expected, this));
    }
}
