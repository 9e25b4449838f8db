/// Convolutions of 3x3 kernels with a quarter of the multiplications, by Winograd's algorithm.
///
/// The result is cut into tiles of 4x4. The 6x6 elements that such a tile is made from become 36
/// combinations of them, the kernel becomes 36 others, once for all tiles; what remains are 36
/// matrix products of tiles by channels, done by oneDNN, and combinations of their results. All
/// combinations are generated kernels over channels; a block of tiles passes through all steps
/// while it lies in the cache.
///
/// The combinations come from a polynomial known at the points 0, 3/4, -3/4, 3/2, -3/2 and infinity
/// ({@link io.jacquard.cpu.winograd.Transforms}). Work is cut by the sizes alone, so the bits do
/// not depend on the number of threads.
///
/// Source: Lavin and Gray, *Fast Algorithms for Convolutional Neural Networks*, 2015, arXiv
/// 1509.09308. The points are ours: those of the article, 0, 1, -1, 2 and -2, give twice the error.
@NullMarked
package io.jacquard.cpu.winograd;

import org.jspecify.annotations.NullMarked;
