package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jacquard.cpu.onednn.Bfloat16;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SixteenBitsTest {
    private static final int K = 40;

    @AfterEach
    void clear() {
        System.clearProperty(Bfloat16.PROPERTY);
    }

    private static Function product(DType dtype) {
        Builder b = new Builder("f");
        Value x = b.parameter("x", TensorType.of(dtype, 6, K));
        Value y = b.parameter("y", TensorType.of(dtype, K, 5));
        DotGeneral matmul =
                new DotGeneral(IntList.of(), IntList.of(), IntList.of(1), IntList.of(0));
        return b.build(List.of(b.add(matmul, x, y)));
    }

    /// The report, and an element of the result on operands of 1.5 and -2.
    private static CompileReport report(Function f) {
        try (Device device = Device.open("cpu");
                Executable e = device.compile(f, CompileOptions.standard());
                Buffer x = device.allocate(f.parameters().getFirst().type());
                Buffer y = device.allocate(f.parameters().getLast().type());
                Buffer out = device.allocate(f.resultTypes().getFirst())) {
            x.write(Literal.filled(x.type(), 1.5).segment());
            y.write(Literal.filled(y.type(), -2).segment());
            e.run(List.of(x, y), List.of(out));
            assertThat(out.literal().get(7)).isEqualTo(-3.0 * K);
            return e.report();
        }
    }

    @Test
    void withoutInstructionsForThemProductsOfBf16AreComputedInF32AndTheReportSaysSo() {
        System.setProperty(Bfloat16.PROPERTY, "false");

        CompileReport report = report(product(DType.BF16));

        assertThat(report.items()).containsKeys("kernel", "onednn");
        assertThat(report.notes())
                .containsExactly(
                        "products of bf16 are computed in f32: this processor does not multiply"
                                + " bf16 (avx512_bf16, AMX)");
    }

    @Test
    void withThemTheyRunAsTheyAre() {
        assumeThat(Bfloat16.isFast()).isTrue();

        CompileReport report = report(product(DType.BF16));

        assertThat(report.items()).containsOnlyKeys("onednn");
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void productsOfF16AreComputedInF32() {
        assertThat(report(product(DType.F16)).notes())
                .containsExactly("products of f16 are computed in f32");
    }

    @Test
    void convolutionsOfBf16AreComputedInF32() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", TensorType.of(DType.BF16, 1, 9, 9, 4));
        Value k = b.parameter("k", TensorType.of(DType.BF16, 3, 3, 4, 8));
        Axes data = Axes.channelsLast(2);
        Value y = b.add(new Convolution(Window.valid(2), data, Axes.kernel(2), data, 1, 1), x, k);

        assertThat(SixteenBits.notes(b.build(List.of(y))))
                .containsExactly("convolutions of bf16 are computed in f32");
    }
}
