/// The CPU backend: oneDNN for products and pooling, generated kernels for the rest, a thread team
/// of our own.
@NullMarked
package io.jacquard.cpu;

import org.jspecify.annotations.NullMarked;
