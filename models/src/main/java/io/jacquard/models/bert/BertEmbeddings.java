package io.jacquard.models.bert;

import io.jacquard.ir.DType;
import io.jacquard.nn.Scope;
import io.jacquard.nn.attention.LearnedPositions;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.nn.layer.Embedding;
import io.jacquard.nn.layer.LayerNorm;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// What a BERT looks up for its tokens: the sum of a vector for the token, its type and its
/// position, normalized.
final class BertEmbeddings {
    private final Embedding words;
    private final LearnedPositions positions;
    private final Embedding types;
    private final LayerNorm norm;
    private final Dropout dropout;

    BertEmbeddings(Scope scope, BertConfig c) {
        Initializer initial = Bert.initial();
        BertConfig.Tables t = c.tables();
        int width = c.blocks().width();
        words =
                Embedding.withPadding(
                        scope.in("word_embeddings"), t.vocabulary(), width, initial, 0);
        positions =
                new LearnedPositions(scope.in("position_embeddings"), t.context(), width, initial);
        types = new Embedding(scope.in("token_type_embeddings"), t.types(), width, initial);
        norm = new LayerNorm(scope.in("LayerNorm"), width).withEpsilon(c.epsilon());
        dropout = new Dropout(c.dropout());
    }

    /// The table of tokens, `f32[vocabulary, width]`.
    Tensor table() {
        return words.weight().value();
    }

    Tensor of(BertInput input) {
        Tensor ids = input.ids();
        if (ids.rank() != 2 || ids.dtype().isFloat() || ids.dtype() == DType.BOOL) {
            throw Refusal.of(
                    "bert",
                    "the ids are " + ids.type(),
                    List.of(ids),
                    "integers [batch, time]; put several texts into one array");
        }
        Tensor type =
                input.types().isEmpty()
                        ? types.weight().value().slice(0, 0, 1)
                        : types.forward(input.types().getFirst());
        Tensor sum = positions.forward(words.forward(ids).add(type));
        return dropout.forward(norm.forward(sum));
    }
}
