package io.jacquard.train;

import io.jacquard.ir.Literal;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.Kernel;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.MaxPool;
import io.jacquard.nn.layer.Padding;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.Optimizer;
import io.jacquard.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds a network as the list of layers beside its fixtures says.
final class GoldenNetwork {
    private final Fixtures golden;

    GoldenNetwork(String name) {
        golden = Fixtures.load(name);
    }

    Fixtures fixtures() {
        return golden;
    }

    Optimizer optimizer() {
        Json settings = golden.json().at("optimizer");
        double rate = settings.at("learningRate").number();
        return switch (settings.at("kind").text()) {
            case "sgd" -> Sgd.of(rate);
            case "adam" -> Adam.of(rate);
            default -> throw new IllegalArgumentException("unknown optimizer " + settings);
        };
    }

    Layer layers(Scope scope) {
        List<Layer> layers = new ArrayList<>();
        for (Json layer : golden.json().at("layers").list()) {
            layers.add(layer(layer, scope.in(Integer.toString(layers.size()))));
        }
        return Sequential.of(layers);
    }

    private Layer layer(Json layer, Scope scope) {
        return switch (layer.at("kind").text()) {
            case "relu" -> Activation.relu();
            case "flatten" -> new Flatten();
            case "maxPool" -> MaxPool.of(number(layer, "size"), number(layer, "size"));
            case "linear" -> new Linear(scope, inputs(scope), number(layer, "out"));
            case "conv" -> conv(layer, scope);
            default -> throw new IllegalArgumentException("unknown layer " + layer);
        };
    }

    private Layer conv(Json layer, Scope scope) {
        int size = number(layer, "kernel");
        int padding = number(layer, "padding");
        return new Conv(
                scope,
                Conv.Channels.of(inputs(scope), number(layer, "out")),
                Kernel.of(size, size).padded(Padding.of(padding, padding)));
    }

    // The last axis but one of a weight, of either kind.
    private int inputs(Scope scope) {
        return golden.tensor("parameter/" + scope.path() + ".weight").type().shape().size(-2);
    }

    private static int number(Json layer, String key) {
        return (int) layer.at(key).number();
    }

    /// Values by parameter name.
    ///
    /// @param group `parameter` or `after`
    Map<String, Literal> values(String group) {
        Map<String, Literal> values = new LinkedHashMap<>();
        for (String name : golden.names()) {
            if (name.startsWith(group + "/")) {
                values.put(name.substring(group.length() + 1), golden.tensor(name));
            }
        }
        return values;
    }
}
