package io.jacquard.pjrt.stablehlo;

/// How exact products of f32 are.
public enum Precision {
    /// What the device is fastest at: TF32 on NVIDIA GPUs, bf16 on TPUs.
    DEFAULT,
    /// Between the two, where there is something between.
    HIGH,
    /// The whole of f32.
    HIGHEST
}
