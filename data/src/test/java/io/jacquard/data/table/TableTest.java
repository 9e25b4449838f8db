package io.jacquard.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.data.DataException;
import io.jacquard.data.Dataset;
import io.jacquard.data.Splits;
import io.jacquard.ir.Literal;
import io.jacquard.tensor.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE =
            Table.of(
                    NumericColumn.of("age", 3, Double.NaN, 3, 7),
                    CategoricalColumn.of("color", List.of("red", "blue", "red", "")),
                    NumericColumn.of("size", 1, 2, 1, 4));

    @Test
    void columnsAreChosenReplacedAndAdded() {
        assertThat(TABLE.select("size", "age").names()).containsExactly("size", "age");
        assertThat(TABLE.without("color").names()).containsExactly("age", "size");
        assertThat(TABLE.with(NumericColumn.of("size", 9, 9, 9, 9)).numeric("size").value(0))
                .isEqualTo(9);
        assertThat(TABLE.with(NumericColumn.of("new", 1, 2, 3, 4)).names()).hasSize(4);
        assertThat(TABLE.rows(3, 0).numeric("size").values()).containsExactly(4, 1);
    }

    @Test
    void rowsThatMissAValueOrStandTwiceAreDropped() {
        assertThat(TABLE.dropMissing().rows()).isEqualTo(2);
        assertThat(TABLE.dropMissing("age").rows()).isEqualTo(3);
        assertThat(TABLE.dropDuplicates().numeric("size").values()).containsExactly(1, 2, 4);
        assertThat(Table.of(NumericColumn.of("z", 0, -0.0)).dropDuplicates().rows()).isEqualTo(1);
    }

    @Test
    void featuresAreNumbersSideBySide() {
        Table numbers = TABLE.dropMissing();

        assertThat(numbers.features("size", "age"))
                .isEqualTo(Literal.of(new float[] {1, 3, 1, 3}, 2, 2));
    }

    @Test
    void categoriesBecomeLabels() {
        Dataset set = TABLE.dropMissing().toDataset("color");

        assertThat(set.schema().toString()).isEqualTo("features: f32[2], labels: i32[]");
        assertThat(set.schema().column("labels").classes()).containsExactly("blue", "red");
        assertThat(set.column("labels").ints()).containsExactly(1, 1);
    }

    @Test
    void numbersBecomeTargets() {
        Dataset set = TABLE.select("size", "age").dropMissing().toDataset("age");

        assertThat(set.column("labels")).isEqualTo(Literal.of(new float[] {3, 3, 7}, 3, 1));
    }

    @Test
    void numbersAreReadAsCategoriesInTheirOrder() {
        Table table = Table.of(NumericColumn.of("n", 10, 9, 1.5, Double.NaN, 9)).asCategories("n");

        assertThat(table.categorical("n").levels()).containsExactly("1.5", "9", "10");
        assertThat(table.categorical("n").codes()).containsExactly(2, 1, 0, -1, 1);
    }

    @Test
    void tablesAreSplitByRows() {
        var split = Splits.random(TABLE.rows(), 0.5, Seed.of(1));

        assertThat(TABLE.rows(split.train()).rows() + TABLE.rows(split.test()).rows()).isEqualTo(4);
    }

    @Test
    void missingAndInfiniteValuesAreNamed() {
        assertThatThrownBy(() -> TABLE.features("age"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column age: row 1 ")
                .hasMessageContaining("found a missing value");
        var infinite = Table.of(NumericColumn.of("x", 1, Double.NEGATIVE_INFINITY));
        assertThatThrownBy(infinite::features)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column x: row 1 ")
                .hasMessageContaining("found -Infinity");
        assertThatThrownBy(() -> TABLE.select("size", "color").toDataset("color"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column color: row 3 (counted from 0) has no label");
        assertThatThrownBy(() -> TABLE.toDataset("size"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column age");
    }

    @Test
    void wrongColumnsAreNamed() {
        assertThatThrownBy(() -> TABLE.column("weight"))
                .isInstanceOf(DataException.class)
                .hasMessage("no column 'weight'; there are [age, color, size]");
        assertThatThrownBy(() -> TABLE.categorical("age"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("asCategories(\"age\")");
        assertThatThrownBy(() -> TABLE.with(NumericColumn.of("x", 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected 4, found 1");
        assertThatThrownBy(() -> TABLE.without("age", "color", "size"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column");
    }
}
