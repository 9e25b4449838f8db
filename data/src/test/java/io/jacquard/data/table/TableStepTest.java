package io.jacquard.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.DataException;
import io.jacquard.data.DataFolderOfTests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableStepTest {
    private static final double NONE = Double.NaN;
    private static final Table TRAIN =
            Table.of(
                    NumericColumn.of("n", 1, 2, NONE, 2, 10, 1),
                    CategoricalColumn.of("c", List.of("b", "a", "", "b", "a", "c")));

    @Test
    void imputersFillWithWhatTheTrainingPartHas() {
        assertThat(value(Imputer.mean(TRAIN, "n"))).isEqualTo(3.2);
        assertThat(value(Imputer.median(TRAIN, "n"))).isEqualTo(2);
        assertThat(value(Imputer.mostFrequent(TRAIN, "n"))).isEqualTo(1);
        assertThat(value(Imputer.constant(-1, "n"))).isEqualTo(-1);
        assertThat(Imputer.mostFrequent(TRAIN, "c").apply(TRAIN).column("c").text(2))
                .isEqualTo("a");
        Table unknown = Imputer.constant("unknown", "c").apply(TRAIN);
        assertThat(unknown.column("c").text(2)).isEqualTo("unknown");
        assertThat(unknown.categorical("c").levels()).containsExactly("a", "b", "c", "unknown");
    }

    private static double value(Imputer imputer) {
        return imputer.apply(TRAIN).numeric("n").value(2);
    }

    @Test
    void imputersKeepWhatIsThereAndUseNothingOfOtherParts() {
        Table test = TRAIN.with(NumericColumn.of("n", 100, NONE, 100, NONE, 100, NONE));

        assertThat(Imputer.mean(TRAIN, "n").apply(test).numeric("n").values())
                .containsExactly(100, 3.2, 100, 3.2, 100, 3.2);
    }

    @Test
    void outliersAreDroppedOrBroughtToTheBounds() {
        Outliers outliers = Outliers.interquartile(TRAIN, 1.5, "n");

        // numpy.quantile of 1 1 2 2 10: quartiles 1 and 2.
        assertThat(outliers.bounds("n")).isEqualTo(new Outliers.Bounds(-.5, 3.5));
        assertThat(outliers.apply(TRAIN).numeric("n").values())
                .containsExactly(1, 2, NONE, 2, 3.5, 1);
        assertThat(outliers.drop(TRAIN).rows()).isEqualTo(5);
        // Mean 3.2, standard deviation of the population sqrt(11.76).
        assertThat(Outliers.zScore(TRAIN, 1, "n").bounds("n").high())
                .isCloseTo(3.2 + Math.sqrt(11.76), within(1e-12));
    }

    @Test
    void titanicGivesTheValuesOfNumPy() {
        Table titanic = Csv.read(DataFolderOfTests.of("titanic").resolve("train.csv"));

        Table filled = Imputer.mean(titanic, "Age").apply(titanic);
        assertThat(filled.numeric("Age").value(5)).isCloseTo(29.699113025210085, within(1e-12));
        assertThat(Imputer.median(titanic, "Age").apply(titanic).numeric("Age").value(5))
                .isEqualTo(28);
        assertThat(
                        Imputer.mostFrequent(titanic, "Embarked")
                                .apply(titanic)
                                .column("Embarked")
                                .text(61))
                .isEqualTo("S");
        Outliers quartiles = Outliers.interquartile(titanic, 1.5, "Fare");
        assertThat(quartiles.bounds("Fare").low()).isCloseTo(-26.724, within(1e-9));
        assertThat(quartiles.bounds("Fare").high()).isCloseTo(65.6344, within(1e-9));
        assertThat(quartiles.drop(titanic).rows()).isEqualTo(891 - 116);
        assertThat(Outliers.zScore(titanic, 3, "Fare").drop(titanic).rows()).isEqualTo(891 - 20);
    }

    @Test
    void oneHotPutsAColumnForEachCategory() {
        Table filled = TRAIN.dropMissing();
        Table encoded = OneHot.fit(filled, "c").apply(filled);

        assertThat(encoded.names()).containsExactly("n", "c=a", "c=b", "c=c");
        assertThat(encoded.numeric("c=a").values()).containsExactly(0, 1, 0, 1, 0);
        assertThat(encoded.numeric("c=b").values()).containsExactly(1, 0, 1, 0, 0);
        assertThat(encoded.numeric("c=c").values()).containsExactly(0, 0, 0, 0, 1);
    }

    @Test
    void labelEncoderNumbersTheCategories() {
        Table filled = TRAIN.dropMissing();
        LabelEncoder encoder = LabelEncoder.fit(filled, "c");

        assertThat(encoder.classes()).containsExactly("a", "b", "c");
        assertThat(encoder.apply(filled).numeric("c").values()).containsExactly(1, 0, 1, 0, 2);
        Table other = Table.of(CategoricalColumn.of("c", List.of("c", "c")));
        assertThat(encoder.apply(other).numeric("c").values()).containsExactly(2, 2);
    }

    @Test
    void storedStepsDoTheSame() {
        Table filled = TRAIN.dropMissing();
        List<TableStep> steps =
                List.of(
                        Imputer.mean(TRAIN, "n"),
                        Imputer.mostFrequent(TRAIN, "c", "n"),
                        Outliers.zScore(TRAIN, 1, "n"),
                        OneHot.fit(filled, "c"),
                        LabelEncoder.fit(filled, "c"));

        for (TableStep step : steps) {
            TableStep loaded = TableStep.of(step.fields());
            assertThat(loaded.fields()).isEqualTo(step.fields());
            Table a = loaded.apply(filled);
            Table b = step.apply(filled);
            assertThat(a.names()).isEqualTo(b.names());
            for (String name : a.names()) {
                for (int row = 0; row < a.rows(); row++) {
                    assertThat(a.column(name).text(row)).isEqualTo(b.column(name).text(row));
                }
            }
        }
    }

    @Test
    void rejectsValuesThatWereNotFitted() {
        Table filled = TRAIN.dropMissing();
        OneHot encoding = OneHot.fit(filled, "c");
        Table zebra = Table.of(CategoricalColumn.of("c", List.of("a", "zebra")));

        assertThatThrownBy(() -> encoding.apply(zebra))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column c: row 1 ")
                .hasMessageContaining("found 'zebra'");
        assertThatThrownBy(() -> encoding.apply(TRAIN))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 2 (counted from 0) misses its value");
        assertThatThrownBy(() -> encoding.apply(TRAIN.select("n")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column 'c'");
        assertThatThrownBy(() -> TableStep.of(Map.of("kind", "magic")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'magic'");
    }

    @Test
    void rejectsWhatCannotBeFitted() {
        Table empty = Table.of(NumericColumn.of("n", NONE, NONE));

        assertThatThrownBy(() -> Imputer.mean(empty, "n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column n: nothing can be learned");
        assertThatThrownBy(() -> Imputer.mean(TRAIN, "c")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Outliers.zScore(TRAIN, 0, "n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than 0, found 0.0");
        assertThatThrownBy(() -> Outliers.zScore(empty, 3, "n")).isInstanceOf(DataException.class);
    }
}
