package io.jacquard.models.bert;

import io.jacquard.nn.Scope;
import io.jacquard.nn.attention.AttentionConfig;
import io.jacquard.nn.attention.FeedForward;
import io.jacquard.nn.attention.MultiHeadAttention;
import io.jacquard.nn.attention.Projections;
import io.jacquard.nn.attention.Residual;
import io.jacquard.nn.attention.Residual.Order;
import io.jacquard.nn.attention.Sight;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.LayerNorm;
import io.jacquard.nn.layer.Linear;
import io.jacquard.tensor.Tensor;

/// A block of a BERT: attention, then a perceptron, a normalization after each sum.
final class BertBlock {
    private final MultiHeadAttention attention;
    private final Residual attending;
    private final FeedForward perceptron;
    private final Residual thinking;

    BertBlock(Scope scope, BertConfig c) {
        int width = c.blocks().width();
        int hidden = c.blocks().hidden();
        Projections names =
                Projections.named("output.dense.", "self.query.", "self.key.", "self.value.")
                        .starting(Bert.initial(), Bert.initial());
        Scope attending = scope.in("attention");
        attention =
                new MultiHeadAttention(
                        attending,
                        AttentionConfig.of(width, c.blocks().heads())
                                .with(names)
                                .withDropout(c.dropout()));
        this.attending = residual(attending.in("output"), c);
        Scope output = scope.in("output");
        perceptron =
                new FeedForward(
                        linear(scope.in("intermediate"), width, hidden),
                        Activation.gelu(),
                        linear(output, hidden, width),
                        0);
        thinking = residual(output, c);
    }

    private static Linear linear(Scope scope, int in, int out) {
        return new Linear(scope.in("dense"), in, out, Bert.initial());
    }

    private static Residual residual(Scope scope, BertConfig c) {
        LayerNorm norm = new LayerNorm(scope.in("LayerNorm"), c.blocks().width());
        return new Residual(norm.withEpsilon(c.epsilon()), Order.AFTER, c.dropout());
    }

    Tensor of(Tensor x, Sight sight) {
        Tensor y = attending.around(x, t -> attention.forward(t, sight));
        return thinking.around(y, perceptron::forward);
    }
}
