/// The training loop, optimizers, schedules and metrics.
module io.jacquard.train {
    requires static org.jspecify;
    requires transitive io.jacquard.data;
    requires transitive io.jacquard.nn;

    exports io.jacquard.train;
    exports io.jacquard.train.metric;
    exports io.jacquard.train.optimizer;
    exports io.jacquard.train.schedule;
}
