/// Jacquard in one dependency: what users program against, and at run time the backends, their
/// natives and the MNIST digits.
module io.jacquard {
    requires io.jacquard.cpu;
    requires io.jacquard.mnist;
    requires io.jacquard.pjrt;
    requires transitive io.jacquard.data;
    requires transitive io.jacquard.ir;
    requires transitive io.jacquard.models;
    requires transitive io.jacquard.nn;
    requires transitive io.jacquard.recipe;
    requires transitive io.jacquard.runtime;
    requires transitive io.jacquard.tensor;
    requires transitive io.jacquard.train;
    requires transitive io.jacquard.trust;
}
