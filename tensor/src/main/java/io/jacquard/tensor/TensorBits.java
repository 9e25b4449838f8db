package io.jacquard.tensor;

import io.jacquard.ir.Binary;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Unary;

/// What {@link Tensor} does with the bits of its elements; of bool, logic.
sealed interface TensorBits permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// Bit by bit, or logical, and
    default Tensor and(Tensor other) {
        return self().binary("and", new Binary.And(), other);
    }

    /// Bit by bit, or logical, or
    default Tensor or(Tensor other) {
        return self().binary("or", new Binary.Or(), other);
    }

    /// Bit by bit, or logical, exclusive or
    default Tensor xor(Tensor other) {
        return self().binary("xor", new Binary.Xor(), other);
    }

    /// Bit by bit, or logical, not
    default Tensor not() {
        return self().op(new Unary.Not());
    }

    /// `this << bits`, of integers; by the width or more, or by less than 0, it gives 0
    default Tensor shiftLeft(Tensor bits) {
        return self().binary("shiftLeft", new Binary.ShiftLeft(), bits);
    }

    /// `this << bits`
    default Tensor shiftLeft(int bits) {
        return shiftLeft(self().number("shiftLeft", bits));
    }

    /// `this >> bits`: the sign is repeated, unsigned integers are filled with zeros
    default Tensor shiftRight(Tensor bits) {
        return self().dtype().isUnsigned()
                ? shiftRightLogical(bits)
                : self().binary("shiftRight", new Binary.ShiftRightArithmetic(), bits);
    }

    /// `this >> bits`
    default Tensor shiftRight(int bits) {
        return shiftRight(self().number("shiftRight", bits));
    }

    /// `this >>> bits`: filled with zeros
    default Tensor shiftRightLogical(Tensor bits) {
        return self().binary("shiftRightLogical", new Binary.ShiftRightLogical(), bits);
    }

    /// `this >>> bits`
    default Tensor shiftRightLogical(int bits) {
        return shiftRightLogical(self().number("shiftRightLogical", bits));
    }

    /// The number of one bits of each integer, in its dtype
    default Tensor popcount() {
        return self().op(new Unary.Popcnt());
    }

    /// The number of zero bits above the highest one bit of each integer, in its dtype
    default Tensor countLeadingZeros() {
        return self().op(new Unary.CountLeadingZeros());
    }

    /// The same bits as another dtype: PyTorch's `view(dtype)`, JAX's `lax.bitcast_convert_type`.
    /// To a dtype of a k-th of the width a last axis of size k is added, the lowest bits first; to
    /// one of k times the width the last axis, of size k, goes.
    ///
    /// @param dtype not bool
    /// @throws io.jacquard.ir.ShapeException if one dtype is bool or the last axis does not fit
    default Tensor bitcast(DType dtype) {
        return self().dtype() == dtype ? self() : self().op(new Elementwise.BitcastConvert(dtype));
    }
}
