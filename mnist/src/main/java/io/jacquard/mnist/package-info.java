/// The four files of the MNIST handwritten digits.
///
/// Yann LeCun and Corinna Cortes made the data set from NIST Special Databases 1 and 3; it is given
/// under CC BY-SA 3.0. Uncompressed, each file here is bit for bit the published one.
@NullMarked
package io.jacquard.mnist;

import org.jspecify.annotations.NullMarked;
