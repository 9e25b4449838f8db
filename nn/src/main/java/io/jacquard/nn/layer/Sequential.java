package io.jacquard.nn.layer;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Layers one after the other. Errors and the summary name them by their position, `0`, `1`, ...
///
/// {@snippet file="io/jacquard/nn/SnippetsTest.java" region="sequential"}
public final class Sequential implements Layer {
    private final List<Layer> layers;

    private Sequential(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /// Layers in that order; those with parameters were given scopes of their own.
    public static Sequential of(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    /// Layers in that order.
    public static Sequential of(List<? extends Layer> layers) {
        return new Sequential(List.copyOf(layers));
    }

    /// Layers made in that order, each in the scope of its position: `scope.in("0")`, ...
    @SafeVarargs
    public static Sequential of(Scope scope, Function<Scope, ? extends Layer>... makers) {
        List<Layer> made = new ArrayList<>();
        for (Function<Scope, ? extends Layer> maker : makers) {
            made.add(maker.apply(scope.in(Integer.toString(made.size()))));
        }
        return new Sequential(made);
    }

    /// A layer made several times, each with its own parameters in the scope of its position.
    ///
    /// @param count how often, from 0
    public static Sequential repeat(
            int count, Scope scope, Function<Scope, ? extends Layer> maker) {
        List<Layer> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(maker.apply(scope.in(Integer.toString(i))));
        }
        return new Sequential(made);
    }

    /// The layers in order.
    public List<Layer> layers() {
        return layers;
    }

    /// These layers and then one more.
    public Sequential then(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new Sequential(more);
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = layers.get(i).call(Integer.toString(i), y);
        }
        return y;
    }
}
