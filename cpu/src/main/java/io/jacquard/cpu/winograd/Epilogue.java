package io.jacquard.cpu.winograd;

/// What happens to each result of a convolution before it is stored.
///
/// @param bias whether one value a channel is added
/// @param relu whether negative results become 0; NaN stays
public record Epilogue(boolean bias, boolean relu) {
    /// Nothing.
    public static final Epilogue NONE = new Epilogue(false, false);
}
