package io.jacquard.ir;

/// What a value is: the dtype of its elements and its shape.
///
/// @param dtype type of each element
/// @param shape size along each axis
public record TensorType(DType dtype, Shape shape) {
    /// The type of that dtype and those sizes.
    public static TensorType of(DType dtype, int... sizes) {
        return new TensorType(dtype, Shape.of(sizes));
    }

    /// Bytes of a dense array of this type.
    public long bytes() {
        return (long) shape.elements() * dtype.bytes();
    }

    /// Number of axes.
    public int rank() {
        return shape.rank();
    }

    /// This type with another shape.
    public TensorType with(Shape other) {
        return new TensorType(dtype, other);
    }

    /// This type with another dtype.
    public TensorType with(DType other) {
        return new TensorType(other, shape);
    }

    /// For example `f32[32, 784]`; a scalar is `f32[]`.
    @Override
    public String toString() {
        return dtype.text() + shape;
    }
}
