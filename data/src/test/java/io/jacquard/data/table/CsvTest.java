package io.jacquard.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.data.DataException;
import io.jacquard.data.DataFolderOfTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
    @TempDir Path folder;

    @Test
    void columnsAreNumbersOrCategories() throws IOException {
        Table table = read("name,age,size\nAda,36,1.5e2\n\"Grace, B.\",85,-.5\nAda,?,+7\n");

        assertThat(table.names()).containsExactly("name", "age", "size");
        assertThat(table.categorical("name").levels()).containsExactly("Ada", "Grace, B.");
        assertThat(table.categorical("name").codes()).containsExactly(0, 1, 0);
        assertThat(table.numeric("age").values()).containsExactly(36, 85, Double.NaN);
        assertThat(table.numeric("size").values()).containsExactly(150, -.5, 7);
        assertThat(table.toString())
                .isEqualTo(
                        "3 rows of name (2 categories), age (numbers, 1 missing), size (numbers)");
    }

    @Test
    void onlyDecimalNumbersAreNumbers() throws IOException {
        Table table = read("ticket,hex,word\n10D,0x10,infinitely\n11f,0x1p3,nano\n");

        assertThat(table.columns()).allMatch(CategoricalColumn.class::isInstance);
    }

    @Test
    void quotedFieldsMayHoldSeparatorsLinesAndQuotes() throws IOException {
        Table table = read("text,n\n\"a\nb, \"\"c\"\"\",1\n\n\"\",2\n");

        assertThat(table.column("text").text(0)).isEqualTo("a\nb, \"c\"");
        assertThat(table.column("text").isMissing(1)).isTrue();
    }

    @Test
    void filesMayBeGzippedAndBeginWithAByteOrderMark() throws IOException {
        Path file = folder.resolve("packed");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\uFEFFa,b\r\n1,2\r\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Csv.read(file).numeric("a").values()).containsExactly(1);
        assertThat(Csv.read(file).numeric("b").values()).containsExactly(2);
    }

    @Test
    void formatsDifferInSeparatorNamesAndCharset() throws IOException {
        Path tabs = write("1\tx y\n2\tz\n");
        assertThat(Csv.read(tabs, CsvFormat.tabs().withNames("n", "t")).column("t").text(0))
                .isEqualTo("x y");
        Path blanks = write("  1   2\t3 \n\n4 5 6\n");
        var format = CsvFormat.of(CsvFormat.Separator.BLANKS).withNames("a", "b", "c");
        assertThat(Csv.read(blanks, format).numeric("c").values()).containsExactly(3, 6);
        Path latin = folder.resolve("latin");
        Files.write(latin, "city\nZ\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(
                        Csv.read(latin, CsvFormat.commas().withCharset(StandardCharsets.ISO_8859_1))
                                .column("city")
                                .text(0))
                .isEqualTo("Z\u00fcrich");
        assertThatThrownBy(() -> Csv.read(latin))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no UTF-8 text")
                .hasMessageContaining("withCharset");
    }

    @Test
    void numbersMayBeCategories() throws IOException {
        Path file = write("class\n3\n1\n3\n");

        Table table = Csv.read(file, CsvFormat.commas().withCategories("class"));

        assertThat(table.categorical("class").levels()).containsExactly("1", "3");
    }

    @Test
    void rejectsLinesOfAnotherLength() throws IOException {
        Path few = write("a,b,c\n1,2,3\n4,5\n");
        assertThatThrownBy(() -> Csv.read(few))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("table.csv: line 3 has not as many fields")
                .hasMessageContaining("expected 3, found 2");
        Path many = write("a,b\n\"x\ny\",2\n4,5,6\n");
        assertThatThrownBy(() -> Csv.read(many))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 4 has not")
                .hasMessageContaining("expected 2, found 3");
    }

    @Test
    void rejectsATextInANumbersPlace() throws IOException {
        Path file = write("a,b\n1,2\n3,four\n");

        assertThatThrownBy(() -> Csv.read(file, CsvFormat.commas().withNumbers("b")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("table.csv: line 3, column b: a text stands in a number's")
                .hasMessageContaining("found 'four'");
        assertThatThrownBy(() -> Csv.read(file).numeric("b"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column b: it does not hold numbers")
                .hasMessageContaining("found 'four' in row 1");
        assertThatThrownBy(() -> Csv.read(file, CsvFormat.commas().withNumbers("z")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column 'z'; there are [a, b]");
    }

    @Test
    void rejectsFilesThatAreMissingEmptyOrBroken() throws IOException {
        assertThatThrownBy(() -> Csv.read(folder.resolve("none.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none.csv: no such file");
        Path empty = write("");
        assertThatThrownBy(() -> Csv.read(empty))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the file is empty");
        Path open = write("a,b\n1,\"2\n3,4\n");
        assertThatThrownBy(() -> Csv.read(open))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("table.csv: cannot be read as separated values");
        Path twice = write("a,a\n1,2\n");
        assertThatThrownBy(() -> Csv.read(twice))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("two columns are called 'a'");
    }

    @Test
    void readsRealFiles() {
        Table titanic = Csv.read(DataFolderOfTests.of("titanic").resolve("train.csv"));
        assertThat(titanic.rows()).isEqualTo(891);
        assertThat(titanic.column("Age").missing()).isEqualTo(177);
        assertThat(titanic.column("Cabin").missing()).isEqualTo(687);
        assertThat(titanic.column("Name").text(0)).isEqualTo("Braund, Mr. Owen Harris");

        String[] names = IntStream.range(0, 15).mapToObj(i -> "c" + i).toArray(String[]::new);
        Table adult =
                Csv.read(
                        DataFolderOfTests.of("adult").resolve("adult.data.gz"),
                        CsvFormat.commas().withNames(names));
        assertThat(adult.rows()).isEqualTo(32_561);
        assertThat(adult.categorical("c3").levels()).hasSize(16);
        assertThat(adult.categorical("c14").levels()).isEqualTo(List.of("<=50K", ">50K"));
        assertThat(adult.dropMissing().rows()).isEqualTo(32_561 - 2_399);
        assertThat(adult.dropDuplicates().rows()).isEqualTo(32_561 - 24);

        Table credit =
                Csv.read(
                        DataFolderOfTests.of("german-credit").resolve("german.data"),
                        CsvFormat.of(CsvFormat.Separator.BLANKS)
                                .withNames(
                                        IntStream.range(0, 21)
                                                .mapToObj(i -> "c" + i)
                                                .toArray(String[]::new)));
        assertThat(credit.rows()).isEqualTo(1_000);
        assertThat(credit.numeric("c4").value(0)).isEqualTo(1169);
    }

    private Table read(String text) throws IOException {
        return Csv.read(write(text));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }
}
