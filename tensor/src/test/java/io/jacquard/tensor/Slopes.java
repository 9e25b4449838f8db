package io.jacquard.tensor;

import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.testkit.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Compares gradients of what tensors compute with central differences.
final class Slopes {
    private Slopes() {}

    static void agree(UnaryOperator<Tensor> f, Literal x) {
        agreeAll(in -> List.of(f.apply(in.getFirst())), x);
    }

    /// Those of all f64 arguments, for random cotangents of all results.
    static void agreeAll(Function<List<Tensor>, List<Tensor>> f, Literal... in) {
        var traced =
                Trace.of(
                        "f",
                        Mode.TRAINING,
                        t -> {
                            List<Tensor> inputs = new ArrayList<>();
                            for (Literal x : in) {
                                inputs.add(t.input("x", x.type()));
                            }
                            return f.apply(inputs);
                        });
        GradientCheck.check(traced.function(), Slopes::gradients, List.of(in), 5);
    }

    private static io.jacquard.ir.Function gradients(io.jacquard.ir.Function f) {
        IntList floats =
                IntList.of(
                        IntList.range(0, f.parameters().size()).stream()
                                .filter(i -> f.parameters().get(i).type().dtype() == DType.F64)
                                .toArray());
        var all = ReverseMode.differentiate(f, floats);
        Builder b = new Builder("gradients");
        var results = b.inline(all, b.parametersOf(all));
        return b.build(results.subList(1, results.size()));
    }

    /// Normally distributed numbers in f64.
    static Literal random(int... sizes) {
        var random = new Random(3);
        return Run.filled(TensorType.of(DType.F64, sizes), _ -> random.nextGaussian());
    }

    /// Numbers that differ by much more than a step, in no order.
    static Literal distinct(int... sizes) {
        var type = TensorType.of(DType.F64, sizes);
        int n = type.shape().elements();
        return Run.filled(type, i -> (i * 7 % n) * 0.5 - 1.2);
    }
}
