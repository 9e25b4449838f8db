package io.jacquard.nn.attention;

import io.jacquard.nn.Layer;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.tensor.Tensor;
import java.util.function.UnaryOperator;

/// A part of a block, what goes in added to what comes out, and a normalization.
///
/// Before: `x + dropout(part(norm(x)))`. After: `norm(x + dropout(part(x)))`.
///
/// Source: after, Vaswani et al., 2017, arXiv 1706.03762, section 3.1; before, Xiong et al., *On
/// layer normalization in the transformer architecture*, 2020, arXiv 2002.04745.
///
/// @param norm the normalization
/// @param order where it stands
/// @param dropout probability that an element of what comes out is left out while training
public record Residual(Layer norm, Order order, double dropout) {
    /// Where the normalization stands.
    public enum Order {
        /// Before the part: GPT-2, Llama.
        BEFORE,
        /// After the sum: the paper of 2017, BERT.
        AFTER
    }

    /// The sum around a part.
    public Tensor around(Tensor x, UnaryOperator<Tensor> part) {
        Layer left = new Dropout(dropout);
        return switch (order) {
            case BEFORE -> x.add(left.forward(part.apply(norm.forward(x))));
            case AFTER -> norm.forward(x.add(left.forward(part.apply(x))));
        };
    }
}
