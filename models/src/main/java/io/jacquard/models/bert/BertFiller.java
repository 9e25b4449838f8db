package io.jacquard.models.bert;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.LayerNorm;
import io.jacquard.nn.layer.Linear;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;

/// A BERT that says for each place which token stands there, so that it fills gaps: a masked
/// language model. The last map shares the table of tokens.
///
/// | value | shape |
/// |---|---|
/// | input | as {@link BertInput} says |
/// | output, logits | `f32[batch, time, vocabulary]` |
///
/// Its parameters have the names and the order of Hugging Face's `BertForMaskedLM`: those of {@link
/// Bert} in `bert`, without a pooler, then `cls.predictions.bias`,
/// `cls.predictions.transform.dense.weight` and so on.
///
/// Source: Devlin et al., 2018, arXiv 1810.04805, section 3.1, task 1.
public final class BertFiller implements Layer {
    private final Bert bert;
    private final Parameter bias;
    private final Linear dense;
    private final LayerNorm norm;

    /// A filler.
    ///
    /// @param scope where the parameters are
    /// @param config sizes of the encoder
    public BertFiller(Scope scope, BertConfig config) {
        this.bert = new Bert(scope.in("bert"), config, Bert.Pooler.NONE);
        int width = config.blocks().width();
        Scope head = scope.in("cls").in("predictions");
        this.bias =
                head.parameter(
                        "bias",
                        TensorType.of(DType.F32, config.tables().vocabulary()),
                        Initializers.zeros());
        Scope transform = head.in("transform");
        this.dense = new Linear(transform.in("dense"), width, width, Bert.initial());
        this.norm = new LayerNorm(transform.in("LayerNorm"), width).withEpsilon(config.epsilon());
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
        Tensor x = norm.forward(dense.forward(bert.forward(input)).gelu());
        return x.matmul(bert.table().transpose(1, 0)).add(bias.value());
    }

    /// The logits, named `output`, of inputs that are named as in {@link BertInput}.
    @Override
    public Tensors apply(Tensors inputs) {
        return Tensors.of("output", forward(BertInput.of(inputs)));
    }
}
