/// What users hold: traced tensors, arrays on a device, compiled functions, gradients, vmap and
/// seeds.
module io.jacquard.tensor {
    requires static org.jspecify;
    requires transitive io.jacquard.runtime;

    exports io.jacquard.tensor;
}
