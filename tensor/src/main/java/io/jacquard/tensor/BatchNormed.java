package io.jacquard.tensor;

/// What {@link Tensor#batchNorm(int, Tensor, Tensor, double)} gives.
///
/// @param output the normalized data
/// @param statistics those of the batch
public record BatchNormed(Tensor output, Statistics statistics) {}
