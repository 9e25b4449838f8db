package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Normalization;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizationMeaningTest {
    private static Literal f64(double... values) {
        return Literal.of(values, values.length);
    }

    private static void assertClose(Literal made, double... wanted) {
        assertThat(made.elements()).isEqualTo(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(made.get(i)).as("element %d", i).isCloseTo(wanted[i], within(1e-12));
        }
    }

    @Test
    void layerNormScalesAndShiftsEachRow() {
        Literal x = f64(1, 3, 5, 5).reshape(2, 2);
        Literal y =
                Run.op(new Normalization.LayerNorm(1, 0), x.reshape(2, 2), f64(2, 3), f64(10, 20));
        assertThat(y.get(0)).isEqualTo(8);
        assertThat(y.get(1)).isEqualTo(23);
        assertThat(y.get(2)).as("0 / 0").isNaN();
        Literal z = Run.op(new Normalization.LayerNorm(1, 3), x, f64(2, 3), f64(10, 20));
        assertClose(z, 9, 21.5, 10, 20);
        Literal all =
                Run.op(
                        new Normalization.LayerNorm(0, 0.0),
                        f64(1, 3, 1, 3).reshape(2, 2),
                        f64(1, 2, 3, 4).reshape(2, 2),
                        f64(0, 0, 0, 1).reshape(2, 2));
        assertClose(all, -1, 2, -3, 5);
    }

    @Test
    void rmsNormDividesByTheRootMeanSquare() {
        Literal y =
                Run.op(new Normalization.RmsNorm(1, 0), f64(3, 4, -1, 7).reshape(2, 2), f64(1, 2));
        double first = Math.sqrt(12.5);
        assertClose(y, 3 / first, 8 / first, -0.2, 2.8);
    }

    @Test
    void groupNormJoinsSpaceAndTheChannelsOfAGroup() {
        // Two positions of four channels in two groups: {1, 3, 5, 7} and {0, 0, 2, 2}.
        Literal x = f64(1, 3, 0, 0, 5, 7, 2, 2).reshape(1, 2, 4);
        Literal y = Run.op(new Normalization.GroupNorm(2, 0), x, f64(1, 1, 1, 2), f64(0, 0, 0, 5));
        double r = 1 / Math.sqrt(5);
        assertClose(y, -3 * r, -r, -1, 3, r, 3 * r, 1, 7);
    }

    @Test
    void batchNormGivesMeanAndVarianceToo() {
        Builder b = new Builder("f");
        Literal x = f64(1, 10, 3, 10, 5, 40).reshape(3, 2);
        List<Literal> given = List.of(x, f64(3, 1), f64(0, 1));
        List<Value> parameters = new ArrayList<>();
        given.forEach(l -> parameters.add(b.parameter("x", l.type())));
        List<? extends Value> results =
                b.append(new Normalization.BatchNormTraining(0, 1), parameters).results();
        List<Literal> made = Interpreter.run(b.build(results), given);
        assertClose(made.get(1), 3, 20);
        assertClose(made.get(2), 8 / 3.0, 200);
        double r = Math.sqrt(3 / 8.0);
        double q = 1 / Math.sqrt(200);
        double low = 1 - 10 * q;
        assertClose(made.getFirst(), -6 * r, low, 0, low, 6 * r, 1 + 20 * q);
    }

    @Test
    void batchNormByGivenStatistics() {
        Literal x = f64(1, 10, 3, 20).reshape(2, 2);
        Literal y =
                Run.op(
                        new Normalization.BatchNormInference(1, 1),
                        x,
                        f64(2, 1),
                        f64(0, 7),
                        f64(2, 10),
                        f64(3, 24));
        assertClose(y, -1, 7, 1, 9);
    }

    @Test
    void sixteenBitFloatsAreRoundedOnce() {
        Literal x = Run.of(DType.BF16, 1, 2, 4);
        Literal one = Run.of(DType.BF16, 1, 1, 1);
        Literal zero = Run.of(DType.BF16, 0, 0, 0);
        double mean = 7 / 3.0;
        double deviation = Math.sqrt(7 - mean * mean);
        Literal wanted =
                Run.of(
                        DType.BF16,
                        (1 - mean) / deviation,
                        (2 - mean) / deviation,
                        (4 - mean) / deviation);
        assertThat(Run.op(new Normalization.LayerNorm(0, 0), x, one, zero)).isEqualTo(wanted);
    }

    @Test
    void nothingNormalizedIsNothing() {
        Literal none = Literal.of(new double[0], 0, 2);
        assertThat(Run.op(new Normalization.LayerNorm(1, 0), none, f64(1, 1), f64(0, 0)))
                .isEqualTo(none);
        Literal empty = Literal.of(new double[0], 2, 0);
        assertThat(Run.op(new Normalization.RmsNorm(1, 0), empty, Literal.of(new double[0], 0)))
                .isEqualTo(empty);
    }
}
