package io.jacquard.recipe;

import io.jacquard.data.Column;
import io.jacquard.data.Dataset;
import io.jacquard.data.StandardScaler;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Makes a recipe's network. What is done to the raw values first is part of it, so that a saved
/// model takes the same values as the training did.
final class Networks {
    private static final List<String> STANDARDIZE = List.of("none", "values", "channels");

    private Networks() {}

    /// The network of a recipe, its standardization not yet fitted. Ids of tokens are not
    /// preprocessed.
    static Layer of(Settings s, Scope scope, TensorType example) {
        if (example.dtype() == DType.I32) {
            List<Layer> layers = Layers.of(s, scope, example.shape());
            return Texts.isText(s) && layers.size() == 1
                    ? layers.getFirst()
                    : Sequential.of(layers);
        }
        List<Layer> all = new ArrayList<>();
        double divide = s.number("preprocess.divide", Double.MIN_NORMAL, Double.MAX_VALUE);
        all.add(Layer.of(x -> divided(x.to(DType.F32), divide)));
        String standardize = s.choice("preprocess.standardize", STANDARDIZE);
        if (!standardize.equals("none")) {
            all.add(standardized(scope.in("preprocess"), example, standardize));
        }
        DType compute = Trainings.policy(s).compute();
        if (compute != DType.F32) {
            all.add(Layer.of(x -> x.to(compute)));
        }
        all.addAll(Layers.of(s, scope, example.shape()));
        return Sequential.of(all);
    }

    private static Tensor divided(Tensor x, double by) {
        return by == 1 ? x : x.div(by);
    }

    private static Layer standardized(Scope scope, TensorType example, String how) {
        int n = how.equals("channels") ? example.shape().size(-1) : example.shape().elements();
        int[] sizes = how.equals("channels") ? new int[] {n} : example.shape().sizes();
        TensorType type = TensorType.of(DType.F32, sizes);
        var mean = scope.state("mean", type, (_, t) -> Literal.filled(t, 0));
        var deviation = scope.state("deviation", type, (_, t) -> Literal.filled(t, 1));
        return Layer.of(x -> x.sub(mean.value()).div(deviation.value()));
    }

    /// Fits the standardization on the training part; does nothing if there is none.
    static void fit(Settings s, io.jacquard.nn.Model model, Dataset train) {
        String how = s.choice("preprocess.standardize", STANDARDIZE);
        if (how.equals("none")) {
            return;
        }
        double divide = s.number("preprocess.divide", Double.MIN_NORMAL, Double.MAX_VALUE);
        StandardScaler fitted =
                how.equals("channels")
                        ? StandardScaler.fitChannels(train, Column.FEATURES)
                        : StandardScaler.fit(train, Column.FEATURES);
        write(model, "preprocess.mean", fitted.mean(), divide);
        write(model, "preprocess.deviation", fitted.deviation(), divide);
    }

    private static void write(
            io.jacquard.nn.Model model, String name, double[] values, double divide) {
        var array = model.array(model.parameter(name));
        Literal l = Literal.zeros(array.type());
        for (int i = 0; i < values.length; i++) {
            // A constant value has no deviation of its own: 1 stays 1 whatever the unit.
            boolean constant = name.endsWith("deviation") && values[i] == 1;
            l.set(i, constant ? 1 : values[i] / divide);
        }
        array.buffer().write(l.segment());
    }
}
