package io.jacquard.ir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElementwiseTest {
    private static final TensorType FLOATS = TensorType.of(DType.F32, 2, 3);
    private static final TensorType INTS = TensorType.of(DType.I32, 2, 3);
    private static final TensorType BOOLS = TensorType.of(DType.BOOL, 2, 3);

    @Test
    void functionsOfRealsRefuseIntegers() {
        for (Unary op : Unary.Real.all()) {
            Refusals.check(
                    op, "i32[2, 3] is not floating", "a floating dtype; convert it first", INTS);
            Refusals.check(op, "it got 2 operands", "1 operand; leave out 1", FLOATS, FLOATS);
        }
    }

    @Test
    void theListOfFunctionsOfRealsHasEachOfThem() {
        assertThat(Unary.Real.all().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Unary.Real.class.getPermittedSubclasses());
    }

    @Test
    void countsOfBitsRefuseFloatsAndBools() {
        for (Unary op : new Unary[] {new Unary.Popcnt(), new Unary.CountLeadingZeros()}) {
            Refusals.check(op, "f32[2, 3] is no integer", "an integer; convert it first", FLOATS);
            Refusals.check(op, "bool[2, 3] is no integer", "an integer; convert it first", BOOLS);
        }
    }

    @Test
    void anglesRefuseIntegersAndOtherShapes() {
        Refusals.check(
                new Binary.Atan2(),
                "i32[2, 3] is not floating",
                "a floating dtype; convert it first",
                INTS,
                INTS);
        Refusals.check(
                new Binary.Atan2(),
                "operand types differ: f32[2, 3] and f32[3]",
                "equal types; broadcast or convert one of them",
                FLOATS,
                TensorType.of(DType.F32, 3));
    }

    @Test
    void clampRefusesScalarBoundsAndBools() {
        TensorType scalar = TensorType.of(DType.F32);
        Refusals.check(
                new Elementwise.Clamp(),
                "operand types differ: f32[] and f32[2, 3]",
                "equal types; broadcast or convert one of them",
                scalar,
                FLOATS,
                scalar);
        Refusals.check(
                new Elementwise.Clamp(),
                "bool[2, 3] is no number",
                "a number; convert it first",
                BOOLS,
                BOOLS,
                BOOLS);
        Refusals.check(
                new Elementwise.Clamp(), "it got 2 operands", "3 operands; add 1", FLOATS, FLOATS);
    }

    @Test
    void bitsOfBoolsAreRefused() {
        Refusals.check(
                new Elementwise.BitcastConvert(DType.U8),
                "the bits of bool[2, 3] as u8",
                "dtypes other than bool; use convert",
                BOOLS);
        Refusals.check(
                new Elementwise.BitcastConvert(DType.BOOL),
                "the bits of f32[2, 3] as bool",
                "dtypes other than bool; use convert",
                FLOATS);
    }

    @Test
    void widerBitsNeedALastAxisOfTheirParts() {
        Refusals.check(
                new Elementwise.BitcastConvert(DType.F64),
                "the last axis of f32[2, 3] does not make elements of f64",
                "a last axis of size 2; reshape it first",
                FLOATS);
        Refusals.check(
                new Elementwise.BitcastConvert(DType.F32),
                "the last axis of u8[] does not make elements of f32",
                "a last axis of size 4; reshape it first",
                TensorType.of(DType.U8));
    }

    @Test
    void formatsNeedAnExponent() {
        Refusals.check(
                new Elementwise.ReducePrecision(0, 3),
                "0 exponent and 3 mantissa bits",
                "1 exponent bit or more, 0 mantissa bits or more; bf16 has 8 and 7",
                FLOATS);
        Refusals.check(
                new Elementwise.ReducePrecision(4, -1),
                "4 exponent and -1 mantissa bits",
                "1 exponent bit or more, 0 mantissa bits or more; bf16 has 8 and 7",
                FLOATS);
        Refusals.check(
                new Elementwise.ReducePrecision(4, 3),
                "i32[2, 3] is not floating",
                "a floating dtype; convert it first",
                INTS);
    }
}
