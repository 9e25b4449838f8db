package io.jacquard.trust.explain;

import io.jacquard.ir.Literal;

/// How a class's score changes with each element of an input, to first order.
///
/// Source: Simonyan, Vedaldi, Zisserman, *Deep inside convolutional networks*, 2014, arXiv
/// 1312.6034, section 3.
///
/// @param label the class, from 0
/// @param score its logit at the input
/// @param gradient the derivative of the score, of the input's type; averaged over noise where the
///   method says so
public record Saliency(int label, double score, Literal gradient) {}
