package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.util.List;

/// Fourier transforms: pairs of real arrays become complex ones and pairs again.
record Transforms(Primitives p) {
    List<Ssa> of(Fft op, List<Ssa> operands, List<TensorType> results) {
        Ssa x = operands.getFirst();
        TensorType result = results.getFirst();
        boolean fromReal = op.kind() == Fft.Kind.RFFT;
        boolean toReal = op.kind() == Fft.Kind.IRFFT;
        String in = fromReal ? x.name() : complex(x, operands.getLast());
        String from = fromReal ? Types.of(x.type()) : complexType(x.shape(), x.dtype());
        String to = toReal ? Types.of(result) : complexType(result.shape(), x.dtype());
        String right =
                "stablehlo.fft %s, type = %s, length = %s : (%s) -> %s"
                        .formatted(in, op.kind(), op.length(), from, to);
        if (toReal) {
            return List.of(p.code().let(result, right));
        }
        String made = p.code().let(right);
        return List.of(part("real", made, to, result), part("imag", made, to, result));
    }

    private String complex(Ssa re, Ssa im) {
        return p.code()
                .let(
                        "stablehlo.complex %s, %s : %s"
                                .formatted(re, im, complexType(re.shape(), re.dtype())));
    }

    private Ssa part(String which, String complex, String from, TensorType type) {
        return p.code()
                .let(
                        type,
                        "stablehlo.%s %s : (%s) -> %s"
                                .formatted(which, complex, from, Types.of(type)));
    }

    private static String complexType(Shape shape, DType dtype) {
        return Types.of(shape, "complex<%s>".formatted(Types.element(dtype)));
    }
}
