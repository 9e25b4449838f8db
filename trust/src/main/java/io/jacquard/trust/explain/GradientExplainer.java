package io.jacquard.trust.explain;

import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Explains single inputs of a classifier by gradients of its class scores.
///
/// The model's network takes one floating input whose axis 0 is the batch and gives logits `[batch,
/// classes]`. Inputs here are single examples, without the batch axis, as the network sees them:
/// scaled and normalized. The model must not be trained meanwhile.
public final class GradientExplainer implements AutoCloseable {
    private final Gradients gradients;

    private GradientExplainer(Gradients gradients) {
        this.gradients = gradients;
    }

    /// An explainer of a model, which stays the caller's.
    public static GradientExplainer of(Model model) {
        return new GradientExplainer(new Gradients(model));
    }

    /// The scores of all classes.
    ///
    /// @param input one example, floating
    /// @return the logits, one a class
    public double[] logits(Literal input) {
        return gradients.row(requireFloating(input), 0).logits().doubles();
    }

    /// The class with the largest score.
    ///
    /// @param input one example, floating
    public int predict(Literal input) {
        double[] logits = logits(input);
        return IntStream.range(0, logits.length)
                .reduce((a, b) -> logits[b] > logits[a] ? b : a)
                .orElseThrow();
    }

    /// The gradient of a class's score.
    ///
    /// @param input one example, floating
    /// @param label the class, from 0
    /// @throws ExplanationException if the model has no such class
    public Saliency saliency(Literal input, int label) {
        Gradients.Row row = gradients.row(requireFloating(input), label);
        return new Saliency(label, row.logits().get(label), row.gradient());
    }

    /// The mean gradient of a class's score over noisy copies of the input (SmoothGrad): what a
    /// single gradient owes to chance fades.
    ///
    /// Source: Smilkov et al., *SmoothGrad: removing noise by adding noise*, 2017, arXiv
    /// 1706.03825, section 3; they suggest 10 to 20 % noise and 50 samples.
    ///
    /// @param input one example, floating
    /// @param label the class, from 0
    /// @param noise samples, standard deviation and seed of the noise
    /// @throws ExplanationException if the model has no such class
    public Saliency smoothGrad(Literal input, int label, Noise noise) {
        double score = gradients.row(requireFloating(input), label).logits().get(label);
        double[] sum =
                gradients.sum(
                        noise.samples(),
                        i -> noise.of(input, i),
                        _ -> 1.0 / noise.samples(),
                        label);
        return new Saliency(label, score, literal(input, i -> sum[i]));
    }

    /// Integrated gradients from a baseline of zeros by 50 Gauss-Legendre steps.
    ///
    /// @param input one example, floating
    /// @param label the class, from 0
    /// @throws ExplanationException if the model has no such class or a score is not finite
    public IntegratedGradients integratedGradients(Literal input, int label) {
        return integratedGradients(
                input, Literal.zeros(input.type()), label, Quadrature.gaussLegendre(50));
    }

    /// Integrated gradients.
    ///
    /// @param input one example, floating
    /// @param baseline what counts as nothing, of the input's type: black, the mean, a blur
    /// @param label the class, from 0
    /// @param quadrature how the integral is computed
    /// @throws ExplanationException if the model has no such class, the types differ or a score is
    ///   not finite
    public IntegratedGradients integratedGradients(
            Literal input, Literal baseline, int label, Quadrature quadrature) {
        if (!baseline.type().equals(requireFloating(input).type())) {
            throw new ExplanationException(
                    "[integrated gradients] the baseline is %s\n  expected the input's type, %s"
                            .formatted(baseline.type(), input.type()));
        }
        double score = finiteScore(input, label, "input");
        double from = finiteScore(baseline, label, "baseline");
        double[] mean =
                gradients.sum(
                        quadrature.steps(),
                        i -> between(baseline, input, quadrature.node(i)),
                        quadrature::weight,
                        label);
        Literal attributions = literal(input, i -> (input.get(i) - baseline.get(i)) * mean[i]);
        return new IntegratedGradients(label, score, from, attributions);
    }

    private double finiteScore(Literal point, int label, String what) {
        double score = gradients.row(point, label).logits().get(label);
        if (!Double.isFinite(score)) {
            throw new ExplanationException(
                    "[integrated gradients] the score at the %s is %s\n  expected a finite score;"
                                    .formatted(what, score)
                            + " is the input scaled as in training?");
        }
        return score;
    }

    private static Literal between(Literal from, Literal to, double part) {
        return literal(to, i -> from.get(i) + part * (to.get(i) - from.get(i)));
    }

    private static Literal literal(Literal like, IntToDoubleFunction element) {
        Literal made = Literal.zeros(like.type());
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, element.applyAsDouble(i));
        }
        return made;
    }

    private static Literal requireFloating(Literal input) {
        if (!input.type().dtype().isFloat()) {
            throw new ExplanationException(
                    "[explain] the input is %s\n  expected floats, as the model sees them"
                            .formatted(input.type()));
        }
        return input;
    }

    /// Frees what was compiled; the model stays open.
    @Override
    public void close() {
        gradients.close();
    }
}
