package io.jacquard.cpu.attention;

import io.jacquard.ir.Attention;
import io.jacquard.ir.DType;
import java.util.Optional;

/// An attention over f32 with its sizes and where its operands lie. Columns of queries, keys,
/// values and the result are contiguous.
///
/// @param op what is computed
/// @param sizes its sizes
/// @param q where the queries lie
/// @param k where the keys lie
/// @param v where the values lie
/// @param y where the result lies
/// @param mask the mask, if there is one
public record Problem(
        Attention op,
        Sizes sizes,
        Strides q,
        Strides k,
        Strides v,
        Strides y,
        Optional<Mask> mask) {
    /// Sizes of an attention, all of them 1 or more.
    ///
    /// @param batch number of examples
    /// @param heads of the queries
    /// @param groups heads of the keys and values
    /// @param queries rows of the queries
    /// @param keys rows of the keys and values
    /// @param size columns of the queries and keys
    /// @param width columns of the values
    public record Sizes(
            int batch, int heads, int groups, int queries, int keys, int size, int width) {
        /// Neighboring heads that share keys and values.
        int each() {
            return heads / groups;
        }

        /// Queries of all heads.
        long rows() {
            return (long) batch * heads * queries;
        }

        /// The number of a query among those of all heads.
        long row(int b, int h, int query) {
            return ((long) b * heads + h) * queries + query;
        }
    }

    /// A mask.
    ///
    /// @param dtype bool or f32
    /// @param strides 0 where it is repeated; along the columns 0 or 1
    public record Mask(DType dtype, Strides strides) {
        long address(long mask, int b, int h, int query, int key) {
            return mask + dtype.bytes() * (strides.at(b, h, query) + key * strides.column());
        }
    }

    /// The same, where the heads of a group are rows of one matrix if each has a single query: so
    /// keys and values are read once.
    Problem folded() {
        boolean far = op.causal() || op.window() > 0;
        if (sizes.queries() != 1 || sizes.each() == 1 || far) {
            return this;
        }
        int each = sizes.each();
        Sizes rows =
                new Sizes(
                        sizes.batch(),
                        sizes.groups(),
                        sizes.groups(),
                        each,
                        sizes.keys(),
                        sizes.size(),
                        sizes.width());
        Optional<Mask> other = mask.map(m -> new Mask(m.dtype(), m.strides().folded(each)));
        return new Problem(op, rows, q.folded(each), k, v, y.folded(each), other);
    }
}
