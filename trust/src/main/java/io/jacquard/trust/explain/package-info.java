/// Which parts of an input moved a classifier's score.
///
/// {@link io.jacquard.trust.explain.GradientExplainer} asks a model for gradients: plain ones
/// ({@link io.jacquard.trust.explain.Saliency}), averaged over noise, or integrated along a path
/// from a baseline ({@link io.jacquard.trust.explain.IntegratedGradients}), whose sum tells how
/// complete the explanation is. {@link io.jacquard.trust.explain.HeatMap} makes pictures of them.
///
/// A score is a class logit, before any softmax: the gradient of a probability vanishes where the
/// model is sure.
@NullMarked
package io.jacquard.trust.explain;

import org.jspecify.annotations.NullMarked;
