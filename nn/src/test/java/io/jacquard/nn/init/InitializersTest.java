package io.jacquard.nn.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitializersTest {
    private static final Seed SEED = Seed.of(42);
    private static final TensorType WEIGHT = TensorType.of(DType.F32, 200, 100);
    private static final TensorType KERNEL = TensorType.of(DType.F32, 3, 3, 20, 50);

    private static double mean(Literal values) {
        return Arrays.stream(values.doubles()).average().orElseThrow();
    }

    private static double variance(Literal values) {
        double mean = mean(values);
        return Arrays.stream(values.doubles()).map(v -> (v - mean) * (v - mean)).sum()
                / values.elements();
    }

    private static double largest(Literal values) {
        return Arrays.stream(values.doubles()).map(Math::abs).max().orElseThrow();
    }

    @Test
    void fillsWithANumber() {
        assertThat(Initializers.zeros().init(SEED, WEIGHT).floats()).containsOnly(0f);
        assertThat(Initializers.ones().init(SEED, WEIGHT).floats()).containsOnly(1f);
        assertThat(Initializers.constant(-2.5).init(SEED, WEIGHT).floats()).containsOnly(-2.5f);
    }

    @Test
    void uniformValuesFillTheirLimits() {
        record Case(Initializer initializer, TensorType type, double limit) {}
        var cases =
                List.of(
                        new Case(Initializers.glorotUniform(), WEIGHT, Math.sqrt(6.0 / 300)),
                        new Case(Initializers.glorotUniform(), KERNEL, Math.sqrt(6.0 / (9 * 70))),
                        new Case(Initializers.heUniform(), WEIGHT, Math.sqrt(6.0 / 200)),
                        new Case(Initializers.heUniform(), KERNEL, Math.sqrt(6.0 / (9 * 20))),
                        new Case(Initializers.lecunUniform(), WEIGHT, Math.sqrt(3.0 / 200)),
                        new Case(Initializers.uniform(-0.3, 0.3), WEIGHT, 0.3));

        for (Case c : cases) {
            var values = c.initializer().init(SEED, c.type());
            assertThat(largest(values)).isBetween(0.999 * c.limit(), 1.0000001 * c.limit());
            assertThat(mean(values)).isCloseTo(0, offset(0.02 * c.limit()));
            assertThat(variance(values) / (c.limit() * c.limit() / 3)).isBetween(0.97, 1.03);
        }
    }

    @Test
    void uniformValuesReachFromLowToHigh() {
        var values = Initializers.uniform(2, 3).init(SEED, WEIGHT);

        assertThat(Arrays.stream(values.doubles()).min().orElseThrow()).isBetween(2.0, 2.001);
        assertThat(Arrays.stream(values.doubles()).max().orElseThrow()).isBetween(2.999, 3.0);
        assertThatIllegalArgumentException().isThrownBy(() -> Initializers.uniform(3, 2));
    }

    @Test
    void normalValuesHaveTheirVarianceAndTheTruncatedOnesTheirEnds() {
        record Case(Initializer initializer, TensorType type, double variance) {}
        var cases =
                List.of(
                        new Case(Initializers.glorotNormal(), WEIGHT, 2.0 / 300),
                        new Case(Initializers.heNormal(), KERNEL, 2.0 / (9 * 20)),
                        new Case(Initializers.lecunNormal(), WEIGHT, 1.0 / 200));

        for (Case c : cases) {
            var values = c.initializer().init(SEED, c.type());
            assertThat(variance(values) / c.variance()).isBetween(0.97, 1.03);
            double end = 2 * Math.sqrt(c.variance()) / 0.8796256610342398;
            assertThat(largest(values)).isBetween(0.99 * end, 1.0000001 * end);
        }
    }

    @Test
    void normalValuesHaveTails() {
        var values = Initializers.normal(1, 2).init(SEED, WEIGHT);

        assertThat(mean(values)).isCloseTo(1, offset(0.05));
        assertThat(variance(values)).isCloseTo(4, offset(0.15));
        long far = Arrays.stream(values.doubles()).filter(v -> Math.abs(v - 1) > 4).count();
        assertThat(far / 20_000.0).isCloseTo(0.0455, offset(0.006));
    }

    @Test
    void truncatedNormalValuesKeepTheShapeInside() {
        var values = Initializers.truncatedNormal(0, 1).init(SEED, WEIGHT);

        assertThat(largest(values)).isLessThanOrEqualTo(2);
        assertThat(Math.sqrt(variance(values))).isCloseTo(0.8796, offset(0.01));
    }

    @Test
    void orthogonalColumnsOrRowsAreOrthonormal() {
        for (var type :
                List.of(
                        TensorType.of(DType.F32, 40, 30),
                        TensorType.of(DType.F32, 30, 40),
                        TensorType.of(DType.F32, 3, 3, 4, 16),
                        TensorType.of(DType.F64, 20, 20))) {
            var values = Initializers.orthogonal().init(SEED, type);
            int columns = type.shape().size(-1);
            int rows = values.elements() / columns;
            boolean tall = rows >= columns;
            for (int i = 0; i < Math.min(rows, columns); i++) {
                for (int j = 0; j <= i; j++) {
                    double dot = 0;
                    for (int k = 0; k < Math.max(rows, columns); k++) {
                        dot +=
                                tall
                                        ? values.get(k * columns + i) * values.get(k * columns + j)
                                        : values.get(i * columns + k) * values.get(j * columns + k);
                    }
                    assertThat(dot).isCloseTo(i == j ? 1 : 0, offset(1e-6));
                }
            }
        }
    }

    @Test
    void orthogonalValuesAreScaledByTheGain() {
        var type = TensorType.of(DType.F64, 5, 5);
        var one = Initializers.orthogonal().init(SEED, type);
        var two = Initializers.orthogonal(2).init(SEED, type);

        for (int i = 0; i < one.elements(); i++) {
            assertThat(two.get(i)).isEqualTo(2 * one.get(i));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Initializers.orthogonal().init(SEED, TensorType.of(DType.F32, 5)))
                .withMessageContaining("f32[5]");
    }

    @Test
    void bitsNeverChange() {
        // Written down once: if they changed, a seed would no longer give the run it gave before.
        record Case(Initializer initializer, float... expected) {}
        var cases =
                List.of(
                        new Case(
                                Initializers.glorotUniform(),
                                0.25726208f,
                                0.8267642f,
                                0.128934f,
                                1.0479169f),
                        new Case(
                                Initializers.heNormal(),
                                0.48026764f,
                                1.8680598f,
                                0.23803383f,
                                -0.41834357f),
                        new Case(
                                Initializers.orthogonal(),
                                0.12689787f,
                                0.4935848f,
                                0.062894076f,
                                0.8580882f),
                        new Case(
                                Initializers.normal(0, 1),
                                0.2987213f,
                                1.1619132f,
                                0.1480545f,
                                2.0199647f));

        for (Case c : cases) {
            var type = TensorType.of(DType.F32, 1, 4);
            assertThat(c.initializer().init(SEED.in("hidden.weight"), type).floats())
                    .containsExactly(c.expected());
        }
        assertThat(Initializers.glorotUniform().init(SEED, WEIGHT))
                .isNotEqualTo(Initializers.glorotUniform().init(Seed.of(43), WEIGHT));
    }

    @Test
    void largeArraysBeginWithTheElementsOfSmallOnes() {
        TensorType large = TensorType.of(DType.F32, 1 << 18);
        float[] few = Initializers.normal(0, 1).init(SEED, TensorType.of(DType.F32, 1000)).floats();

        float[] many = Initializers.normal(0, 1).init(SEED, large).floats();

        assertThat(Arrays.copyOf(many, few.length)).isEqualTo(few);
        assertThat(many).endsWith((float) SEED.normal(many.length - 1));
    }

    @Test
    void refusesRandomIntegersAndNegativeDeviations() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Initializers.heUniform().init(SEED, TensorType.of(DType.I32, 2, 2)))
                .withMessageContaining("i32[2, 2]");
        assertThatIllegalArgumentException().isThrownBy(() -> Initializers.normal(0, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Initializers.truncatedNormal(0, Double.NaN));
    }
}
