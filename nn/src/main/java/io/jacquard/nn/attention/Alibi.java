package io.jacquard.nn.attention;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// Attention with linear biases: a key counts less the further it is before the query, in each head
/// by another slope: `-slope * |query - key|`.
///
/// The slopes of n heads, for n a power of two, are `2^(-8/n), 2^(-16/n), ...`; for another n those
/// of the next smaller power of two, then every second one of the next larger.
///
/// Source: Press, Smith, Lewis, *Train short, test long*, 2021, arXiv 2108.12409, section 3 and the
/// authors' code for other numbers of heads; the distance is absolute, so that it suits encoders.
public record Alibi() implements HeadPositions {
    @Override
    public List<Tensor> bias(int heads, Tensor queries, Tensor keys) {
        Tensor distance = queries.expand(1).sub(keys.expand(0)).abs().to(DType.F32);
        Tensor slopes = Tensor.constant(Literal.of(slopes(heads), heads, 1, 1));
        return List.of(distance.expand(0).mul(slopes).neg());
    }

    private static float[] slopes(int heads) {
        int power = Integer.highestOneBit(heads);
        float[] slopes = new float[heads];
        for (int h = 0; h < heads; h++) {
            double exponent =
                    h < power ? 8.0 * (h + 1) / power : 4.0 * (2 * (h - power) + 1) / power;
            slopes[h] = (float) Math.pow(2, -exponent);
        }
        return slopes;
    }
}
