/// Layers, models, losses, initial values and checkpoints.
@SuppressWarnings("requires-automatic") // ascii-table has no module descriptor
module io.jacquard.nn {
    requires static org.jspecify;
    requires transitive io.jacquard.tensor;
    requires ascii.table;
    requires tools.jackson.core;

    exports io.jacquard.nn;
    exports io.jacquard.nn.attention;
    exports io.jacquard.nn.checkpoint;
    exports io.jacquard.nn.init;
    exports io.jacquard.nn.layer;
    exports io.jacquard.nn.loss;
}
