package io.jacquard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.tensor.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private static final Seed SEED = Seed.of(42);

    /// 70 of class 0, 20 of class 1, 10 of class 2.
    private static final int[] LABELS =
            IntStream.range(0, 100).map(i -> i < 70 ? 0 : i < 90 ? 1 : 2).toArray();

    @Test
    void randomSplitSharesNothingAndLosesNothing() {
        Split split = Splits.random(70_000, 0.8, SEED);

        assertThat(split.train()).hasSize(56_000);
        assertPartition(split, 70_000);
        assertThat(Splits.random(70_000, 0.8, SEED)).isEqualTo(split);
        assertThat(Splits.random(70_000, 0.8, Seed.of(43))).isNotEqualTo(split);
    }

    @Test
    void stratifiedSplitKeepsTheSharesOfClasses() {
        Split split = Splits.stratified(LABELS, 0.8, SEED);

        assertPartition(split, 100);
        assertThat(counts(split.train())).containsExactly(56, 16, 8);
        assertThat(counts(split.test())).containsExactly(14, 4, 2);
    }

    @Test
    void stratifiedSplitGivesRemaindersToTheLargest() {
        Split split = Splits.stratified(new int[] {0, 0, 0, 1, 1, 1, 2}, 0.5, SEED);

        assertPartition(split, 7);
        assertThat(split.train()).hasSize(4);
    }

    @Test
    void foldsTestEachExampleOnce() {
        List<Split> folds = Splits.folds(10, 3, SEED);

        assertThat(folds).extracting(f -> f.test().length).containsExactly(4, 3, 3);
        folds.forEach(f -> assertPartition(f, 10));
        assertThat(folds.stream().flatMapToInt(f -> Arrays.stream(f.test())).sorted().toArray())
                .containsExactly(IntStream.range(0, 10).toArray());
    }

    @Test
    void stratifiedFoldsKeepTheSharesOfClasses() {
        List<Split> folds = Splits.stratifiedFolds(LABELS, 5, SEED);

        for (Split fold : folds) {
            assertPartition(fold, 100);
            assertThat(counts(fold.test())).containsExactly(14, 4, 2);
        }
        assertThat(folds.stream().flatMapToInt(f -> Arrays.stream(f.test())).sorted().toArray())
                .containsExactly(IntStream.range(0, 100).toArray());
    }

    @Test
    void datasetsAreSplitByTheirLabels() {
        float[][] features = new float[100][1];
        for (int i = 0; i < 100; i++) {
            features[i][0] = i;
        }
        Dataset set = Dataset.of(features, LABELS);

        TrainTest parts = set.splitStratified(0.8, SEED);
        assertThat(parts.train().size()).isEqualTo(80);
        assertThat(sum(parts.test().column("labels").ints())).isEqualTo(4 + 2 * 2);
        assertThat(set.split(0.7, SEED).test().size()).isEqualTo(30);
        assertThat(set.folds(4, SEED)).hasSize(4);
        assertThat(set.foldsStratified(5, SEED).getFirst().test().size()).isEqualTo(20);
        assertThat(parts.joined().column("features").floats()).hasSize(100);
    }

    @Test
    void rejectsImpossibleDivisions() {
        assertThatThrownBy(() -> Splits.random(10, 1, SEED))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than 0 and less than 1, found 1.0");
        assertThatThrownBy(() -> Splits.folds(3, 4, SEED))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 to the number of examples (3), found 4");
        assertThatThrownBy(() ->
                        Dataset.of(new float[4][1], new float[4][1]).splitStratified(.5, SEED))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no label column holds classes");
    }

    private static void assertPartition(Split split, int size) {
        int[] all =
                IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.test()))
                        .sorted()
                        .toArray();
        assertThat(all).containsExactly(IntStream.range(0, size).toArray());
    }

    private static int[] counts(int[] positions) {
        int[] counts = new int[3];
        for (int p : positions) {
            counts[LABELS[p]]++;
        }
        return counts;
    }

    private static int sum(int[] values) {
        return Arrays.stream(values).sum();
    }
}
