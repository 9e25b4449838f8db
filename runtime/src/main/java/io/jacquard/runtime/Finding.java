package io.jacquard.runtime;

/// One line of an examination of a backend.
///
/// @param kind whether it is good
/// @param subject what was looked at, for example `xla:cpu` or a file
/// @param text what was seen; for a failure also how to mend it
public record Finding(Kind kind, String subject, String text) {
    /// What a finding means.
    public enum Kind {
        /// It works.
        GOOD,
        /// Worth knowing.
        NOTE,
        /// It does not work.
        BAD
    }

    /// Something that works.
    public static Finding good(String subject, String text) {
        return new Finding(Kind.GOOD, subject, text);
    }

    /// Something worth knowing.
    public static Finding note(String subject, String text) {
        return new Finding(Kind.NOTE, subject, text);
    }

    /// Something that does not work.
    public static Finding bad(String subject, String text) {
        return new Finding(Kind.BAD, subject, text);
    }
}
