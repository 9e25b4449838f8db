package io.jacquard.data.table;

import io.jacquard.data.DataException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A column of texts, of which each row has one of few or many: its level.
public final class CategoricalColumn implements TableColumn {
    private static final int MISSING = -1;

    private final String name;
    private final List<String> levels;
    private final int[] codes;

    private CategoricalColumn(String name, List<String> levels, int[] codes) {
        this.name = name;
        this.levels = levels;
        this.codes = codes;
    }

    /// A column of those texts; its levels are the different ones in alphabetical order.
    ///
    /// @param values one a row; empty where it is missing
    public static CategoricalColumn of(String name, List<String> values) {
        var levels = new TreeSet<>(values);
        levels.remove("");
        return of(name, values, List.copyOf(levels));
    }

    /// A column of those texts with given levels.
    ///
    /// @param values one a row; empty where it is missing
    /// @param levels in the order of their codes
    /// @throws DataException if a text is no level
    public static CategoricalColumn of(String name, List<String> values, List<String> levels) {
        Map<String, Integer> codeOf = new HashMap<>();
        for (String level : levels) {
            codeOf.put(level, codeOf.size());
        }
        codeOf.put("", MISSING);
        int[] codes = new int[values.size()];
        for (int row = 0; row < codes.length; row++) {
            Integer code = codeOf.get(values.get(row));
            if (code == null) {
                throw unknown(name, row, values.get(row), levels);
            }
            codes[row] = code;
        }
        return new CategoricalColumn(name, List.copyOf(levels), codes);
    }

    static DataException unknown(String name, int row, String value, List<String> levels) {
        List<String> shown = levels.size() > 20 ? levels.subList(0, 20) : levels;
        return DataException.of(
                "column " + name,
                "row %d (counted from 0) has an unknown value".formatted(row),
                "expected one of %d values %s, found '%s'".formatted(levels.size(), shown, value),
                "correct it, or fit on rows that have it");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return codes.length;
    }

    /// The different texts in the order of their codes.
    public List<String> levels() {
        return levels;
    }

    /// The position of a row's text among the levels, -1 if it is missing.
    ///
    /// @param row position from 0
    public int code(int row) {
        return codes[row];
    }

    /// All codes, -1 where they are missing; a copy.
    public int[] codes() {
        return codes.clone();
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] == MISSING;
    }

    @Override
    public String text(int row) {
        return codes[row] == MISSING ? "" : levels.get(codes[row]);
    }

    @Override
    public CategoricalColumn select(int... rows) {
        int[] chosen = Arrays.stream(rows).map(r -> codes[r]).toArray();
        return new CategoricalColumn(name, levels, chosen);
    }

    /// For example `sex (2 categories)`.
    @Override
    public String toString() {
        return missing() == 0
                ? "%s (%d categories)".formatted(name, levels.size())
                : "%s (%d categories, %d missing)".formatted(name, levels.size(), missing());
    }
}
