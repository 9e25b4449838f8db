package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.OpCase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsTest {
    static Stream<OpCase> productsOfFloats() {
        return BackendConformance.operationCases().stream()
                .filter(c -> c.function().instructions().getLast().op() instanceof Contraction)
                .filter(c -> c.function().resultTypes().stream().allMatch(ProductsTest::isFloat))
                .filter(c -> c.arguments().stream().allMatch(a -> a.elements() > 0));
    }

    private static boolean isFloat(TensorType type) {
        boolean isFloat = type.dtype().isFloat() && type.dtype() != DType.F64;
        return isFloat && type.shape().elements() > 0;
    }

    @ParameterizedTest
    @MethodSource("productsOfFloats")
    void noneRunsOnTheInterpreter(OpCase c) {
        try (Device device = Device.open("cpu");
                Executable e = device.compile(c.function(), CompileOptions.standard())) {
            assertThat(e.report().notes()).noneMatch(n -> n.contains("interpreter"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 16, 40})
    void aFusedReluKeepsNanAndGivesPositiveZeros(int columns) {
        float[] bias = new float[columns];
        float[] seen = {Float.NaN, -1, -0.0f};
        System.arraycopy(seen, 0, bias, 0, seen.length);
        Literal x = Literal.filled(TensorType.of(DType.F32, 4, 5), 0);
        Literal w = Literal.filled(TensorType.of(DType.F32, 5, columns), 0);
        Function f = layer(x.type(), w.type());
        float[] y = run(f, List.of(x, w, Literal.of(bias, columns))).floats();
        assertThat(y[0]).isNaN();
        assertThat(y[1]).isEqualTo(0.0f);
        assertThat(Float.floatToRawIntBits(y[2])).isZero();
    }

    @Test
    void theReluOfALayerIsFused() {
        Function f = layer(TensorType.of(DType.F32, 4, 5), TensorType.of(DType.F32, 5, 6));
        try (Device device = Device.open("cpu");
                Executable e = device.compile(f, CompileOptions.standard())) {
            assertThat(e.report().items()).containsOnlyKeys("onednn");
        }
    }

    private static Function layer(TensorType x, TensorType w) {
        Builder b = new Builder("layer");
        Sugar s = new Sugar(b);
        Value product =
                b.add(Contraction.DotGeneral.matmul(), b.parameter("x", x), b.parameter("w", w));
        int columns = w.shape().size(1);
        Value bias = b.parameter("bias", TensorType.of(DType.F32, columns));
        Value repeated = s.broadcast(bias, product.type().shape(), IntList.of(1));
        Value y = b.add(new Binary.Add(), product, repeated);
        Value zero = s.like(y, 0);
        Value cut = b.add(new Elementwise.Compare(Direction.LE), y, zero);
        return b.build(List.of(s.select(cut, zero, y)));
    }

    private static Literal run(Function f, List<Literal> arguments) {
        try (Device device = Device.open("cpu");
                Executable e = device.compile(f, CompileOptions.standard());
                Buffer result = device.allocate(f.resultTypes().getFirst())) {
            List<Buffer> in = arguments.stream().map(a -> written(device, a)).toList();
            e.run(in, List.of(result));
            Literal y = result.literal();
            in.forEach(Buffer::close);
            return y;
        }
    }

    private static Buffer written(Device device, Literal value) {
        Buffer b = device.allocate(value.type());
        b.write(value.segment());
        return b;
    }
}
