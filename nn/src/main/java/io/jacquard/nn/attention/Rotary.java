package io.jacquard.nn.attention;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Rotary position embedding: pairs of features of each head are turned by `position * frequency`,
/// so that a product of a query and a key depends on their distance.
///
/// The pair i is turned by the frequency i, usually `base^(-2i / size)`. Features beyond the pairs
/// stay as they are.
///
/// Source: Su et al., *RoFormer*, 2021, arXiv 2104.09864, equation 34.
///
/// @param frequencies of the pairs, in radians a position
/// @param pairing which two features are a pair
public record Rotary(List<Double> frequencies, Pairing pairing) implements HeadPositions {
    /// Which two features of a head are a pair.
    public enum Pairing {
        /// Feature i and i plus half of what is turned: Hugging Face's Llama.
        HALVES,
        /// Features 2i and 2i + 1: the paper, and Meta's Llama.
        NEIGHBORS
    }

    /// Copies the list.
    public Rotary {
        frequencies = List.copyOf(frequencies);
    }

    /// The usual frequencies, paired by halves.
    ///
    /// @param base 10,000 in the paper and in Llama 2; 500,000 in Llama 3
    /// @param size features of a head that are turned, even
    public static Rotary of(double base, int size) {
        if (size < 2 || size % 2 != 0 || !(base > 0)) {
            throw Refusal.argument(
                    "rotary",
                    "these are no pairs to turn",
                    "base %s, size %d".formatted(base, size),
                    "a base above 0 and an even size; give the features of a head");
        }
        return new Rotary(
                IntStream.range(0, size / 2)
                        .mapToObj(i -> Math.pow(base, -2.0 * i / size))
                        .toList(),
                Pairing.HALVES);
    }

    /// This with another pairing.
    public Rotary paired(Pairing other) {
        return new Rotary(frequencies, other);
    }

    /// This with other frequencies, for a longer context.
    ///
    /// @param change makes the new frequency of an old one
    public Rotary rescaled(DoubleUnaryOperator change) {
        return new Rotary(frequencies.stream().map(f -> change.applyAsDouble(f)).toList(), pairing);
    }

    @Override
    public Tensor turn(Tensor heads, Tensor positions) {
        int pairs = frequencies.size();
        int size = heads.size(-1);
        if (2 * pairs > size) {
            throw Refusal.of(
                    "rotary",
                    "%d pairs do not fit heads of %d features".formatted(pairs, size),
                    List.of(heads),
                    "at most half as many pairs as features; make it for this size");
        }
        Tensor angles = angles(positions);
        Tensor cos = angles.cos().to(heads.dtype());
        Tensor sin = angles.sin().to(heads.dtype());
        Tensor turning = heads.slice(-1, 0, 2 * pairs);
        Tensor turned =
                switch (pairing) {
                    case HALVES -> halves(turning, cos, sin);
                    case NEIGHBORS -> neighbors(turning, cos, sin);
                };
        return 2 * pairs == size ? turned : turned.concat(-1, heads.slice(-1, 2 * pairs, size));
    }

    /// `f32[time, pairs]`
    private Tensor angles(Tensor positions) {
        float[] each = new float[frequencies.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = frequencies.get(i).floatValue();
        }
        Tensor row = Tensor.constant(Literal.of(each, 1, each.length));
        return positions.to(DType.F32).expand(1).mul(row);
    }

    private static Tensor halves(Tensor x, Tensor cos, Tensor sin) {
        int pairs = x.size(-1) / 2;
        Tensor a = x.slice(-1, 0, pairs);
        Tensor b = x.slice(-1, pairs, 2 * pairs);
        return a.mul(cos).sub(b.mul(sin)).concat(-1, b.mul(cos).add(a.mul(sin)));
    }

    private static Tensor neighbors(Tensor x, Tensor cos, Tensor sin) {
        int pairs = x.size(-1) / 2;
        int[] sizes = x.shape().sizes();
        Tensor both = x.reshape(sizes[0], sizes[1], sizes[2], pairs, 2);
        Tensor a = both.slice(-1, 0, 1).squeeze(-1);
        Tensor b = both.slice(-1, 1, 2).squeeze(-1);
        Tensor first = a.mul(cos).sub(b.mul(sin)).expand(-1);
        Tensor second = b.mul(cos).add(a.mul(sin)).expand(-1);
        return first.concat(-1, second).reshape(sizes);
    }
}
