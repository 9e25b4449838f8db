package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.Tolerance;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;

/// Runs functions on both devices and demands that they agree.
final class Run {
    private Run() {}

    static Literal of(UnaryOperator<Tensor> f, Literal x) {
        return all(in -> List.of(f.apply(in.getFirst())), x).getFirst();
    }

    static Literal of(BinaryOperator<Tensor> f, Literal x, Literal y) {
        return all(in -> List.of(f.apply(in.getFirst(), in.getLast())), x, y).getFirst();
    }

    static List<Literal> all(Function<List<Tensor>, List<Tensor>> f, Literal... in) {
        List<Literal> reference = on("reference", f, in);
        List<Literal> cpu = on("cpu", f, in);
        for (int i = 0; i < reference.size(); i++) {
            assertThat(cpu.get(i)).isCloseTo(reference.get(i), tolerance(reference.get(i)));
        }
        return reference;
    }

    private static Tolerance tolerance(Literal x) {
        return x.type().dtype().bytes() < 4 ? Tolerance.BFLOAT16 : Tolerance.CONTRACTION;
    }

    private static List<Literal> on(
            String name, Function<List<Tensor>, List<Tensor>> f, Literal... in) {
        try (var device = Device.open(name);
                var jit = Jit.ofList(device, f)) {
            var arguments = Arrays.stream(in).map(x -> Array.of(device, x)).toList();
            return jit.callAll(arguments).stream().map(Array::literal).toList();
        }
    }

    /// The type of what a function gives for an input of a type; nothing runs.
    static TensorType type(UnaryOperator<Tensor> f, TensorType in) {
        return Trace.of("type", Mode.INFERENCE, t -> List.of(f.apply(t.input("x", in))))
                .function()
                .resultTypes()
                .getFirst();
    }

    static Literal floats(double... values) {
        return shaped(values, values.length);
    }

    static Literal shaped(double[] values, int... sizes) {
        var made = Literal.zeros(TensorType.of(DType.F32, sizes));
        for (int i = 0; i < values.length; i++) {
            made.set(i, values[i]);
        }
        return made;
    }

    static Literal ints(int... values) {
        return Literal.of(values, values.length);
    }

    static Literal of(DType dtype, double... values) {
        return filled(TensorType.of(dtype, values.length), i -> values[i]);
    }

    static Literal bools(int... values) {
        return filled(TensorType.of(DType.BOOL, values.length), i -> values[i]);
    }

    /// The numbers 0, 1, 2, ... in f32.
    static Literal counting(int... sizes) {
        return filled(TensorType.of(DType.F32, sizes), i -> i);
    }

    static Literal filled(TensorType type, IntToDoubleFunction f) {
        var made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, f.applyAsDouble(i));
        }
        return made;
    }
}
