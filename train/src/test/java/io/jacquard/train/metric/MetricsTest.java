package io.jacquard.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.data.Dataset;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.loss.Loss;
import io.jacquard.nn.loss.Losses;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.train.Report;
import io.jacquard.train.Trainer;
import io.jacquard.train.optimizer.Sgd;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Metrics of a network that gives its input, computed by hand; seven examples in batches of three.
class MetricsTest {
    private static final double FLOAT = 1e-6;

    private static final float[][] LOGITS = {
        {3, 1, 0}, // 0
        {0, 2, 1}, // 1
        {1, 0, 5}, // 2
        {2, 1, 0}, // 0
        {0, 1, 2}, // 2
        {5, 4, 0}, // 0
        {0, 3, 2} // 1
    };
    private static final int[] CLASSES = {0, 1, 2, 1, 2, 2, 2};

    static List<String> devices() {
        return Device.available();
    }

    private static Report measured(String name, Dataset data, Loss loss, Metric... metrics) {
        try (var device = Device.open(name);
                var model = Model.create(device, Seed.of(0), _ -> (Layer) x -> x);
                var trainer = Trainer.of(model, loss, Sgd.of(0)).measure(metrics)) {
            return trainer.evaluate(data.batch(3));
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void accuracyAndTopKCountTheExamplesThatAreRight(String device) {
        var report =
                measured(
                        device,
                        Dataset.of(LOGITS, CLASSES),
                        Losses::crossEntropy,
                        Metrics.accuracy(),
                        Metrics.topK(2),
                        Metrics.topK(3));

        assertThat(report.metric("accuracy")).isCloseTo(4 / 7.0, within(FLOAT));
        assertThat(report.metric("top2")).isCloseTo(6 / 7.0, within(FLOAT));
        assertThat(report.metric("top3")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void confusionHasTheTruthInItsRows(String device) {
        var report =
                measured(
                        device,
                        Dataset.of(LOGITS, CLASSES),
                        Losses::crossEntropy,
                        Metrics.confusion());

        var matrix = report.sums().get("confusion").getFirst();
        assertThat(matrix.floats()).containsExactly(1, 0, 0, 1, 1, 0, 1, 1, 2);
        var scores = Confusion.scores(matrix);
        assertThat(scores.classes())
                .containsExactly(
                        new Scores.Of(1, 1 / 3.0, 1, 0.5),
                        new Scores.Of(2, 0.5, 0.5, 0.5),
                        new Scores.Of(4, 1, 0.5, 4 / 6.0));
        assertThat(report.metric("accuracy")).isCloseTo(4 / 7.0, within(FLOAT));
        assertThat(report.metric("precision")).isCloseTo((1 / 3.0 + 0.5 + 1) / 3, within(FLOAT));
        assertThat(report.metric("recall")).isCloseTo(2 / 3.0, within(FLOAT));
        assertThat(report.metric("f1")).isCloseTo((0.5 + 0.5 + 4 / 6.0) / 3, within(FLOAT));
    }

    @Test
    void classThatNeverOccursScoresZero() {
        var report =
                measured(
                        "cpu",
                        Dataset.of(new float[][] {{1, 0, 0}, {0, 1, 0}}, new int[] {0, 0}),
                        Losses::crossEntropy,
                        Metrics.confusion());

        var scores = Confusion.scores(report.sums().get("confusion").getFirst());
        assertThat(scores.classes().get(1)).isEqualTo(new Scores.Of(0, 0, 0, 0));
        assertThat(scores.classes().get(2)).isEqualTo(new Scores.Of(0, 0, 0, 0));
        assertThat(scores.accuracy()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void lossIsTheMeanOverExamplesAndNotOverBatches(String device) {
        var report = measured(device, Dataset.of(LOGITS, CLASSES), Losses::crossEntropy);

        double sum = 0;
        for (int i = 0; i < 7; i++) {
            double all = 0;
            for (float logit : LOGITS[i]) {
                all += Math.exp(logit);
            }
            sum += Math.log(all) - LOGITS[i][CLASSES[i]];
        }
        assertThat(report.loss()).isCloseTo(sum / 7, within(FLOAT));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void errorsAreMeansOverElements(String device) {
        float[][] predictions = {{1, 2}, {0, 0}, {3, -1}, {2, 2}};
        float[][] targets = {{0, 2}, {1, -3}, {3, 1}, {2, 4}};

        var report =
                measured(
                        device,
                        Dataset.of(predictions, targets),
                        Losses::mse,
                        Metrics.mse(),
                        Metrics.mae());

        // Differences 1 0, -1 3, 0 -2, 0 -2.
        assertThat(report.metric("mse")).isCloseTo((1 + 1 + 9 + 4 + 4) / 8.0, within(FLOAT));
        assertThat(report.metric("mae")).isCloseTo((1 + 1 + 3 + 2 + 2) / 8.0, within(FLOAT));
        assertThat(report.loss()).isCloseTo(19 / 8.0, within(FLOAT));
    }

    private static double r2(String device, float[][] targets, float[][] predictions) {
        var data = Dataset.of(predictions, targets);
        return measured(device, data, Losses::mse, Metrics.r2()).metric("r2");
    }

    private static float[][] column(double... values) {
        var rows = new float[values.length][1];
        for (int i = 0; i < values.length; i++) {
            rows[i][0] = (float) values[i];
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("devices")
    void r2IsOneLessTheShareOfTheSpreadThatIsError(String device) {
        // The examples of scikit-learn's documentation.
        assertThat(r2(device, column(3, -0.5, 2, 7), column(2.5, 0, 2, 8)))
                .isCloseTo(443 / 467.0, within(1e-12));
        assertThat(r2(device, column(1, 2, 3), column(1, 2, 3))).isEqualTo(1);
        assertThat(r2(device, column(1, 2, 3), column(2, 2, 2))).isZero();
        assertThat(r2(device, column(1, 2, 3), column(3, 2, 1))).isEqualTo(-3);
        float[][] targets = {{0.5f, 1}, {-1, 1}, {7, -6}};
        float[][] predictions = {{0, 2}, {-1, 2}, {8, -5}};
        assertThat(r2(device, targets, predictions))
                .isCloseTo((419 / 434.0 + 89 / 98.0) / 2, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void r2OfEqualTargetsIsOneOrZero(String device) {
        assertThat(r2(device, column(0.1, 0.1, 0.1, 0.1), column(0.1, 0.1, 0.1, 0.1))).isOne();
        assertThat(r2(device, column(0.1, 0.1, 0.1, 0.1), column(0.1, 0.1, 0.1, 0.2))).isZero();
        assertThat(r2(device, column(2), column(2))).isNaN();
    }

    @ParameterizedTest
    @MethodSource("devices")
    void r2OfNumbersFarFromZeroLosesNothing(String device) {
        double far = 1_000_000;
        var targets = column(far, far + 1, far + 2, far + 3, far + 4, far + 5, far + 9);
        var predictions = column(far + 1, far + 1, far + 1, far + 4, far + 4, far + 5, far + 8);

        assertThat(r2(device, targets, predictions)).isCloseTo(87 / 94.0, within(1e-12));
    }

    @Test
    void meanOfOwnValuesIsMeasured() {
        var report =
                measured(
                        "cpu",
                        Dataset.of(LOGITS, CLASSES),
                        Losses::crossEntropy,
                        Metrics.mean("largest", (p, _) -> p.max(1)));

        assertThat(report.metric("largest"))
                .isCloseTo((3 + 2 + 5 + 2 + 2 + 5 + 3) / 7.0, within(FLOAT));
        assertThatThrownBy(() -> report.metric("auc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no metric 'auc'; measured were [largest]");
    }

    @Test
    void topKOfNothingIsRefused() {
        assertThatThrownBy(() -> Metrics.topK(0)).hasMessage("k is from 1, got 0");
    }
}
