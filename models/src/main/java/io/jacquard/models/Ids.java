package io.jacquard.models;

import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.IntList;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// Token ids going in, and logits by the table of the tokens coming out.
public final class Ids {
    private static final DotGeneral BY_ROWS =
            new DotGeneral(IntList.of(), IntList.of(), IntList.of(2), IntList.of(1));

    private Ids() {}

    /// Ids that a network takes.
    ///
    /// @param network name for the message
    /// @param ids to be checked
    /// @param context largest number of tokens
    /// @throws io.jacquard.ir.ShapeException if they are not `i32[batch, time]` or too many
    public static Tensor checked(String network, Tensor ids, int context) {
        if (ids.rank() != 2 || !ids.dtype().isInteger()) {
            throw Refusal.of(
                    network,
                    "the ids are " + ids.type(),
                    List.of(ids),
                    "integers [batch, time]; reshape or convert them");
        }
        if (ids.size(1) > context) {
            throw Refusal.of(
                    network,
                    "%d tokens are more than the context".formatted(ids.size(1)),
                    List.of(ids),
                    "at most %d tokens; cut the sequence".formatted(context));
        }
        return ids;
    }

    /// Logits of features by the rows of a table: the product with each token's vector.
    ///
    /// Source: Press, Wolf, *Using the output embedding to improve language models*, 2016, arXiv
    /// 1608.05859.
    ///
    /// @param features `[batch, time, width]`
    /// @param table `[vocabulary, width]`
    /// @return `[batch, time, vocabulary]`
    public static Tensor logits(Tensor features, Tensor table) {
        return features.dot(BY_ROWS, table);
    }
}
