package io.jacquard.data.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// How a file of separated values is written. Immutable: each `with...` gives another format.
///
/// By default the first line has the columns' names, the text is UTF-8, fields may be quoted by
/// `"`, blanks around a field do not count, and an empty field, `?`, `NA`, `N/A`, `NaN`, `nan`,
/// `null` and `NULL` are missing values. A column is numeric if all its values are numbers, and
/// categorical otherwise.
///
/// @param separator what stands between fields
/// @param names the columns' names; empty if they are in the first line
/// @param missing the texts that stand for a missing value
/// @param numbers columns that must be numbers: a text in them is an error
/// @param categories columns that are categories even where they look like numbers
/// @param charset how characters are stored
public record CsvFormat(
        Separator separator,
        List<String> names,
        Set<String> missing,
        Set<String> numbers,
        Set<String> categories,
        Charset charset) {
    private static final Set<String> MISSING =
            Set.of("", "?", "NA", "N/A", "NaN", "nan", "null", "NULL");

    /// What stands between fields.
    public enum Separator {
        /// A comma.
        COMMA(','),
        /// A semicolon.
        SEMICOLON(';'),
        /// A tab, as in TSV files.
        TAB('\t'),
        /// A vertical bar.
        BAR('|'),
        /// One or more blanks or tabs; quotes have no meaning.
        BLANKS(' ');

        private final char character;

        Separator(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }
    }

    /// Keeps copies.
    public CsvFormat {
        names = List.copyOf(names);
        missing = Set.copyOf(missing);
        numbers = Set.copyOf(numbers);
        categories = Set.copyOf(categories);
    }

    /// The usual format with that separator.
    public static CsvFormat of(Separator separator) {
        return new CsvFormat(
                separator, List.of(), MISSING, Set.of(), Set.of(), StandardCharsets.UTF_8);
    }

    /// The usual format with commas.
    public static CsvFormat commas() {
        return of(Separator.COMMA);
    }

    /// The usual format with tabs.
    public static CsvFormat tabs() {
        return of(Separator.TAB);
    }

    /// This format for files without a line of names.
    ///
    /// @param columns the names, one a field
    public CsvFormat withNames(String... columns) {
        return new CsvFormat(separator, List.of(columns), missing, numbers, categories, charset);
    }

    /// This format with other texts for missing values.
    public CsvFormat withMissing(String... texts) {
        return new CsvFormat(separator, names, Set.of(texts), numbers, categories, charset);
    }

    /// This format with columns that must be numbers: a text in them is an error.
    public CsvFormat withNumbers(String... columns) {
        return new CsvFormat(separator, names, missing, Set.of(columns), categories, charset);
    }

    /// This format with columns that are categories even where they look like numbers.
    public CsvFormat withCategories(String... columns) {
        return new CsvFormat(separator, names, missing, numbers, Set.of(columns), charset);
    }

    /// This format in another character set.
    public CsvFormat withCharset(Charset other) {
        return new CsvFormat(separator, names, missing, numbers, categories, other);
    }
}
