package io.jacquard.tensor;

/// Mean and variance of each feature.
///
/// @param mean `[features]`
/// @param variance of all elements, divided by their number; `[features]`
public record Statistics(Tensor mean, Tensor variance) {}
