package io.jacquard.nn.attention;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// An affine map of the last axis whose columns may be used in parts.
final class Projection implements Layer {
    private final Scope scope;
    private final Parameter weight;
    private final List<Parameter> bias;

    private Projection(Scope scope, Parameter weight, List<Parameter> bias) {
        this.scope = scope;
        this.weight = weight;
        this.bias = bias;
    }

    /// A map.
    ///
    /// @param name what stands before `weight`, dots and all
    /// @param type of the weight
    static Projection of(Scope outer, String name, TensorType type, Projections how) {
        int dot = name.lastIndexOf('.');
        Scope scope = inside(outer, name.substring(0, Math.max(0, dot)));
        String prefix = name.substring(dot + 1);
        Initializer initial = how.initial();
        Parameter weight = scope.parameter(prefix + "weight", type, initial);
        if (how.bias() == Projections.Bias.NONE) {
            return new Projection(scope, weight, List.of());
        }
        TensorType row = TensorType.of(DType.F32, type.shape().size(1));
        Parameter bias = scope.parameter(prefix + "bias", row, Initializers.zeros());
        return new Projection(scope, weight, List.of(bias));
    }

    /// The scope of a dotted path, the outer one if it is empty.
    static Scope inside(Scope outer, String path) {
        Scope scope = outer;
        for (String part : path.split("\\.", -1)) {
            scope = part.isEmpty() ? scope : scope.in(part);
        }
        return scope;
    }

    int columns() {
        return weight.type().shape().size(1);
    }

    @Override
    public Tensor forward(Tensor x) {
        return forward(x, 0, columns());
    }

    /// The output of some columns only.
    Tensor forward(Tensor x, int from, int to) {
        return scope.call(
                this,
                () -> {
                    boolean all = from == 0 && to == columns();
                    Tensor w = weight.value();
                    Tensor y = x.matmul(all ? w : w.slice(1, from, to));
                    for (Parameter b : bias) {
                        y = y.add(all ? b.value() : b.value().slice(0, from, to));
                    }
                    return y;
                });
    }

    @Override
    public String title() {
        return "Linear(%d, %d)".formatted(weight.type().shape().size(0), columns());
    }
}
