package io.jacquard.models.bert;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.nn.layer.Linear;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;

/// A BERT that classifies texts by what its pooler makes of the first token: `classifier(dropout(
/// pooled))`.
///
/// | value | shape |
/// |---|---|
/// | input | as {@link BertInput} says |
/// | output, logits | `f32[batch, classes]` |
///
/// Its parameters have the names and the order of Hugging Face's `BertForSequenceClassification`:
/// those of {@link Bert} in `bert`, then `classifier.weight` and `classifier.bias`.
///
/// Source: Devlin et al., 2018, arXiv 1810.04805, section 4.1.
public final class BertClassifier implements Layer {
    private final Bert bert;
    private final Dropout dropout;
    private final Linear classifier;

    /// A classifier.
    ///
    /// @param scope where the parameters are
    /// @param config sizes of the encoder
    /// @param classes numbers in the output, from 1
    public BertClassifier(Scope scope, BertConfig config, int classes) {
        this.bert = new Bert(scope.in("bert"), config);
        this.dropout = new Dropout(config.dropout());
        this.classifier =
                new Linear(
                        scope.in("classifier"), config.blocks().width(), classes, Bert.initial());
    }

    /// The encoder.
    public Bert bert() {
        return bert;
    }

    /// Logits of texts of one type without padding.
    ///
    /// @param ids integers `[batch, time]`
    @Override
    public Tensor forward(Tensor ids) {
        return forward(BertInput.of(ids));
    }

    /// Logits of texts.
    public Tensor forward(BertInput input) {
        return classifier.forward(dropout.forward(bert.pooled(bert.forward(input))));
    }

    /// The logits, named `output`, of inputs that are named as in {@link BertInput}.
    @Override
    public Tensors apply(Tensors inputs) {
        return Tensors.of("output", forward(BertInput.of(inputs)));
    }
}
