package io.jacquard.train;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.train.metric.Metric;
import io.jacquard.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is trained: the model, its objective, the optimizer and the metrics.
///
/// @param model the model
/// @param objective what is minimized
/// @param optimizer how
/// @param metrics what is measured
record Task(Model model, Objective objective, Optimizer optimizer, List<Metric> metrics) {
    private static final TensorType SUM = TensorType.of(DType.F64);
    private static final List<TensorType> OWN = List.of(SUM, SUM);

    /// How many of that many sums are metrics' sums, the last ones.
    static int metricSums(int sums) {
        return sums - OWN.size();
    }

    /// The model's parameters that the optimizer changes.
    List<Parameter> trainable() {
        return model.parameters().stream().filter(Parameter::trainable).toList();
    }

    /// What is added up over batches: the loss, the number of examples, then the metrics' sums.
    ///
    /// @param predictions type of a batch's predictions
    List<TensorType> sums(TensorType predictions) {
        List<TensorType> types = new ArrayList<>(OWN);
        metrics.forEach(m -> types.addAll(m.sums(predictions)));
        return types;
    }

    /// The sums after a batch.
    List<Tensor> added(List<Tensor> sums, Tensor losses, Tensors outputs, Tensors targets) {
        List<Tensor> next = new ArrayList<>();
        next.add(sums.getFirst().add(losses.sum().to(DType.F64)));
        next.add(sums.get(1).add(losses.size(0)));
        int at = OWN.size();
        for (Metric m : metrics) {
            Tensor predictions = outputs.list().getFirst();
            int count = m.sums(predictions.type()).size();
            next.addAll(
                    m.add(sums.subList(at, at + count), predictions, targets.list().getFirst()));
            at += count;
        }
        return next;
    }

    /// The report of final sums.
    ///
    /// @param predictions type of a batch's predictions
    Report report(List<Literal> sums, TensorType predictions) {
        double examples = sums.get(1).get(0);
        Map<String, Double> results = new LinkedHashMap<>();
        Map<String, List<Literal>> raw = new LinkedHashMap<>();
        int at = OWN.size();
        for (Metric m : metrics) {
            int count = m.sums(predictions).size();
            List<Literal> own = List.copyOf(sums.subList(at, at + count));
            m.results(own).forEach(results::putIfAbsent);
            raw.put(m.name(), own);
            at += count;
        }
        return new Report(sums.getFirst().get(0) / examples, results, raw);
    }
}
