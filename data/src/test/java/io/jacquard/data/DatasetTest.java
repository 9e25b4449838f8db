package io.jacquard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Seed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final Seed SEED = Seed.of(7);

    /// Examples whose features and label tell their index.
    static Dataset counting(int size) {
        float[][] features = new float[size][];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            features[i] = new float[] {i, -i};
            labels[i] = i;
        }
        return Dataset.of(features, labels);
    }

    static List<Integer> labels(BatchedDataset set, int epoch) {
        List<Integer> seen = new ArrayList<>();
        try (Batches batches = set.batches(epoch)) {
            while (batches.hasNext()) {
                for (int label : batches.next().labels().ints()) {
                    seen.add(label);
                }
            }
        }
        return seen;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void batchesHoldTheExamplesSideBySide() {
        try (Batches batches = counting(5).batch(2).batches(0)) {
            Batch first = batches.next();

            assertThat(first.size()).isEqualTo(2);
            assertThat(first.features()).isEqualTo(Literal.of(new float[] {0, 0, 1, -1}, 2, 2));
            assertThat(first.labels()).isEqualTo(Literal.of(new int[] {0, 1}, 2));
            assertThat(first.array("labels")).isEqualTo(first.labels());
        }
    }

    @Test
    void lastBatchIsSmaller() {
        BatchedDataset set = counting(5).batch(2);

        assertThat(set.batchesPerEpoch()).isEqualTo(3);
        assertThat(labels(set, 0)).isEqualTo(range(0, 5));
        try (Batches batches = set.batches(0, 2)) {
            assertThat(batches.next().size()).isEqualTo(1);
            assertThat(batches.hasNext()).isFalse();
            assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void dropRemainderLeavesTheSmallBatchAway() {
        BatchedDataset set = counting(5).batch(2).dropRemainder();

        assertThat(set.batchesPerEpoch()).isEqualTo(2);
        assertThat(set.size()).isEqualTo(4);
        assertThat(labels(set, 0)).isEqualTo(range(0, 4));
    }

    @Test
    void shuffleGivesEveryExampleOnceInAnotherOrderEachEpoch() {
        BatchedDataset set = counting(100).shuffle(SEED).batch(7);

        assertThat(labels(set, 0)).containsExactlyInAnyOrderElementsOf(range(0, 100));
        assertThat(labels(set, 0)).isNotEqualTo(range(0, 100));
        assertThat(labels(set, 1)).containsExactlyInAnyOrderElementsOf(range(0, 100));
        assertThat(labels(set, 1)).isNotEqualTo(labels(set, 0));
    }

    @Test
    void orderDependsOnSeedAndEpochOnly() {
        BatchedDataset set = counting(100).shuffle(SEED).batch(7);
        List<Integer> third = labels(set, 3);
        labels(set, 0);

        assertThat(labels(counting(100).shuffle(SEED).batch(10).prefetch(3), 3)).isEqualTo(third);
        assertThat(labels(counting(100).shuffle(Seed.of(8)).batch(7), 3)).isNotEqualTo(third);
    }

    @Test
    void readingGoesOnAtAPosition() {
        BatchedDataset set = counting(100).shuffle(SEED).batch(7);
        List<Integer> whole = labels(set, 2);

        for (BatchedDataset each : List.of(set, set.prefetch(2))) {
            try (Batches batches = each.batches(2, 5)) {
                Batch batch = batches.next();
                assertThat(batch.epoch()).isEqualTo(2);
                assertThat(batch.index()).isEqualTo(5);
                assertThat(batch.labels().getLong(0)).isEqualTo((long) whole.get(35));
            }
        }
        assertThatThrownBy(() -> set.batches(0, 16))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no batch 16");
    }

    @Test
    void takeSkipSelectAndSplitCountInTheFixedOrder() {
        Dataset set = counting(10).shuffle(SEED);

        assertThat(labels(set.take(3).batch(10), 0)).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(set.skip(8).column("labels").ints()).containsExactly(8, 9);
        assertThat(set.select(4, 4, 1).column("labels").ints()).containsExactly(4, 4, 1);
        assertThat(set.split(0.8).train().column("labels").ints()).hasSize(8).endsWith(7);
        assertThat(set.split(0.8).test().column("labels").ints()).containsExactly(8, 9);
        assertThatThrownBy(() -> set.split(1.5)).isInstanceOf(DataException.class);
    }

    @Test
    void mapSeesEachExampleWithNumbersOfItsOwn() {
        Dataset set = counting(20).map(new Jitter(), SEED);

        List<Float> first = features(set, 4, 0);
        assertThat(features(set, 7, 0)).isEqualTo(first);
        assertThat(features(set.shuffle(SEED), 7, 0)).containsExactlyInAnyOrderElementsOf(first);
        assertThat(features(set, 4, 1)).isNotEqualTo(first);
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void mapsFollowEachOther() {
        Dataset set = counting(3).map(new Doubled()).map(new Doubled()).map(new Doubled());

        assertThat(set.column("features").floats()).containsExactly(0, 0, 8, -8, 16, -16);
        assertThat(set.held("features")).isEmpty();
    }

    @Test
    void concatJoinsHeldAndMappedSets() {
        assertThat(counting(3).concat(counting(2)).column("labels").ints())
                .containsExactly(0, 1, 2, 0, 1);
        assertThat(counting(3).concat(counting(2)).batch(4).batchesPerEpoch()).isEqualTo(2);
        assertThat(
                        counting(2)
                                .concat(counting(2).skip(1).map(new Doubled()))
                                .column("features")
                                .floats())
                .containsExactly(0, 0, 1, -1, 2, -2);
    }

    @Test
    void batchesFillMemoryOfTheCaller() {
        try (Arena arena = Arena.ofConfined();
                Batches batches = counting(3).batch(2).batches(0)) {
            MemorySegment features = arena.allocate(16);
            MemorySegment labels = arena.allocate(8);
            Batch first = batches.next(features, labels);

            assertThat(first.labels().segment().address()).isEqualTo(labels.address());
            assertThat(first.labels().ints()).containsExactly(0, 1);
            batches.next(features, labels);
            assertThat(labels.get(java.lang.foreign.ValueLayout.JAVA_INT, 0)).isEqualTo(2);
        }
    }

    @Test
    void rejectsMemoryThatIsTooSmall() {
        try (Batches batches = counting(3).batch(2).batches(0)) {
            assertThatThrownBy(() ->
                            batches.next(
                                    MemorySegment.ofArray(new byte[16]),
                                    MemorySegment.ofArray(new byte[7])))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("column labels: 7 bytes")
                    .hasMessageContaining("takes 8");
        }
    }

    @Test
    void copiedBatchesStayAndOthersAreUsedAgain() {
        Batch copy;
        try (Batches batches = counting(4).batch(2).batches(0)) {
            Batch first = batches.next();
            copy = first.copy();
            Batch second = batches.next();
            assertThat(second.labels().segment().address())
                    .isEqualTo(first.labels().segment().address());
        }
        assertThat(copy.labels().ints()).containsExactly(0, 1);
    }

    @Test
    void severalInputsAndOutputsKeepTheirNames() {
        Dataset set =
                Dataset.builder()
                        .feature("left", Literal.of(new float[] {1, 2}, 2))
                        .feature("right", Literal.of(new byte[] {3, 4, 5, 6}, 2, 2))
                        .label("kind", Literal.of(new byte[] {0, 1}, 2), List.of("a", "b"))
                        .label("value", Literal.of(new double[] {7, 8}, 2, 1))
                        .build();

        try (Batches batches = set.batch(2).batches(0)) {
            Batch batch = batches.next();
            assertThat(batch.arrays(Role.FEATURE)).hasSize(2);
            assertThat(batch.array("kind")).isEqualTo(Literal.of(new int[] {0, 1}, 2));
            assertThat(batch.array("value").type()).isEqualTo(TensorType.of(DType.F64, 2, 1));
        }
        assertThat(set.toString())
                .isEqualTo("2 examples of left: f32[], right: u8[2], kind: i32[], value: f64[1]");
    }

    @Test
    void rejectsDifferentNumbersOfExamples() {
        assertThatThrownBy(() -> Dataset.of(new float[3][1], new int[2]))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column labels")
                .hasMessageContaining("expected 3 as in column features, found 2");
    }

    @Test
    void rejectsRowsOfDifferentLengths() {
        assertThatThrownBy(() -> Dataset.of(new float[][] {{1, 2}, {3}}, new int[2]))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1")
                .hasMessageContaining("expected 2 values, found 1");
    }

    @Test
    void rejectsValuesThatAreNoFiniteNumber() {
        assertThatThrownBy(() -> Dataset.of(new float[][] {{1, 2}, {3, Float.NaN}}, new int[2]))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column features: example 1 ")
                .hasMessageContaining("found NaN at position 1");
    }

    @Test
    void rejectsLabelsThatAreNoClass() {
        var labels = Literal.of(new int[] {0, 2}, 2);
        var builder =
                Dataset.builder()
                        .feature("x", Literal.of(new float[2], 2))
                        .label("y", labels, List.of("no", "yes"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column y: the label of example 1 ")
                .hasMessageContaining("expected 0 to 1, found 2");
    }

    @Test
    void namesTheColumnsThereAre() {
        assertThatThrownBy(() -> counting(1).column("pixels"))
                .isInstanceOf(DataException.class)
                .hasMessage("no column 'pixels'; there are features: f32[2], labels: i32[]");
    }

    @Test
    void emptySetHasNoBatch() {
        assertThat(labels(counting(5).take(0).batch(2), 0)).isEmpty();
        assertThat(labels(counting(5).take(0).batch(2).prefetch(1), 0)).isEmpty();
    }

    private static List<Float> features(Dataset set, int batch, int epoch) {
        List<Float> seen = new ArrayList<>();
        try (Batches batches = set.batch(batch).batches(epoch)) {
            while (batches.hasNext()) {
                for (float value : batches.next().features().floats()) {
                    seen.add(value);
                }
            }
        }
        return seen;
    }

    private record Doubled() implements Transform {
        @Override
        public Schema schema(Schema in) {
            return in;
        }

        @Override
        public void apply(Row in, Row out, Draw draw) {
            out.set(0, 0, 2 * in.get(0, 0));
            out.set(0, 1, 2 * in.get(0, 1));
            out.copy(1, in);
        }
    }

    private record Jitter() implements Transform {
        @Override
        public Schema schema(Schema in) {
            return in;
        }

        @Override
        public void apply(Row in, Row out, Draw draw) {
            out.set(0, 0, in.get(0, 0) + draw.nextFloat());
            out.set(0, 1, in.get(0, 1) + draw.nextFloat());
            out.copy(1, in);
        }
    }
}
