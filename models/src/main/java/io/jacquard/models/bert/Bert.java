package io.jacquard.models.bert;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.attention.Sight;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Linear;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// An encoder of text, in which each token sees all others.
///
/// | value | shape |
/// |---|---|
/// | input | as {@link BertInput} says |
/// | output | `f32[batch, time, width]` |
/// | pooled | `f32[batch, width]` |
///
/// Its parameters have the names and the order of Hugging Face's `BertModel`:
/// `embeddings.word_embeddings.weight`, `encoder.layer.0.attention.self.query.weight`,
/// `pooler.dense.bias`; {@link BertCheckpoint} loads its files. Weights start normal with deviation
/// 0.02, biases at 0. The vector of token 0, the padding, is not trained.
///
/// {@snippet file="io/jacquard/models/bert/SnippetsTest.java" region="bert"}
///
/// Source: Devlin, Chang, Lee, Toutanova, *BERT: pre-training of deep bidirectional transformers
/// for language understanding*, 2018, arXiv 1810.04805, section 3.
public final class Bert implements Layer {
    /// Whether there is a map for the first token at the end.
    public enum Pooler {
        /// `tanh(dense(first token))`, trained for the next sentence, used for classification.
        DENSE,
        /// None.
        NONE
    }

    private final Scope scope;
    private final BertConfig config;
    private final BertEmbeddings embeddings;
    private final List<BertBlock> blocks;
    private final List<Linear> pooler;

    /// A network with a pooler.
    ///
    /// @param scope where the parameters are
    /// @param config the sizes
    public Bert(Scope scope, BertConfig config) {
        this(scope, config, Pooler.DENSE);
    }

    /// A network.
    ///
    /// @param scope where the parameters are
    /// @param config the sizes
    /// @param pooler whether it has one
    public Bert(Scope scope, BertConfig config, Pooler pooler) {
        this.scope = scope;
        this.config = config;
        this.embeddings = new BertEmbeddings(scope.in("embeddings"), config);
        Scope layers = scope.in("encoder").in("layer");
        this.blocks =
                IntStream.range(0, config.blocks().depth())
                        .mapToObj(i -> new BertBlock(layers.in(Integer.toString(i)), config))
                        .toList();
        int width = config.blocks().width();
        Scope dense = scope.in("pooler").in("dense");
        this.pooler =
                pooler == Pooler.DENSE
                        ? List.of(new Linear(dense, width, width, initial()))
                        : List.of();
    }

    /// How weights start.
    static Initializer initial() {
        return Initializers.normal(0, 0.02);
    }

    /// The sizes.
    public BertConfig config() {
        return config;
    }

    /// The table of tokens, for a head that shares it.
    Tensor table() {
        return embeddings.table();
    }

    /// What it makes of texts of one type without padding.
    ///
    /// @param ids integers `[batch, time]`
    /// @throws io.jacquard.ir.ShapeException if they are none, or longer than the context
    @Override
    public Tensor forward(Tensor ids) {
        return forward(BertInput.of(ids));
    }

    /// What it makes of texts. What it gives for padding means nothing.
    ///
    /// @throws io.jacquard.ir.ShapeException if the ids are no texts, or longer than the context
    public Tensor forward(BertInput input) {
        return scope.call(this, () -> states(input).getLast());
    }

    /// The output, named `output`, of inputs that are named as in {@link BertInput}.
    @Override
    public Tensors apply(Tensors inputs) {
        return Tensors.of("output", forward(BertInput.of(inputs)));
    }

    /// What is looked up, and what each block makes of it: `depth + 1` tensors `f32[batch, time,
    /// width]`, the last of which is the output.
    public List<Tensor> states(BertInput input) {
        Trace trace = Trace.current();
        Sight sight =
                input.mask().stream().map(Sight.self()::padded).findFirst().orElse(Sight.self());
        List<Tensor> all = new ArrayList<>();
        all.add(trace.in("embeddings", () -> embeddings.of(input)));
        for (BertBlock block : blocks) {
            all.add(block.of(all.getLast(), sight));
        }
        return all;
    }

    /// What the pooler makes of the output: of the first token of each text.
    ///
    /// @param output `f32[batch, time, width]`
    /// @throws IllegalStateException if there is no pooler
    public Tensor pooled(Tensor output) {
        if (pooler.isEmpty()) {
            throw new IllegalStateException("this network was made without a pooler");
        }
        return pooler.getFirst().forward(output.slice(1, 0, 1).squeeze(1)).tanh();
    }

    @Override
    public String title() {
        BertConfig.Blocks b = config.blocks();
        return "Bert(%d, %d, %d)".formatted(b.depth(), b.width(), b.heads());
    }
}
