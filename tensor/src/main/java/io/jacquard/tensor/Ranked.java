package io.jacquard.tensor;

/// The first elements of an order.
///
/// @param values the elements
/// @param indices where along the axis they are, i32, of the values' shape
public record Ranked(Tensor values, Tensor indices) {}
