/// Attention and its gradient without an array of queries times keys.
///
/// A tile of queries meets the keys tile by tile: a small product of oneDNN's, a generated kernel
/// that scales, masks and takes the softmax of what it has seen so far, and another product. Tiles
/// in which no query sees a key are left out. The largest score and the sum of each query are kept
/// for the gradient, which computes the shares again.
///
/// Sources: Milakov, Gimelshein, *Online normalizer calculation for softmax*, 2018, arXiv
/// 1805.02867, algorithm 3; Dao et al., *FlashAttention*, 2022, arXiv 2205.14135, algorithms 1 and
/// 4.
@NullMarked
package io.jacquard.cpu.attention;

import org.jspecify.annotations.NullMarked;
