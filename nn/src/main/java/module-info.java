/// Layers, models, losses, initial values and checkpoints.
module io.jacquard.nn {
    requires static org.jspecify;
    requires transitive io.jacquard.tensor;

    exports io.jacquard.nn;
    exports io.jacquard.nn.init;
    exports io.jacquard.nn.layer;
    exports io.jacquard.nn.loss;
}
