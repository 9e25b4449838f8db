package io.jacquard.ir.autodiff;

import io.jacquard.ir.Creation;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Fft.Kind;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.List;

/// The rule of the Fourier transform: cotangents go through its conjugate transpose, which is its
/// inverse but for a factor.
///
/// @param p what the rule works with
/// @param op the transform
record FftRule(Pullback p, Fft op) {
    static Rule of(Fft op) {
        return Rule.together((p, wanted) -> {
            List<Value> all = new FftRule(p, op).cotangents();
            return wanted.stream().mapToObj(all::get).toList();
        });
    }

    private List<Value> cotangents() {
        List<Value> d = p.forward().results().stream().map(p::d).toList();
        double n = op.length().stream().asDoubleStream().reduce(1, (a, b) -> a * b);
        return switch (op.kind()) {
            case FFT -> scaled(transformed(Kind.IFFT, d), n);
            case IFFT -> scaled(transformed(Kind.FFT, d), 1 / n);
            case RFFT -> scaled(transformed(Kind.IFFT, d.stream().map(this::whole).toList()), n);
            case IRFFT ->
                    transformed(Kind.RFFT, d).stream()
                            .map(v -> p.mul(p.mul(v, weights(v)), 1 / n))
                            .toList();
        };
    }

    private List<Value> transformed(Kind kind, List<Value> operands) {
        return List.copyOf(p.builder().append(new Fft(kind, op.length()), operands).results());
    }

    private List<Value> scaled(List<Value> values, double by) {
        return values.stream().map(v -> p.mul(v, by)).toList();
    }

    // Zeros where the forward transform leaves elements out.
    private Value whole(Value half) {
        int rank = half.type().rank();
        int more = p.a().type().shape().size(-1) - half.type().shape().size(-1);
        IntList none = IntList.repeat(0, rank);
        IntList high = IntList.generate(rank, i -> i == rank - 1 ? more : 0);
        return p.apply(
                new Shaping.Pad(none, high, none), half, p.zeros(half.type().with(Shape.SCALAR)));
    }

    // 2 for elements of the half that stand for their mirror image too.
    private Value weights(Value half) {
        Shape shape = half.type().shape();
        int n = op.length().at(op.length().size() - 1);
        TensorType line = half.type().with(Shape.of(shape.size(-1)));
        Literal weights = Literal.filled(line, 2);
        weights.set(0, 1);
        if (n % 2 == 0) {
            weights.set(n / 2, 1);
        }
        Value constant = p.apply(new Creation.Constant(weights));
        return p.s().broadcast(constant, shape, IntList.of(shape.rank() - 1));
    }
}
