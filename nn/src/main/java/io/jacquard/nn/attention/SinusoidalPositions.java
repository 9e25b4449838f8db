package io.jacquard.nn.attention;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.nn.Layer;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// Adds to each token a vector of sines and cosines of its position: feature 2i is `sin(position /
/// 10000^(2i / width))`, feature 2i + 1 its cosine. Nothing is learned.
///
/// | value | shape |
/// |---|---|
/// | input, output | `f32[batch, time, width]` |
///
/// Source: Vaswani et al., *Attention is all you need*, 2017, arXiv 1706.03762, section 3.5.
public record SinusoidalPositions() implements Layer {
    private static final double BASE = 10_000;

    /// @throws io.jacquard.ir.ShapeException if the input is not `[batch, time, width]` with an
    ///   even width
    @Override
    public Tensor forward(Tensor x) {
        if (x.rank() != 3 || x.size(2) % 2 != 0) {
            throw Refusal.of(
                    "positions",
                    "the tokens are " + x.type(),
                    List.of(x),
                    "[batch, time, width] with an even width; change the width");
        }
        int width = x.size(2);
        float[] frequencies = new float[width / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) Math.pow(BASE, -2.0 * i / width);
        }
        Tensor positions = Decoding.positions(x.size(1)).to(DType.F32).expand(1);
        Tensor angles = positions.mul(Tensor.constant(Literal.of(frequencies, 1, width / 2)));
        Tensor both = angles.sin().expand(-1).concat(-1, angles.cos().expand(-1));
        return x.add(both.reshape(x.size(1), width).to(x.dtype()));
    }
}
