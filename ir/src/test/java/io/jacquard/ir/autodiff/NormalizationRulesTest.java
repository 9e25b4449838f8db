package io.jacquard.ir.autodiff;

import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Normalization.BatchNormInference;
import io.jacquard.ir.Normalization.BatchNormTraining;
import io.jacquard.ir.Normalization.GroupNorm;
import io.jacquard.ir.Normalization.LayerNorm;
import io.jacquard.ir.Normalization.RmsNorm;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizationRulesTest {
    private static void agree(Composite op, int[]... shapes) {
        List<Literal> operands = new ArrayList<>();
        for (int[] shape : shapes) {
            Literal x = Pieces.random(TensorType.of(DType.F64, shape), operands.size() + 1);
            if (operands.size() == 4) {
                for (int i = 0; i < x.elements(); i++) {
                    x.set(i, 0.3 + Math.abs(x.get(i)));
                }
            }
            operands.add(x);
        }
        Pieces.agree(op, operands.toArray(Literal[]::new));
        List<Literal> narrow = new ArrayList<>();
        for (Literal x : operands) {
            Literal y = Literal.zeros(x.type().with(DType.BF16));
            for (int i = 0; i < y.elements(); i++) {
                y.set(i, x.get(i));
            }
            narrow.add(y);
        }
        Pieces.agree(0x1p-5, op, narrow.toArray(Literal[]::new));
    }

    private static int[] of(int... sizes) {
        return sizes;
    }

    @Test
    void gradientsAreThoseOfTheDecomposition() {
        for (int axis = 0; axis < 3; axis++) {
            int[] slice = java.util.Arrays.copyOfRange(of(2, 3, 5), axis, 3);
            agree(new LayerNorm(axis, 1e-5), of(2, 3, 5), slice, slice);
            agree(new RmsNorm(axis, 1e-5), of(2, 3, 5), slice);
            int[] features = of(of(2, 3, 5)[axis]);
            agree(new BatchNormTraining(1e-3, axis), of(2, 3, 5), features, features);
            agree(
                    new BatchNormInference(1e-3, axis),
                    of(2, 3, 5),
                    features,
                    features,
                    features,
                    features);
        }
        for (int groups : new int[] {1, 2, 3, 6}) {
            agree(new GroupNorm(groups, 1e-5), of(2, 3, 2, 6), of(6), of(6));
            agree(new GroupNorm(groups, 1e-5), of(4, 6), of(6), of(6));
        }
    }

    @Test
    void layerNormAgreesWithDifferences() {
        Differences.seeded(40)
                .with(2, 4)
                .with(4)
                .with(4)
                .check((s, x) ->
                        s.builder().add(new LayerNorm(1, 1e-2), x.get(0), x.get(1), x.get(2)));
    }

    @Test
    void rmsNormAgreesWithDifferences() {
        Differences.seeded(41)
                .with(2, 2, 3)
                .with(2, 3)
                .check((s, x) -> s.builder().add(new RmsNorm(1, 1e-2), x.get(0), x.get(1)));
    }

    @Test
    void groupNormAgreesWithDifferences() {
        Differences.seeded(42)
                .with(2, 3, 4)
                .with(4)
                .with(4)
                .check((s, x) ->
                        s.builder().add(new GroupNorm(2, 1e-2), x.get(0), x.get(1), x.get(2)));
    }

    @Test
    void allResultsOfBatchNormAgreeWithDifferences() {
        Differences.seeded(43)
                .with(5, 3)
                .with(3)
                .with(3)
                .check((s, x) -> {
                    List<? extends Value> y =
                            s.builder().append(new BatchNormTraining(1e-2, 1), x).results();
                    Value statistics = s.mul(y.get(1), y.get(2));
                    return s.mul(y.get(0), s.repeatAlong(statistics, y.get(0).type().shape(), 0));
                });
    }

    @Test
    void batchNormByGivenStatisticsAgreesWithDifferences() {
        Differences.seeded(44)
                .with(3, 2)
                .with(2)
                .with(2)
                .with(2)
                .positive(2)
                .check((s, x) -> s.builder().append(new BatchNormInference(1e-2, 1), x).result());
    }
}
