package io.jacquard.data.text;

import io.jacquard.data.Column;
import io.jacquard.data.DataException;
import io.jacquard.data.Dataset;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.util.Arrays;
import java.util.List;

/// Texts, each of a class.
public final class TextSet {
    private final List<String> texts;
    private final int[] labels;
    private final List<String> classes;

    /// Texts with labels; copies are kept.
    ///
    /// @param texts any texts
    /// @param labels index of each text's class
    /// @param classes names of the classes in the order of their index
    /// @throws DataException if there are not as many labels as texts, or a label is no class
    public TextSet(List<String> texts, int[] labels, List<String> classes) {
        this.texts = List.copyOf(texts);
        this.labels = labels.clone();
        this.classes = List.copyOf(classes);
        if (texts.size() != labels.length) {
            throw new DataException(
                    "%d texts have %d labels; expected one each"
                            .formatted(texts.size(), labels.length));
        }
        for (int label : labels) {
            if (label < 0 || label >= classes.size()) {
                throw new DataException(
                        "a label is %d; expected 0 to %d".formatted(label, classes.size() - 1));
            }
        }
    }

    /// Number of texts.
    public int size() {
        return texts.size();
    }

    /// The texts.
    public List<String> texts() {
        return texts;
    }

    /// The classes' indices, a copy.
    public int[] labels() {
        return labels.clone();
    }

    /// The classes' names.
    public List<String> classes() {
        return classes;
    }

    /// The first texts.
    ///
    /// @param count 0 or more; all if there are fewer
    public TextSet take(int count) {
        int n = Math.min(count, size());
        return new TextSet(texts.subList(0, n), Arrays.copyOf(labels, n), classes);
    }

    /// The texts as ids, all of one length: longer ones are cut as {@link Tokens#cutTo} does,
    /// shorter ones padded with 0.
    ///
    /// | column | type |
    /// |---|---|
    /// | `features` | `i32[length]` |
    /// | `labels` | `i32[]` |
    ///
    /// @param length tokens of an example, special ones included
    public Dataset tokens(Tokenizer tokenizer, int length) {
        Literal ids = Literal.zeros(TensorType.of(DType.I32, size(), length));
        for (int i = 0; i < size(); i++) {
            int[] own = tokenizer.encode(texts.get(i)).cutTo(length).ids();
            for (int t = 0; t < own.length; t++) {
                ids.setLong(i * length + t, own[t]);
            }
        }
        return Dataset.builder()
                .feature(Column.FEATURES, ids)
                .label(Column.LABELS, Literal.of(labels, labels.length), classes)
                .build();
    }

    /// Number of texts and classes.
    @Override
    public String toString() {
        return "%d texts of %s".formatted(size(), classes);
    }
}
