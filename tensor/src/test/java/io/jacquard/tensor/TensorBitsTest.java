package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import org.junit.jupiter.api.Test;

class TensorBitsTest {
    @Test
    void truthsAndBitsAreCombined() {
        assertThat(Run.of(Tensor::xor, Run.ints(12, -1), Run.ints(10, 5)))
                .isExactly(Run.ints(6, -6));
        assertThat(Run.of(Tensor::xor, Run.bools(0, 0, 1, 1), Run.bools(0, 1, 0, 1)))
                .isExactly(Run.bools(0, 1, 1, 0));
    }

    @Test
    void shiftsMoveBitsAndDropThem() {
        assertThat(Run.of(x -> x.shiftLeft(3), Run.ints(1, -1, 1 << 30)))
                .isExactly(Run.ints(8, -8, 0));
        assertThat(Run.of(x -> x.shiftLeft(x), Run.ints(1, 2, 32))).isExactly(Run.ints(2, 8, 0));
    }

    @Test
    void shiftingRightRepeatsTheSignThatADtypeHas() {
        assertThat(Run.of(x -> x.shiftRight(1), Run.ints(-8, 9))).isExactly(Run.ints(-4, 4));
        assertThat(Run.of(x -> x.shiftRight(1), Run.of(DType.U8, 255, 4)))
                .isExactly(Run.of(DType.U8, 127, 2));
        assertThat(Run.of(x -> x.shiftRightLogical(28), Run.ints(-1, 9)))
                .isExactly(Run.ints(15, 0));
        assertThat(Run.of(Tensor::shiftRight, Run.ints(-8, 9), Run.ints(2, 99)))
                .isExactly(Run.ints(-2, 0));
    }

    @Test
    void bitsAreCounted() {
        assertThat(Run.of(Tensor::popcount, Run.ints(0, 7, -1))).isExactly(Run.ints(0, 3, 32));
        assertThat(Run.of(Tensor::countLeadingZeros, Run.of(DType.U8, 0, 1, 128)))
                .isExactly(Run.of(DType.U8, 8, 7, 0));
    }

    @Test
    void bitsAreReadAsAnotherDtype() {
        assertThat(Run.of(x -> x.bitcast(DType.I32), Run.floats(1, -2)))
                .isExactly(Run.ints(0x3F800000, 0xC0000000));
        var bytes = Run.of(DType.U8, 4, 3, 2, 1).reshape(1, 4);
        assertThat(Run.of(x -> x.bitcast(DType.I32), bytes)).isExactly(Run.ints(0x01020304));
        assertThat(Run.of(x -> x.bitcast(DType.U8), Run.ints(0x01020304))).isExactly(bytes);
        assertThat(Run.of(x -> x.bitcast(DType.F32), Literal.scalar(DType.F32, 3)))
                .isExactly(Literal.scalar(DType.F32, 3));
    }
}
