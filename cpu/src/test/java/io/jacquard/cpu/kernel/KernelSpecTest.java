package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Unary;
import org.junit.jupiter.api.Test;

class KernelSpecTest {
    private static KernelBuilder scaled(double by) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(DType.F32, Access.ELEMENT);
        b.output(
                b.binary(BinaryOp.MULTIPLY, x, b.constant(DType.F32, by)),
                DType.BF16,
                Access.ELEMENT);
        return b;
    }

    @Test
    void equalDescriptionsAreEqualKeys() {
        assertThat(scaled(2).build()).isEqualTo(scaled(2).build());
        assertThat(scaled(2).build()).hasSameHashCodeAs(scaled(2).build());
        assertThat(scaled(2).build()).isNotEqualTo(scaled(3).build());
    }

    @Test
    void equalNodesGetOneNumber() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(DType.F32, Access.ELEMENT);
        assertThat(b.real(new Unary.Exponential(), x))
                .isEqualTo(b.real(new Unary.Exponential(), x));
    }

    @Test
    void printsAsPseudoCode() {
        assertThat(scaled(2).build())
                .hasToString(
                        """
                        kernel reducing along columns
                          %0: f32 = in0 f32 element
                          %1: f32 = 2.0
                          %2: f32 = multiply(%0, %1)
                          out0 bf16 element <- %2
                        """);
    }

    @Test
    void rejectsOperandsOfDifferentDtypes() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(DType.F32, Access.ELEMENT);
        int y = b.input(DType.I32, Access.ELEMENT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> b.binary(BinaryOp.ADD, x, y))
                .withMessage("[kernel] operands F32 and I32");
    }

    @Test
    void rejectsAnOutputPerRowThatDiffersAlongTheRow() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(DType.F32, Access.ELEMENT);
        b.output(x, DType.F32, Access.ROW);
        assertThatIllegalArgumentException()
                .isThrownBy(b::build)
                .withMessageContaining("differs along the axis");
    }

    @Test
    void rejectsConstantsOfDtypesOfMemoryOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelBuilder(Axis.ROWS).constant(DType.BF16, 1))
                .withMessageContaining("compute in f32");
    }

    @Test
    void weighsWhatOneElementCosts() {
        assertThat(scaled(2).build().weight()).isGreaterThan(2).isLessThan(20);
    }
}
