package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.Composite.Gelu.Form;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.testkit.Tolerance;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// Numbers of PyTorch 2's `torch.nn.functional` in f64.
class TensorFunctionalTest {
    private static final Literal X = Waves.of(0.7, 2, 3);
    private static final Literal SCALE = Waves.of(0.5, 3);
    private static final Literal OFFSET = Waves.of(0.3, 3);

    private static Literal run(Function<List<Tensor>, Tensor> f, Literal... in) {
        return Run.all(x -> List.of(f.apply(x)), in).getFirst();
    }

    private static void slopes(Function<List<Tensor>, Tensor> f, Literal... in) {
        Slopes.agreeAll(x -> List.of(f.apply(x)), in);
    }

    private static void close(Literal made, double... wanted) {
        int[] sizes = made.type().shape().sizes();
        assertThat(made).isCloseTo(Run.shaped(wanted, sizes), Tolerance.CONTRACTION);
    }

    @Test
    void geluIsExactOrByTheHyperbolicTangent() {
        close(
                Run.of(x -> x.gelu(), X),
                0.47690331,
                0.8256082,
                0.6957371,
                0.21143882,
                -0.12729064,
                -0.16709844);
        close(
                Run.of(x -> x.gelu(Form.TANH), X),
                0.47686131,
                0.82546057,
                0.69563239,
                0.21143499,
                -0.12729521,
                -0.167206);
        Slopes.agree(x -> x.gelu(), Slopes.random(5));
        Slopes.agree(x -> x.gelu(Form.TANH), Slopes.random(5));
    }

    @Test
    void crossEntropyIsOfClassesOrShares() {
        close(
                Run.of((x, y) -> x.softmaxCrossEntropy(-1, y), X, Run.ints(2, 0)),
                1.07614651,
                0.58941046);
        assertThat(
                        Run.of(
                                (x, y) -> x.softmaxCrossEntropy(1, y.oneHot(3, DType.F32)),
                                X,
                                Run.ints(2, 0)))
                .isCloseTo(Run.floats(1.07614651, 0.58941046), Tolerance.CONTRACTION);
        slopes(
                in -> in.get(0).softmaxCrossEntropy(1, in.get(1)),
                Slopes.random(2, 3),
                Run.ints(2, 0));
        slopes(
                in -> in.get(0).softmaxCrossEntropy(0, in.get(1).softmax(0)),
                Slopes.random(2, 3),
                Slopes.distinct(2, 3));
    }

    @Test
    void crossEntropySpreadsAShareOfTheLabels() {
        close(
                Run.of((x, y) -> x.softmaxCrossEntropy(-1, y, 0.1), X, Run.ints(2, 0)),
                1.07937155,
                0.65248830);
        slopes(
                in -> in.get(0).softmaxCrossEntropy(1, in.get(1), 0.2),
                Slopes.random(2, 3),
                Run.ints(2, 0));
    }

    @Test
    void dropoutKeepsWhatTheKeySays() {
        var key = Run.of(DType.U32, 7, 9);
        var x = Run.filled(Run.counting(1000).type(), _ -> 3);

        var made = Run.of((t, k) -> t.dropout(0.25, k), x, key);
        var wanted =
                Run.of(
                        (t, k) ->
                                k.randomUniform(t.shape())
                                        .ge(0.25)
                                        .where(t.mul(1 / 0.75), t.like(0)),
                        x,
                        key);
        assertThat(made).isExactly(wanted);
        slopes(in -> in.get(0).dropout(0.5, in.get(1)).square(), Slopes.random(8), key);
    }

    @Test
    void embeddingReadsRowsOfATable() {
        var ids = Literal.of(new int[] {1, 0, 1, 9}, 2, 2);

        assertThat(Run.of((i, table) -> i.embedding(table), ids, Run.counting(3, 2)))
                .isExactly(Run.shaped(new double[] {2, 3, 0, 1, 2, 3, 4, 5}, 2, 2, 2));
        slopes(in -> in.get(0).embedding(in.get(1)).square(), ids, Slopes.random(3, 2));
        var gradient =
                Run.all(
                        in -> {
                            var sum = in.get(0).embedding(in.get(1), 1).sum();
                            return Grad.of(sum, List.of(in.get(1)));
                        },
                        ids,
                        Run.counting(3, 2));
        assertThat(gradient.getFirst())
                .isExactly(Run.shaped(new double[] {1, 1, 0, 0, 1, 1}, 3, 2));
    }

    private static Literal[] heads(DType dtype) {
        return new Literal[] {
            Waves.of(dtype, 0.7, 1, 2, 3, 2),
            Waves.of(dtype, 0.5, 1, 1, 3, 2),
            Waves.of(dtype, 0.3, 1, 1, 3, 2)
        };
    }

    @Test
    void attentionOfGroupedHeadsIsThatOfPytorch() {
        close(
                run(in -> in.get(0).attention(in.get(1), in.get(2)), heads(DType.F32)),
                0.66603056,
                0.81767084,
                0.69476684,
                0.83240332,
                0.73311214,
                0.84070848,
                0.70896734,
                0.82480413,
                0.66278432,
                0.80995522,
                0.67878496,
                0.82679075);
        var causal = AttentionOptions.causal().withScale(1);
        close(
                run(in -> in.get(0).attention(in.get(1), in.get(2), causal), heads(DType.F32)),
                0.29552021,
                0.56464247,
                0.59569969,
                0.79072572,
                0.75246646,
                0.84938687,
                0.29552021,
                0.56464247,
                0.54591861,
                0.7532326,
                0.67837579,
                0.83117817);
    }

    @Test
    void aMaskOfAnyRankSaysWhatIsSeen() {
        Function<Tensor, AttentionOptions> middleHidden =
                q -> {
                    Tensor index = Tensor.iota(q.size(2));
                    return AttentionOptions.standard().withMask(index.ne(1));
                };
        Function<List<Tensor>, Tensor> masked =
                in -> in.get(0).attention(in.get(1), in.get(2), middleHidden.apply(in.get(0)));
        double[] wanted = {
            0.57155226, 0.72555102, 0.63015816, 0.7597144, 0.71613725, 0.80983456,
            0.68667963, 0.79266271, 0.59015024, 0.73639241, 0.58740213, 0.73479045
        };

        close(run(masked, heads(DType.F32)), wanted);
        close(
                run(
                        in -> {
                            Tensor added = Tensor.iota(3).eq(1).to(DType.F32).mul(-1e9);
                            var options = AttentionOptions.standard().withMask(added);
                            return in.get(0).attention(in.get(1), in.get(2), options);
                        },
                        heads(DType.F32)),
                wanted);
        slopes(masked, heads(DType.F64));
        slopes(
                in -> in.get(0).attention(in.get(1), in.get(2), AttentionOptions.causal()),
                heads(DType.F64));
    }

    @Test
    void aWindowOfOneTakesEachQuerysOwnValue() {
        var own = AttentionOptions.standard().withWindow(1);
        Literal made = run(in -> in.get(0).attention(in.get(1), in.get(2), own), heads(DType.F32));
        Literal values = run(in -> in.get(0).mul(0).add(in.get(2)), heads(DType.F32));
        assertThat(made).isCloseTo(values, Tolerance.EXACT);
    }

    @Test
    void attentionDropsSharesByItsKey() {
        Function<List<Tensor>, Tensor> dropping =
                in -> {
                    var options = AttentionOptions.causal().withDropout(0.5, in.get(3));
                    return in.get(0).attention(in.get(1), in.get(2), options);
                };
        Literal[] all = Arrays.copyOf(heads(DType.F32), 4);
        all[3] = Literal.zeros(TensorType.of(DType.U32, 2));
        Literal once = run(dropping, all);
        assertThat(run(dropping, all)).isCloseTo(once, Tolerance.EXACT);
        all[3].setLong(0, 1);
        Assertions.assertThat(run(dropping, all).doubles()).isNotEqualTo(once.doubles());
    }

    @Test
    void normalizationsOfFeaturesAreThoseOfPytorch() {
        close(
                run(in -> in.get(0).layerNorm(in.get(1), in.get(2), 1e-5), X, SCALE, OFFSET),
                -0.33854788,
                1.48533849,
                1.01116212,
                0.90753978,
                0.47099126,
                -0.37902799);
        close(
                Run.of((x, s) -> x.rmsNorm(s, 1e-6), X, SCALE),
                0.3664343,
                0.98382064,
                1.02157245,
                0.27888081,
                -0.5125615,
                -1.50967648);
        close(
                run(
                        in -> in.get(0).groupNorm(2, in.get(1), in.get(2), 1e-5),
                        Waves.of(0.7, 2, 2, 4),
                        Waves.of(0.5, 4),
                        Waves.of(0.3, 4)),
                0.64399036,
                1.56105287,
                2.09065684,
                1.47285334,
                0.00473125,
                -0.53300794,
                -0.40434326,
                0.28214527,
                0.11797907,
                1.68006406,
                1.85064413,
                1.77400708,
                0.50189444,
                -0.60138597,
                -0.15864212,
                -0.02419393);
    }

    @Test
    void normalizationsOverBatchesAreThoseOfPytorch() {
        var made =
                Run.all(
                        in -> {
                            var y = in.get(0).batchNorm(-1, in.get(1), in.get(2), 1e-5);
                            return List.of(
                                    y.output(), y.statistics().mean(), y.statistics().variance());
                        },
                        X,
                        SCALE,
                        OFFSET);
        close(
                made.get(0),
                0.7748455,
                1.40610403,
                1.78081527,
                -0.18380509,
                -0.27681909,
                -0.21416145);
        close(made.get(1), 0.48960292, 0.31733325, -0.0041832);
        close(made.get(2), 0.02390573, 0.44637963, 0.75236987);
        close(
                run(
                        in -> {
                            var given = new Statistics(in.get(2), in.get(1).abs().add(0.5));
                            return in.get(0).batchNorm(1, in.get(1), in.get(2), given, 1e-5);
                        },
                        X,
                        SCALE,
                        OFFSET),
                0.46444058,
                0.87036688,
                0.84844145,
                0.31463976,
                -0.10043155,
                -0.565633);
    }

    @Test
    void gradientsOfNormalizationsAgreeWithDifferences() {
        var x = Slopes.random(2, 2, 4);
        var scale = Slopes.distinct(4);
        var offset = Slopes.random(4);

        slopes(in -> in.get(0).layerNorm(in.get(1), in.get(2), 0.1), x, scale, offset);
        slopes(in -> in.get(0).layerNorm(in.get(1), in.get(1), 0.1), x, Slopes.distinct(2, 4));
        slopes(in -> in.get(0).rmsNorm(in.get(1), 0.1), x, scale);
        slopes(in -> in.get(0).groupNorm(2, in.get(1), in.get(2), 0.1), x, scale, offset);
        Slopes.agreeAll(
                in -> {
                    var y = in.get(0).batchNorm(2, in.get(1), in.get(2), 0.1);
                    return List.of(y.output(), y.statistics().mean(), y.statistics().variance());
                },
                x,
                scale,
                offset);
        slopes(
                in -> {
                    var given = new Statistics(in.get(2), in.get(1).square());
                    return in.get(0).batchNorm(-1, in.get(1), in.get(2), given, 0.1);
                },
                x,
                scale,
                offset);
    }
}
