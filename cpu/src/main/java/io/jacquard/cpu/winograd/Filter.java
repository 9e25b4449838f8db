package io.jacquard.cpu.winograd;

/// Which kernel slides over the pictures.
enum Filter {
    /// The convolution's own.
    AS_IT_IS,
    /// That of the gradient by the source: reversed, with its channels exchanged.
    TURNED
}
