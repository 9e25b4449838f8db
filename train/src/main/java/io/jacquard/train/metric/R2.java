package io.jacquard.train.metric;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// The coefficient of determination, in f64. Targets are added up as differences to the first one,
/// so that numbers far from 0 lose nothing and equal ones have a spread of exactly 0.
final class R2 implements Metric {
    @Override
    public String name() {
        return "r2";
    }

    // Examples; for each output the first target, differences to it, their squares, squared errors.
    @Override
    public List<TensorType> sums(TensorType predictions) {
        int outputs = predictions.shape().elements() / predictions.shape().size(0);
        TensorType each = TensorType.of(DType.F64, outputs);
        return List.of(TensorType.of(DType.F64), each, each, each, each);
    }

    @Override
    public List<Tensor> add(List<Tensor> sums, Tensor predictions, Tensor targets) {
        Tensor p = rows(predictions);
        Tensor t = rows(targets);
        Tensor count = sums.getFirst();
        Tensor origin = count.eq(count.like(0)).where(t.slice(0, 0, 1).reshape(-1), sums.get(1));
        Tensor differences = t.sub(origin);
        return List.of(
                count.add(t.size(0)),
                origin,
                sums.get(2).add(differences.sum(0)),
                sums.get(3).add(differences.square().sum(0)),
                sums.get(4).add(t.sub(p).square().sum(0)));
    }

    private static Tensor rows(Tensor x) {
        return x.reshape(x.size(0), -1).to(DType.F64);
    }

    @Override
    public Map<String, Double> results(List<Literal> sums) {
        double count = sums.getFirst().get(0);
        int outputs = sums.get(1).elements();
        double sum = 0;
        for (int i = 0; i < outputs; i++) {
            double difference = sums.get(2).get(i);
            double spread = sums.get(3).get(i) - difference * difference / count;
            sum += determined(sums.get(4).get(i), spread);
        }
        return Map.of(name(), count < 2 ? Double.NaN : sum / outputs);
    }

    private static double determined(double errors, double spread) {
        boolean divided = spread != 0 || Double.isNaN(errors);
        return divided ? 1 - errors / spread : errors == 0 ? 1 : 0;
    }
}
