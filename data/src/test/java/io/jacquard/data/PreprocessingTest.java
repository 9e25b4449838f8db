package io.jacquard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
    private static final float[][] X = {{1, 10, 5}, {2, 20, 5}, {4, -40, 5}, {3, 7, 5}};
    private static final Dataset TRAIN = Dataset.of(X, new int[4]);

    @Test
    void standardScalerEqualsThatOfScikitLearn() {
        StandardScaler scaler = StandardScaler.fit(TRAIN);

        assertThat(scaler.mean()).containsExactly(new double[] {2.5, -0.75, 5}, within(1e-12));
        assertThat(scaler.deviation())
                .containsExactly(
                        new double[] {1.118033988749895, 23.166516786085904, 1}, within(1e-12));
        assertThat(TRAIN.map(scaler).column("features").floats())
                .containsExactly(
                        new float[] {
                            -1.3416407864998738f, 0.46403177910874294f, 0,
                            -0.4472135954999579f, 0.8956892480471085f, 0,
                            1.3416407864998738f, -1.6942555655830849f, 0,
                            0.4472135954999579f, 0.3345345384272333f, 0
                        },
                        within(1e-6f));
    }

    @Test
    void minMaxScalerEqualsThatOfScikitLearn() {
        assertThat(TRAIN.map(MinMaxScaler.fit(TRAIN)).column("features").floats())
                .containsExactly(
                        new float[] {
                            0, .8333333f, 0, .3333333f, 1, 0, 1, 0, 0, .6666667f, .7833333f, 0
                        },
                        within(1e-6f));
        assertThat(
                        MinMaxScaler.fit(TRAIN, "features", -1, 3)
                                .apply(Literal.of(new float[] {5, 0, 6}, 1, 3))
                                .floats())
                .containsExactly(new float[] {4.3333333f, 1.6666667f, 3}, within(1e-6f));
    }

    @Test
    void scaleDividesBytesAsFloatsAreDivided() {
        byte[] all = new byte[256];
        float[] expected = new float[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
            expected[i] = i / 255f;
        }

        Literal scaled = Scale.by(255).apply(Literal.of(all, 2, 128));

        assertThat(scaled).isEqualTo(Literal.of(expected, 2, 128));
    }

    @Test
    void farFromZeroNothingIsLost() {
        double[] values = new double[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1e9 + i % 10;
        }
        Dataset set = Dataset.of(Literal.of(values, 1000, 1), Literal.of(new int[1000], 1000));
        StandardScaler scaler = StandardScaler.fit(set);

        assertThat(scaler.deviation()[0]).isCloseTo(Math.sqrt(8.25), within(1e-9));
        assertThat(scaler.apply(Literal.of(new double[] {1e9 + 4.5}, 1, 1)).get(0))
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void channelsArePooledOverAllPixels() {
        Literal pictures =
                Literal.of(
                        new byte[] {1, 100, 3, 102, 5, 104, 7, 106, 9, 108, 11, 110}, 3, 2, 1, 2);
        Dataset set = Dataset.of(pictures, Literal.of(new int[3], 3));
        StandardScaler scaler = StandardScaler.fitChannels(set, "features");

        assertThat(scaler.mean()).containsExactly(new double[] {6, 105}, within(1e-12));
        double deviation = Math.sqrt((25 + 9 + 1 + 1 + 9 + 25) / 6.0);
        assertThat(scaler.deviation())
                .containsExactly(new double[] {deviation, deviation}, within(1e-12));
        assertThat(scaler.apply(pictures).get(0)).isCloseTo(-5 / deviation, within(1e-6));
    }

    @Test
    void otherColumnsStayAndOnlyTheScaledOneBecomesF32() {
        Dataset set =
                Dataset.of(Literal.of(new byte[] {50, 100}, 2, 1), Literal.of(new int[] {3, 4}, 2));
        Dataset scaled = set.map(Scale.by(100));

        assertThat(scaled.schema().toString()).isEqualTo("features: f32[1], labels: i32[]");
        assertThat(scaled.column("features").floats()).containsExactly(.5f, 1);
        assertThat(scaled.column("labels").ints()).containsExactly(3, 4);
        assertThat(scaled.held("labels")).isPresent();
        assertThat(scaled.held("features")).isEmpty();
    }

    @Test
    void storedStepsGiveTheSameBits() {
        List<Preprocessing> steps =
                List.of(
                        Scale.by(255),
                        StandardScaler.fit(TRAIN),
                        MinMaxScaler.fit(TRAIN, "features", -1, 1));
        Literal values = Literal.of(new float[] {1.5f, 2.25f, 1e-3f, 7, 8, 9}, 2, 3);

        for (Preprocessing step : steps) {
            Preprocessing loaded = Preprocessing.of(step.fields());
            assertThat(loaded.apply(values)).isEqualTo(step.apply(values));
            assertThat(loaded.column()).isEqualTo(step.column());
            assertThat(loaded.fields()).isEqualTo(step.fields());
        }
    }

    @Test
    void oneByOneAndManyAtOnceGiveTheSameBits() {
        StandardScaler scaler = StandardScaler.fit(TRAIN);

        assertThat(TRAIN.map(scaler).column("features"))
                .isEqualTo(scaler.apply(TRAIN.column("features")));
    }

    @Test
    void rejectsExamplesOfAnotherForm() {
        StandardScaler scaler = StandardScaler.fit(TRAIN);

        assertThatThrownBy(() -> scaler.apply(Literal.zeros(TensorType.of(DType.F32, 2, 4))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column features")
                .hasMessageContaining("expected 3 or a multiple of it, found 4");
        assertThatThrownBy(() -> Dataset.of(new float[2][2], new int[2]).map(scaler))
                .isInstanceOf(DataException.class);
    }

    @Test
    void rejectsStoredStepsThatAreWrong() {
        assertThatThrownBy(() -> Preprocessing.of(Map.of("kind", "whiten")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'whiten'");
        assertThatThrownBy(() -> Preprocessing.of(Map.of("kind", "scale", "column", "x")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("lacks 'divisor'");
        assertThatThrownBy(() ->
                        Preprocessing.of(Map.of("kind", "scale", "column", "x", "divisor", "255")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'divisor' is 255, expected a number");
    }

    @Test
    void rejectsWhatCannotBeFitted() {
        assertThatThrownBy(() -> StandardScaler.fit(TRAIN.take(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("without examples");
        assertThatThrownBy(() -> StandardScaler.fit(TRAIN, "pixels"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column 'pixels'");
        assertThatThrownBy(() -> Scale.by(0)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> MinMaxScaler.fit(TRAIN, "features", 1, 1))
                .isInstanceOf(DataException.class);
    }
}
