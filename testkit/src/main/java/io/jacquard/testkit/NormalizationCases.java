package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Normalization;
import io.jacquard.ir.Normalization.BatchNormInference;
import io.jacquard.ir.Normalization.BatchNormTraining;
import io.jacquard.ir.Normalization.GroupNorm;
import io.jacquard.ir.Normalization.LayerNorm;
import io.jacquard.ir.Normalization.RmsNorm;
import java.util.ArrayList;
import java.util.List;

/// Cases of normalizations.
final class NormalizationCases {
    private final List<OpCase> cases = new ArrayList<>();
    private final DType dtype;

    private NormalizationCases(DType dtype) {
        this.dtype = dtype;
    }

    static List<OpCase> all() {
        List<OpCase> all = new ArrayList<>();
        for (DType d : DType.values()) {
            if (d.isFloat()) {
                NormalizationCases c = new NormalizationCases(d);
                c.slices();
                c.groups();
                c.batches();
                all.addAll(c.cases);
            }
        }
        return all;
    }

    // Sums and products of several numbers near 1, with terms that cancel.
    private Tolerance tolerance() {
        return switch (dtype) {
            case F64 -> Tolerance.DOUBLE;
            case BF16, F16 -> new Tolerance("NORM16", 0x1p-7, 1e-3, Tolerance.Scale.LARGEST);
            case F32, I8, I32, I64, U8, U32, BOOL ->
                    new Tolerance("NORM", 2e-5, 1e-6, Tolerance.Scale.LARGEST);
        };
    }

    private void add(Normalization op, Literal... operands) {
        cases.add(OpCase.of(op, tolerance(), operands));
    }

    private Literal random(int seed, int... sizes) {
        return Samples.random(dtype, seed, sizes);
    }

    private Literal positive(int seed, int... sizes) {
        return Samples.between(dtype, 0.2, 2, seed, sizes);
    }

    private void slices() {
        add(new LayerNorm(1, 1e-5), random(1, 4, 10), random(2, 10), random(3, 10));
        add(new LayerNorm(0, 1e-5), random(4, 3, 7), random(5, 3, 7), random(6, 3, 7));
        add(new LayerNorm(2, 1e-3), random(7, 2, 3, 33), random(8, 33), random(9, 33));
        add(new LayerNorm(1, 1e-5), random(1, 0, 4), random(2, 4), random(3, 4));
        add(new LayerNorm(1, 1e-5), random(1, 3, 0), random(2, 0), random(3, 0));
        add(new LayerNorm(1, 1e-2), random(1, 3, 1), random(2, 1), random(3, 1));
        Literal nan = Samples.reals(dtype, 1, Double.NaN, 3, 4).reshape(2, 2);
        add(new LayerNorm(1, 1e-3), nan, random(2, 2), random(3, 2));
        add(new RmsNorm(1, 1e-5), random(1, 4, 10), random(2, 10));
        add(new RmsNorm(0, 1e-5), random(3, 3, 7), random(4, 3, 7));
        add(new RmsNorm(1, 1e-3), random(5, 2, 3, 11), random(6, 3, 11));
        add(new RmsNorm(1, 1e-5), random(1, 0, 4), random(2, 4));
    }

    private void groups() {
        for (int groups : new int[] {1, 2, 6}) {
            add(new GroupNorm(groups, 1e-3), random(1, 2, 3, 4, 6), random(2, 6), random(3, 6));
        }
        add(new GroupNorm(2, 1e-3), random(4, 3, 8), random(5, 8), random(6, 8));
        add(new GroupNorm(2, 1e-3), random(4, 0, 5, 4), random(5, 4), random(6, 4));
    }

    private void batches() {
        for (int axis = 0; axis < 3; axis++) {
            int n = new int[] {4, 3, 5}[axis];
            Literal x = random(1, 4, 3, 5);
            add(new BatchNormTraining(1e-3, axis), x, random(2, n), random(3, n));
            Literal mean = random(4, n);
            Literal variance = positive(5, n);
            Literal scale = random(6, n);
            add(new BatchNormInference(1e-3, axis), x, scale, random(7, n), mean, variance);
        }
        Literal images = random(8, 2, 6, 5, 16);
        add(new BatchNormTraining(1e-5, 3), images, positive(9, 16), random(10, 16));
        add(new BatchNormTraining(1e-5, 1), random(1, 0, 2), random(2, 2), random(3, 2));
    }
}
