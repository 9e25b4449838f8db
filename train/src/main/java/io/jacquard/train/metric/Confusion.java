package io.jacquard.train.metric;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The confusion matrix of a classifier: row i, column j counts examples of class i taken for j. Of
/// predictions `[batch, ..., classes]` each row counts.
public final class Confusion implements Metric {
    Confusion() {}

    @Override
    public String name() {
        return "confusion";
    }

    @Override
    public List<TensorType> sums(TensorType predictions) {
        int classes = predictions.shape().size(-1);
        return List.of(TensorType.of(DType.F32, classes, classes));
    }

    // Counts are exact in f32 up to 2^24 examples in one cell.
    @Override
    public List<Tensor> add(List<Tensor> sums, Tensor predictions, Tensor targets) {
        int classes = predictions.size(-1);
        Tensor truth = Metrics.classes(targets).reshape(-1).oneHot(classes, DType.F32);
        Tensor taken = predictions.argmax(-1).reshape(-1).oneHot(classes, DType.F32);
        return List.of(sums.getFirst().add(truth.transpose().matmul(taken)));
    }

    @Override
    public Map<String, Double> results(List<Literal> sums) {
        Scores all = scores(sums.getFirst());
        Map<String, Double> m = new LinkedHashMap<>();
        m.put("accuracy", all.accuracy());
        m.put("precision", all.mean(Scores.Of::precision));
        m.put("recall", all.mean(Scores.Of::recall));
        m.put("f1", all.mean(Scores.Of::f1));
        return m;
    }

    /// The scores in a confusion matrix.
    public static Scores scores(Literal matrix) {
        return Scores.of(matrix);
    }
}
