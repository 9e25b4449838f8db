package io.jacquard.models.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.tensor.Seed;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChooserTest {
    private static final int DRAWS = 20_000;

    /// Probabilities 0.1, 0.2, 0.3, 0.4.
    private static float[] logits() {
        return new float[] {
            (float) Math.log(1), (float) Math.log(2), (float) Math.log(3), (float) Math.log(4)
        };
    }

    private static TreeMap<Integer, Double> shares(Sampling sampling) {
        var chooser = new Chooser(sampling);
        var shares = new TreeMap<Integer, Double>();
        IntStream.range(0, DRAWS)
                .forEach(i ->
                        shares.merge(
                                chooser.next(logits(), Set.of(), i), 1.0 / DRAWS, Double::sum));
        return shares;
    }

    private static void near(TreeMap<Integer, Double> shares, double... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            assertThat(shares.getOrDefault(i, 0.0))
                    .as("token %d", i)
                    .isBetween(wanted[i] - 0.015, wanted[i] + 0.015);
            if (wanted[i] == 0) {
                assertThat(shares).doesNotContainKey(i);
            }
        }
    }

    @Test
    void drawsByProbability() {
        near(shares(Sampling.of(Seed.of(1))), 0.1, 0.2, 0.3, 0.4);
    }

    @Test
    void temperatureSharpens() {
        near(
                shares(Sampling.of(Seed.of(1)).withTemperature(0.5)),
                1 / 30.0,
                4 / 30.0,
                9 / 30.0,
                16 / 30.0);
    }

    @Test
    void topKKeepsTheMostLikely() {
        near(shares(Sampling.of(Seed.of(1)).withTopK(2)), 0, 0, 3 / 7.0, 4 / 7.0);
        near(shares(Sampling.of(Seed.of(1)).withTopK(9)), 0.1, 0.2, 0.3, 0.4);
    }

    @Test
    void topPKeepsTheFewestThatReachIt() {
        near(shares(Sampling.of(Seed.of(1)).withTopP(0.6)), 0, 0, 3 / 7.0, 4 / 7.0);
        near(shares(Sampling.of(Seed.of(1)).withTopP(0.8)), 0, 2 / 9.0, 3 / 9.0, 4 / 9.0);
        near(shares(Sampling.of(Seed.of(1)).withTopP(1e-9)), 0, 0, 0, 1);
    }

    @Test
    void penaltyMakesRepetitionLessLikely() {
        var chooser = new Chooser(Sampling.greedy().withRepetitionPenalty(2));

        assertThat(chooser.next(logits(), Set.of(3), 0)).isEqualTo(2);
        assertThat(chooser.next(new float[] {-1, -1.5f}, Set.of(0), 0)).isEqualTo(1);
    }

    @Test
    void greedyTakesTheFirstOfEquals() {
        assertThat(new Chooser(Sampling.greedy()).next(new float[] {1, 2, 2}, Set.of(), 0))
                .isEqualTo(1);
    }

    @Test
    void refusesSettingsOutOfTheirRanges() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sampling.greedy().withTopP(0))
                .withMessageContaining("[sampling] top-p is out of its range");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sampling.greedy().withTemperature(-1))
                .withMessageContaining("[sampling] temperature is out of its range");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.greedy(0))
                .withMessageContaining("limit and beams are from 1");
    }
}
