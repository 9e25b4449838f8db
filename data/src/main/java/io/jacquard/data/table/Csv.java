package io.jacquard.data.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.jacquard.data.DataException;
import io.jacquard.data.Unpacked;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Reads tables from files of separated values, gzipped or not.
public final class Csv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final CsvFormat format;
    private final List<String> names = new ArrayList<>();
    private final List<List<String>> columns = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();

    private Csv(Path file, CsvFormat format) {
        this.file = file;
        this.format = format;
    }

    /// The table in a file whose fields are separated by commas, with names in the first line.
    ///
    /// @throws DataException as {@link #read(Path, CsvFormat)}
    public static Table read(Path file) {
        return read(file, CsvFormat.commas());
    }

    /// The table in a file.
    ///
    /// @throws DataException if the file is missing or unreadable, a line has more or fewer fields
    ///   than there are columns, or a text stands in a number's place; the line is named
    public static Table read(Path file, CsvFormat format) {
        Csv csv = new Csv(file, format);
        try (Reader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Unpacked.open(file), format.charset().newDecoder()))) {
            csv.readAll(reader);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file; check the path", e);
        } catch (CharacterCodingException e) {
            throw csv.wrongCharset();
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? csv.wrongCharset()
                    : csv.unreadable(e);
        } catch (CsvParseException | IOException e) {
            throw csv.unreadable(e);
        }
        return csv.table();
    }

    private DataException wrongCharset() {
        return DataException.of(
                file,
                "it has bytes that are no %s text".formatted(format.charset()),
                "found them after line %d".formatted(lines.isEmpty() ? 0 : lines.getLast()),
                "name its character set with withCharset, such as ISO-8859-1");
    }

    private DataException unreadable(Exception e) {
        if (e.getCause() instanceof CharacterCodingException) {
            return wrongCharset();
        }
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new DataException(
                "%s: cannot be read as separated values (%s, after line %d)"
                        .formatted(
                                file, reason.getMessage(), lines.isEmpty() ? 0 : lines.getLast()),
                e);
    }

    private void readAll(Reader reader) throws IOException {
        setNames(format.names());
        if (format.separator() == CsvFormat.Separator.BLANKS) {
            readBlanks(new BufferedReader(reader));
            return;
        }
        var records =
                CsvReader.builder()
                        .fieldSeparator(format.separator().character())
                        .trimWhitespacesAroundQuotes(true)
                        .allowUnclosedQuote(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(reader);
        for (CsvRecord r : records) {
            add(r.getStartingLineNumber(), r.getFields());
        }
    }

    private void readBlanks(BufferedReader reader) throws IOException {
        long line = 1;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            if (!text.isBlank()) {
                add(line, Arrays.asList(text.strip().split("\\s+", -1)));
            }
            line++;
        }
    }

    private void setNames(List<String> given) {
        for (String name : given) {
            names.add(name.replace(BYTE_ORDER_MARK, "").strip());
            columns.add(new ArrayList<>());
        }
    }

    private void add(long line, List<String> fields) {
        if (names.isEmpty()) {
            setNames(fields);
            return;
        }
        if (fields.size() != names.size()) {
            throw DataException.of(
                    file,
                    "line %d has not as many fields as there are columns".formatted(line),
                    "expected %d, found %d".formatted(names.size(), fields.size()),
                    "correct the line; fields that hold the separator must be quoted");
        }
        for (int c = 0; c < fields.size(); c++) {
            String field = fields.get(c).strip();
            columns.get(c).add(format.missing().contains(field) ? "" : field);
        }
        lines.add(line);
    }

    private Table table() {
        if (names.isEmpty()) {
            throw DataException.of(
                    file,
                    "the file is empty",
                    "expected a line of names and lines of values, found nothing",
                    "give a file with rows, or its names with withNames");
        }
        requireColumns(format.numbers());
        requireColumns(format.categories());
        List<TableColumn> made = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            made.add(column(names.get(c), columns.get(c)));
        }
        return Table.of(made);
    }

    private void requireColumns(Set<String> named) {
        for (String name : named) {
            if (!names.contains(name)) {
                throw new DataException(
                        "%s: no column '%s'; there are %s".formatted(file, name, names));
            }
        }
    }

    private TableColumn column(String name, List<String> values) {
        if (format.categories().contains(name)) {
            return CategoricalColumn.of(name, values);
        }
        int text = firstText(values);
        if (text >= 0 && format.numbers().contains(name)) {
            throw DataException.of(
                    file,
                    "line %d, column %s: a text stands in a number's place"
                            .formatted(lines.get(text), name),
                    "expected a number such as -1.5e3, found '%s'".formatted(values.get(text)),
                    "correct it, or add it to the texts for missing values with withMissing");
        }
        if (text >= 0) {
            return CategoricalColumn.of(name, values);
        }
        double[] numbers =
                values.stream()
                        .mapToDouble(v -> v.isEmpty() ? Double.NaN : Numbers.parse(v))
                        .toArray();
        return NumericColumn.of(name, numbers);
    }

    private static int firstText(List<String> values) {
        for (int row = 0; row < values.size(); row++) {
            if (!values.get(row).isEmpty() && !Numbers.isNumber(values.get(row))) {
                return row;
            }
        }
        return -1;
    }
}
