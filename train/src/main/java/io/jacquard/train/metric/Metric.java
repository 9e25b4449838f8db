package io.jacquard.train.metric;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// A number, or several, about predictions, added up batch by batch on the device.
///
/// {@snippet file="io/jacquard/train/SnippetsTest.java" region="metric"}
public interface Metric {
    /// A short name, unique among the metrics of a trainer, for example `accuracy`.
    String name();

    /// Types of what is added up, 0 at the start.
    ///
    /// @param predictions type of a batch's predictions
    List<TensorType> sums(TensorType predictions);

    /// Traces the sums after a batch.
    ///
    /// @param sums what was added up before
    /// @param predictions `[batch, ...]`
    /// @param targets `[batch, ...]`
    /// @return as many of the same types
    List<Tensor> add(List<Tensor> sums, Tensor predictions, Tensor targets);

    /// The results by name, in a fixed order; the first is the one to look at.
    ///
    /// @param sums the final sums
    Map<String, Double> results(List<Literal> sums);
}
