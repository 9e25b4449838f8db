package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.Attention;
import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttentionMeaningTest {
    private static Literal random(int seed, int... sizes) {
        Random random = new Random(seed);
        Literal made = Literal.zeros(TensorType.of(DType.F64, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, random.nextGaussian());
        }
        return made;
    }

    private interface Sees {
        boolean at(int query, int key);
    }

    // One batch, four heads, two groups, by loops.
    private static void assertAttends(Sees sees, Attention op, Literal... operands) {
        Literal y = Run.op(op, operands);
        for (int head = 0; head < 4; head++) {
            for (int query = 0; query < 3; query++) {
                double[] shares = new double[5];
                double sum = 0;
                for (int key = 0; key < 5; key++) {
                    double product = 0;
                    for (int i = 0; i < 2; i++) {
                        double q = operands[0].get((head * 3 + query) * 2 + i);
                        product += q * operands[1].get((head / 2 * 5 + key) * 2 + i);
                    }
                    shares[key] = sees.at(query, key) ? Math.exp(op.scale() * product) : 0;
                    sum += shares[key];
                }
                double wanted = 0;
                for (int key = 0; key < 5; key++) {
                    wanted += shares[key] / sum * operands[2].get(head / 2 * 5 + key);
                }
                assertThat(y.get(head * 3 + query)).isCloseTo(wanted, within(1e-12));
            }
        }
    }

    @Test
    void eachHeadTakesTheValuesOfItsGroup() {
        Literal q = random(1, 1, 4, 3, 2);
        Literal k = random(2, 1, 2, 5, 2);
        Literal v = random(3, 1, 2, 5, 1);
        assertAttends((_, _) -> true, new Attention(0.7, false), q, k, v);
        assertAttends((i, j) -> j <= i, new Attention(0.7, true), q, k, v);
        Literal mask = Literal.zeros(TensorType.of(DType.BOOL, 1, 1, 3, 5));
        for (int i = 0; i < 15; i++) {
            mask.setLong(i, i % 5 <= 2 ? 1 : 0);
        }
        assertAttends((_, j) -> j <= 2, new Attention(1.5, false), q, k, v, mask);
        assertAttends((i, j) -> j <= Math.min(i, 2), new Attention(1.5, true), q, k, v, mask);
        Literal added = Literal.zeros(TensorType.of(DType.F64, 1, 1, 1, 5));
        added.set(4, Double.NEGATIVE_INFINITY);
        assertAttends((_, j) -> j < 4, new Attention(0.2, false), q, k, v, added);
    }

    @Test
    void aWindowHidesWhatIsFarAway() {
        Literal q = random(1, 1, 4, 3, 2);
        Literal k = random(2, 1, 2, 5, 2);
        Literal v = random(3, 1, 2, 5, 1);
        assertAttends((i, j) -> Math.abs(i - j) < 2, new Attention(0.7, false, 2, 0), q, k, v);
        Sees before = (i, j) -> j <= i && j > i - 2;
        assertAttends(before, new Attention(0.7, true, 2, 0), q, k, v);
    }

    @Test
    void whatIsLeftOfDroppedSharesIsLarger() {
        Literal q = Literal.zeros(TensorType.of(DType.F64, 1, 1, 1, 1));
        Literal k = Literal.zeros(TensorType.of(DType.F64, 1, 1, 1000, 1));
        Literal v = Literal.zeros(TensorType.of(DType.F64, 1, 1, 1000, 1));
        Literal key = Literal.zeros(TensorType.of(DType.U32, 2));
        Literal bits = Run.op(new Composite.RandomBits(Shape.of(1, 1, 1, 1000)), key);
        int kept = 0;
        for (int i = 0; i < 1000; i++) {
            v.set(i, 1);
            kept += (bits.getLong(i) >>> 9) >= 0.25 * (1 << 23) ? 1 : 0;
        }
        Literal y = Run.op(new Attention(1, false, 0, 0.25), q, k, v, key);
        assertThat(y.get(0)).isCloseTo(kept / 750.0, within(1e-12));
        assertThat(kept).isBetween(700, 800);
    }

    @Test
    void aQueryThatSeesNothingTakesTheMean() {
        Literal q = Literal.of(new float[] {5}, 1, 1, 1, 1);
        Literal k = Literal.of(new float[] {1, 2, 3, 4}, 1, 1, 4, 1);
        Literal mask = Literal.zeros(TensorType.of(DType.BOOL, 1, 1, 1, 4));
        assertThat(Run.op(new Attention(1, false), q, k, k, mask).get(0)).isEqualTo(2.5);
    }
}
