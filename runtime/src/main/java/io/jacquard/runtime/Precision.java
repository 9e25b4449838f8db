package io.jacquard.runtime;

/// How exact products of f32 (matrix products, convolutions) are on devices that can trade this for
/// speed. The operands and the result stay f32.
///
/// | precision | NVIDIA GPU | TPU | CPU and `reference` |
/// |---|---|---|---|
/// | `HIGHEST`, the default | f32 | f32 in six bf16 products | f32 |
/// | `HIGH` | what XLA makes of it, usually TF32 | three bf16 products | f32 |
/// | `DEFAULT` | TF32: 10 bits of the significand, not 23 | one bf16 product | f32 |
///
/// The CPU's backends ignore it: they have nothing faster that is less exact.
public enum Precision {
    /// What the device is fastest at: TF32 on NVIDIA GPUs, bf16 on TPUs.
    DEFAULT,
    /// Between the two, where there is something between.
    HIGH,
    /// The whole of f32.
    HIGHEST
}
