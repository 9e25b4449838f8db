package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;

class ArrayAssertTest {
    private static Literal square(float... values) {
        return Literal.of(values, 2, 2);
    }

    @Test
    void acceptsWhatIsWithinTheTolerance() {
        ArrayAssert.assertThat(square(1, 2, 1000.009f, 4))
                .isCloseTo(square(1, 2, 1000, 4), Tolerance.ELEMENTWISE);
    }

    @Test
    void namesTheLargestErrorAndItsPosition() {
        assertThatThrownBy(() ->
                        ArrayAssert.assertThat(square(1.5f, 2, 3, 3))
                                .isCloseTo(square(1, 2, 3, 4), Tolerance.ELEMENTWISE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("2 of 4 elements of f32[2, 2] are not within ELEMENTWISE")
                .hasMessageContaining("the largest error is at [1, 1]: expected 4.0 but was 3.0");
    }

    @Test
    void nanAgreesWithNanOnly() {
        Literal nan = square(1, Float.NaN, 3, 4);
        ArrayAssert.assertThat(nan).isExactly(nan);
        assertThatThrownBy(() ->
                        ArrayAssert.assertThat(square(1, 2, 3, 4))
                                .isCloseTo(nan, Tolerance.BFLOAT16))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at [0, 1]: expected NaN but was 2.0");
    }

    @Test
    void infinityAgreesWithTheSameInfinityOnly() {
        Literal inf = square(1, Float.POSITIVE_INFINITY, 3, 4);
        ArrayAssert.assertThat(inf).isCloseTo(inf, Tolerance.ELEMENTWISE);
        Literal minus = square(1, Float.NEGATIVE_INFINITY, 3, 4);
        assertThatThrownBy(
                        () -> ArrayAssert.assertThat(minus).isCloseTo(inf, Tolerance.ELEMENTWISE))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() ->
                        ArrayAssert.assertThat(square(1, 3e38f, 3, 4))
                                .isCloseTo(inf, Tolerance.CONTRACTION))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void exactnessSeesTheSignOfZero() {
        assertThatThrownBy(() ->
                        ArrayAssert.assertThat(square(0f, 0, 0, 0)).isExactly(square(0, -0f, 0, 0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected -0.0 but was 0.0");
    }

    @Test
    void typesMustBeEqual() {
        assertThatThrownBy(() ->
                        ArrayAssert.assertThat(square(1, 2, 3, 4).reshape(4))
                                .isExactly(square(1, 2, 3, 4)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected an array f32[2, 2] but was f32[4]");
    }

    @Test
    void longsAreComparedWithAllTheirDigits() {
        Literal x = Literal.zeros(TensorType.of(DType.I64, 1));
        Literal y = Literal.zeros(TensorType.of(DType.I64, 1));
        x.setLong(0, Long.MAX_VALUE);
        y.setLong(0, Long.MAX_VALUE - 1);
        assertThatThrownBy(() -> ArrayAssert.assertThat(x).isCloseTo(y, Tolerance.BFLOAT16))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void contractionsAreRelativeToTheLargestElement() {
        ArrayAssert.assertThat(square(1000, 0.005f, 0, 0))
                .isCloseTo(square(1000, 0, 0, 0), Tolerance.CONTRACTION);
        assertThatThrownBy(() ->
                        ArrayAssert.assertThat(square(1000, 0.005f, 0, 0))
                                .isCloseTo(square(1000, 0, 0, 0), Tolerance.ELEMENTWISE))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void finiteArraysHaveNoNanAndNoInfinity() {
        ArrayAssert.assertThat(square(1, 2, 3, 4)).isFinite();
        assertThatThrownBy(() -> ArrayAssert.assertThat(square(1, 2, Float.NaN, 4)).isFinite())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the element at [1, 0] of f32[2, 2] is NaN");
    }
}
