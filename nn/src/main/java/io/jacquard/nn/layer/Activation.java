package io.jacquard.nn.layer;

import io.jacquard.ir.Composite.Gelu.Form;
import io.jacquard.nn.Layer;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A function of each element (softmax: of each row), between layers.
public final class Activation implements Layer {
    private static final Map<String, Supplier<Activation>> BY_NAME = byName();

    private final String name;
    private final UnaryOperator<Tensor> function;

    private Activation(String name, UnaryOperator<Tensor> function) {
        this.name = name;
        this.function = function;
    }

    /// `x`
    public static Activation identity() {
        return new Activation("identity", x -> x);
    }

    /// `max(x, 0)`; its gradient at 0 is 0
    public static Activation relu() {
        return new Activation("relu", Tensor::relu);
    }

    /// `min(max(x, 0), 6)`
    public static Activation relu6() {
        return new Activation("relu6", Curves::relu6);
    }

    /// `x` above 0, `0.01 x` below
    public static Activation leakyRelu() {
        return leakyRelu(0.01);
    }

    /// `x` above 0, `slope * x` below
    public static Activation leakyRelu(double slope) {
        return new Activation("leakyRelu", x -> Curves.positive(x, x, x.mul(slope)));
    }

    /// `x` above 0, `e^x - 1` below
    ///
    /// Source: Clevert, Unterthiner, Hochreiter, 2015, arXiv 1511.07289, eq. 15.
    public static Activation elu() {
        return elu(1);
    }

    /// `x` above 0, `alpha * (e^x - 1)` below
    public static Activation elu(double alpha) {
        return new Activation("elu", x -> Curves.elu(x, alpha));
    }

    /// `scale * elu(x, alpha)` with the two constants that keep mean 0 and variance 1
    ///
    /// Source: Klambauer, Unterthiner, Mayr, Hochreiter, 2017, arXiv 1706.02515, eq. 2.
    public static Activation selu() {
        return new Activation("selu", Curves::selu);
    }

    /// `x * Phi(x)` with the normal distribution function, exact
    ///
    /// Source: Hendrycks, Gimpel, 2016, arXiv 1606.08415.
    public static Activation gelu() {
        return new Activation("gelu", Tensor::gelu);
    }

    /// GELU approximated by tanh, as GPT-2 has it
    ///
    /// Source: Hendrycks, Gimpel, 2016, arXiv 1606.08415.
    public static Activation geluTanh() {
        return new Activation("geluTanh", x -> x.gelu(Form.TANH));
    }

    /// `x * sigmoid(x)`, also called swish
    public static Activation silu() {
        return new Activation("silu", x -> x.mul(x.sigmoid()));
    }

    /// `x * tanh(softplus(x))`
    ///
    /// Source: Misra, 2019, arXiv 1908.08681.
    public static Activation mish() {
        return new Activation("mish", x -> x.mul(Curves.softplus(x).tanh()));
    }

    /// `log(1 + e^x)`
    public static Activation softplus() {
        return new Activation("softplus", Curves::softplus);
    }

    /// `x / (1 + |x|)`
    public static Activation softsign() {
        return new Activation("softsign", x -> x.div(x.abs().add(1)));
    }

    /// `x * hardSigmoid(x)`
    ///
    /// Source: Howard et al., *Searching for MobileNetV3*, 2019, arXiv 1905.02244.
    public static Activation hardSwish() {
        return new Activation("hardSwish", Curves::hardSwish);
    }

    /// `min(max(x + 3, 0), 6) / 6`
    public static Activation hardSigmoid() {
        return new Activation("hardSigmoid", Curves::hardSigmoid);
    }

    /// `1 / (1 + e^-x)`
    public static Activation sigmoid() {
        return new Activation("sigmoid", Tensor::sigmoid);
    }

    /// `log(sigmoid(x))`
    public static Activation logSigmoid() {
        return new Activation("logSigmoid", x -> Curves.softplus(x.neg()).neg());
    }

    /// The hyperbolic tangent
    public static Activation tanh() {
        return new Activation("tanh", Tensor::tanh);
    }

    /// `e^x / sum(e^x)` along the last axis
    public static Activation softmax() {
        return new Activation("softmax", x -> x.softmax(-1));
    }

    /// The logarithm of softmax along the last axis
    public static Activation logSoftmax() {
        return new Activation("logSoftmax", x -> x.logSoftmax(-1));
    }

    /// The activation of that name, with its usual constants.
    ///
    /// @param name one of {@link #names}
    /// @throws IllegalArgumentException if there is none of that name
    public static Activation named(String name) {
        Supplier<Activation> maker = BY_NAME.get(name);
        if (maker == null) {
            throw Refusal.argument(
                    "activation",
                    "there is none of that name",
                    "'%s'".formatted(name),
                    "one of %s; correct the name".formatted(names()));
        }
        return maker.get();
    }

    /// The names of all activations, in alphabetical order.
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /// Its name, for example `relu`.
    public String name() {
        return name;
    }

    @Override
    public Tensor forward(Tensor x) {
        return function.apply(x);
    }

    @Override
    public String title() {
        return name;
    }

    private static Map<String, Supplier<Activation>> byName() {
        List<Supplier<Activation>> all =
                List.of(
                        Activation::identity,
                        Activation::relu,
                        Activation::relu6,
                        Activation::leakyRelu,
                        Activation::elu,
                        Activation::selu,
                        Activation::gelu,
                        Activation::geluTanh,
                        Activation::silu,
                        Activation::mish,
                        Activation::softplus,
                        Activation::softsign,
                        Activation::hardSwish,
                        Activation::hardSigmoid,
                        Activation::sigmoid,
                        Activation::logSigmoid,
                        Activation::tanh,
                        Activation::softmax,
                        Activation::logSoftmax);
        Map<String, Supplier<Activation>> map = new TreeMap<>();
        all.forEach(maker -> map.put(maker.get().name(), maker));
        return map;
    }
}
