package io.jacquard.train.metric;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/// The mean of one value an example; the sum is kept in f64, so that it does not drift.
final class Mean implements Metric {
    private static final TensorType SUM = TensorType.of(DType.F64);

    private final String name;
    private final BinaryOperator<Tensor> value;

    Mean(String name, BinaryOperator<Tensor> value) {
        this.name = name;
        this.value = value;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<TensorType> sums(TensorType predictions) {
        return List.of(SUM, SUM);
    }

    @Override
    public List<Tensor> add(List<Tensor> sums, Tensor predictions, Tensor targets) {
        Tensor values = value.apply(predictions, targets).requireShape(predictions.size(0));
        return List.of(
                sums.getFirst().add(values.sum().to(DType.F64)),
                sums.getLast().add(values.size(0)));
    }

    @Override
    public Map<String, Double> results(List<Literal> sums) {
        return Map.of(name, sums.getFirst().get(0) / sums.getLast().get(0));
    }
}
