package io.jacquard.data;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Seed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A finite set of examples with named columns. Immutable: each method gives another view of the
/// same source.
///
/// {@link #take}, {@link #select} and {@link #split} count examples in the fixed order of the
/// source; {@link #shuffle} only changes the order in which an epoch walks them, wherever it stands
/// in the chain.
public final class Dataset {
    private final Pipeline pipeline;
    private final int[] selection;
    private final @Nullable Seed shuffle;

    private Dataset(Pipeline pipeline, int[] selection, @Nullable Seed shuffle) {
        this.pipeline = pipeline;
        this.selection = selection;
        this.shuffle = shuffle;
    }

    /// A data set of all examples of a source.
    public static Dataset from(Source source) {
        int[] all = IntStream.range(0, source.size()).toArray();
        return new Dataset(new Pipeline(source, List.of()), all, null);
    }

    /// A data set of one feature and one label column, called `features` and `labels`.
    ///
    /// @param features `dtype[examples, ...]`
    /// @param labels `dtype[examples, ...]`
    /// @throws DataException if the numbers of examples differ or a value is no finite number
    public static Dataset of(Literal features, Literal labels) {
        return builder().feature(Column.FEATURES, features).label(Column.LABELS, labels).build();
    }

    /// A data set of rows of numbers and one class index a row.
    ///
    /// @param features one row an example, all of the same length
    /// @param labels class indices from 0
    /// @throws DataException if a row is shorter or longer than the first, the numbers of examples
    ///   differ, or a value is no finite number
    public static Dataset of(float[][] features, int[] labels) {
        return of(Rows.of(Column.FEATURES, features), Literal.of(labels, labels.length));
    }

    /// A data set of rows of numbers and a row of target values for each.
    ///
    /// @param features one row an example, all of the same length
    /// @param labels one row an example, all of the same length
    /// @throws DataException as {@link #of(float[][], int[])}
    public static Dataset of(float[][] features, float[][] labels) {
        return of(Rows.of(Column.FEATURES, features), Rows.of(Column.LABELS, labels));
    }

    /// Begins a data set of any number of columns.
    public static Builder builder() {
        return new Builder();
    }

    /// The columns of an example.
    public Schema schema() {
        return pipeline.schema();
    }

    /// Number of examples.
    public int size() {
        return selection.length;
    }

    /// This set, walked in a new random order each epoch. The order depends on the seed and the
    /// epoch only.
    public Dataset shuffle(Seed seed) {
        return new Dataset(pipeline, selection, seed);
    }

    /// The first examples.
    ///
    /// @param count how many, 0 or more; all of them if there are fewer
    public Dataset take(int count) {
        return select(0, Math.min(count, size()));
    }

    /// The examples after the first ones.
    ///
    /// @param count how many to leave out, 0 or more; all of them if there are fewer
    public Dataset skip(int count) {
        return select(Math.min(count, size()), size());
    }

    private Dataset select(int from, int to) {
        return new Dataset(pipeline, Arrays.copyOfRange(selection, from, to), shuffle);
    }

    /// Some examples, in that order.
    ///
    /// @param indices positions in this set, from 0; one may stand several times
    public Dataset select(int... indices) {
        int[] chosen = Arrays.stream(indices).map(i -> selection[i]).toArray();
        return new Dataset(pipeline, chosen, shuffle);
    }

    /// The first examples for training, the others for test.
    ///
    /// @param fraction the share of the training part, more than 0 and less than 1; it gets the
    ///   nearest whole number of examples
    public TrainTest split(double fraction) {
        int train = Splits.trainSize(size(), fraction);
        return new TrainTest(take(train), skip(train));
    }

    /// A training and a test part at random, as {@link Splits#random}.
    ///
    /// @param fraction the share of the training part, more than 0 and less than 1
    public TrainTest split(double fraction, Seed seed) {
        return parts(Splits.random(size(), fraction, seed));
    }

    /// A training and a test part in which each class has the same share, as {@link
    /// Splits#stratified}. The classes are those of the first label column.
    ///
    /// @param fraction the share of the training part, more than 0 and less than 1
    /// @throws DataException if there is no label column of one integer an example
    public TrainTest splitStratified(double fraction, Seed seed) {
        return parts(Splits.stratified(labels(), fraction, seed));
    }

    /// `k` training and test parts, as {@link Splits#folds}.
    ///
    /// @param k 2 to the number of examples
    public List<TrainTest> folds(int k, Seed seed) {
        return Splits.folds(size(), k, seed).stream().map(this::parts).toList();
    }

    /// `k` training and test parts in which each class has the same share, as {@link
    /// Splits#stratifiedFolds}. The classes are those of the first label column.
    ///
    /// @param k 2 to the number of examples
    /// @throws DataException if there is no label column of one integer an example
    public List<TrainTest> foldsStratified(int k, Seed seed) {
        return Splits.stratifiedFolds(labels(), k, seed).stream().map(this::parts).toList();
    }

    /// The two parts of a split of this set.
    public TrainTest parts(Split split) {
        return new TrainTest(select(split.train()), select(split.test()));
    }

    private int[] labels() {
        Column label =
                schema().labels().stream()
                        .filter(c -> c.type().rank() == 0 && c.type().dtype().isInteger())
                        .findFirst()
                        .orElseThrow(() ->
                                new DataException(
                                        "no label column holds classes, one integer an"
                                                + " example; there are "
                                                + schema()));
        return column(label.name()).ints();
    }

    /// The examples of this set, then those of another of the same columns. Shuffling is to be
    /// asked again.
    ///
    /// @throws DataException if the columns differ
    public Dataset concat(Dataset other) {
        if (!schema().equals(other.schema())) {
            throw new DataException(
                    "sets of different columns cannot be joined: %s and %s"
                            .formatted(schema(), other.schema()));
        }
        return from(new JoinedSource(asSource(), other.asSource()));
    }

    /// This set with each example changed on the way into a batch.
    public Dataset map(Transform transform) {
        return map(transform, Seed.of(0));
    }

    /// This set with each example changed at random on the way into a batch. What is drawn depends
    /// on the seed, the epoch and the example only.
    public Dataset map(Transform transform, Seed seed) {
        return new Dataset(pipeline.with(transform, seed), selection, shuffle);
    }

    /// Batches of that size; the last one of an epoch is smaller when the sizes ask for it.
    ///
    /// @param size examples a batch, 1 or more
    public BatchedDataset batch(int size) {
        if (size < 1) {
            throw new DataException("batch size must be 1 or more, found " + size);
        }
        int batches = Math.ceilDiv(size(), size);
        return new IndexedDataset(pipeline, this::order, size(), size, batches);
    }

    /// The positions of the source's examples in the order in which an epoch walks them.
    ///
    /// @param epoch 0 or more
    public int[] order(int epoch) {
        if (shuffle == null) {
            return selection.clone();
        }
        int[] order = shuffle.fold(epoch).permutation(size());
        for (int i = 0; i < order.length; i++) {
            order[i] = selection[order[i]];
        }
        return order;
    }

    /// A column of all examples of the source as one array, where it lies in memory and is not
    /// changed by a transform; {@link #order} counts in it.
    ///
    /// @throws DataException if there is no such column
    public Optional<Literal> held(String column) {
        return pipeline.held(schema().column(column).name());
    }

    /// A column of all examples in their fixed order, as the first epoch gives it without
    /// shuffling. It may share memory with this set.
    ///
    /// @throws DataException if there is no such column
    public Literal column(String column) {
        int index = schema().index(column);
        Optional<Literal> held = pipeline.held(column);
        if (held.isPresent() && isWhole()) {
            return held.get();
        }
        TensorType type = schema().column(index).batched(size());
        MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, type.bytes()), 64);
        if (held.isPresent()) {
            gather(held.get().segment(), memory, schema().column(index).type().bytes());
        } else {
            walk(index, memory);
        }
        return Literal.of(type, memory.asSlice(0, type.bytes()));
    }

    private boolean isWhole() {
        return selection.length == pipeline.source().size()
                && IntStream.range(0, selection.length).allMatch(i -> selection[i] == i);
    }

    private void gather(MemorySegment held, MemorySegment into, long bytes) {
        for (int i = 0; i < selection.length; i++) {
            MemorySegment.copy(held, selection[i] * bytes, into, i * bytes, bytes);
        }
    }

    private void walk(int column, MemorySegment into) {
        long at = 0;
        try (Batches batches = inOrder().batch(64).batches(0)) {
            while (batches.hasNext()) {
                MemorySegment from = batches.next().arrays().get(column).segment();
                MemorySegment.copy(from, 0, into, at, from.byteSize());
                at += from.byteSize();
            }
        }
    }

    /// The same without shuffling.
    Dataset inOrder() {
        return new Dataset(pipeline, selection, null);
    }

    // The set as a source: only what was held stays held.
    private Source asSource() {
        List<Literal> arrays = new ArrayList<>();
        for (Column c : schema().columns()) {
            if (held(c.name()).isEmpty()) {
                return new SelectedSource(pipeline, selection);
            }
            arrays.add(column(c.name()));
        }
        return new HeldSource(schema(), arrays);
    }

    /// Number of examples and columns, for example `60000 examples of features: u8[28, 28, 1]`.
    @Override
    public String toString() {
        return size() + " examples of " + schema();
    }

    /// Puts a data set together from arrays of the host, one a column.
    public static final class Builder {
        private final List<Column> columns = new ArrayList<>();
        private final List<Literal> arrays = new ArrayList<>();

        private Builder() {}

        /// Adds a feature column.
        ///
        /// @param array `dtype[examples, ...]`
        public Builder feature(String name, Literal array) {
            return add(Column.feature(name, example(name, array)), array);
        }

        /// Adds a label column of values or of class indices without names.
        ///
        /// @param array `dtype[examples, ...]`
        public Builder label(String name, Literal array) {
            return add(Column.label(name, example(name, array)), array);
        }

        /// Adds a label column of class indices.
        ///
        /// @param array `i32[examples]`, or another integer type, which becomes i32
        /// @param classes the classes' names in the order of the index
        public Builder label(String name, Literal array, List<String> classes) {
            Literal indices = array.type().dtype() == DType.I32 ? array : Rows.toInts(array);
            return add(Column.label(name, classes), indices);
        }

        private Builder add(Column column, Literal array) {
            columns.add(column);
            arrays.add(array);
            return this;
        }

        private static TensorType example(String name, Literal array) {
            int[] sizes = array.type().shape().sizes();
            if (sizes.length == 0) {
                throw new DataException(
                        "column %s is a scalar; expected an axis of examples in front"
                                .formatted(name));
            }
            return TensorType.of(array.type().dtype(), Arrays.copyOfRange(sizes, 1, sizes.length));
        }

        /// The data set.
        ///
        /// @throws DataException if the numbers of examples differ, a label is no class, or a value
        ///   is no finite number
        public Dataset build() {
            return from(new HeldSource(new Schema(columns), arrays).checked());
        }
    }
}
